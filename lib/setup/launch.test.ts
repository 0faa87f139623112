import { mkdirSync, mkdtempSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

type Packages = Record<string, { version?: string; optional?: boolean }>
const { fingerprint } = (await import(new URL('./launch/build.mjs', import.meta.url).href)) as {
  fingerprint: (folder: string, sources: string[]) => string
}
const { isInstalled } = (await import(new URL('./launch/install.mjs', import.meta.url).href)) as {
  isInstalled: (wanted: Packages, present: Packages) => boolean
}

const root = mkdtempSync(join(tmpdir(), 'launch-'))
mkdirSync(join(root, 'app'))
const write = (name: string, text: string) => writeFileSync(join(root, name), text)
const now = () => fingerprint(root, ['app', 'next.config.mjs', 'absent'])

test('the build is wanted again when a source changed, came or went, and not for a touch or a test', () => {
  write('app/page.tsx', 'a')
  const first = now()
  utimesSync(join(root, 'app/page.tsx'), 1, 1)
  write('app/page.test.ts', 'test')
  expect(now()).toBe(first)
  const seen = [first]
  for (const [name, text] of [
    ['app/page.tsx', 'b'],
    ['app/more.tsx', ''],
    ['next.config.mjs', 'x'],
  ] as const) {
    write(name, text)
    expect(seen).not.toContain(now())
    seen.push(now())
  }
  renameSync(join(root, 'app/more.tsx'), join(root, 'app/other.tsx'))
  expect(seen).not.toContain(now())
})

test.each<[string, Packages, boolean]>([
  ['the same', { 'node_modules/a': { version: '1' } }, true],
  ['the same and more for this machine', { 'node_modules/a': { version: '1' }, 'node_modules/b': { version: '2' } }, true],
  ['another version', { 'node_modules/a': { version: '2' } }, false],
  ['another version of an optional one', { 'node_modules/a': { version: '1' }, 'node_modules/b': { version: '1' } }, false],
  ['nothing', {}, false],
])('installed is %s', (_, present, installed) => {
  expect(
    isInstalled({ '': { version: '0' }, 'node_modules/a': { version: '1' }, 'node_modules/b': { version: '2', optional: true } }, present),
  ).toBe(installed)
})
