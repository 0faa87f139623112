import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

// Left may import right, besides node's own. A folder not listed on the right is out of bounds.
const mayImport: [RegExp, RegExp][] = [
  [/^db\/demo\//, /^(db\/|lib\/)/],
  [/^db\//, /^(db\/|drizzle-orm|better-sqlite3)/],
  [/^lib\/kernel\//, /^(lib\/kernel\/|db\/(schema|statements)|drizzle-orm|zod)/],
  [/^lib\/execute/, /^(lib\/(kernel\/|reactions)|db\/|zod|drizzle-orm)/],
  [/^lib\/reactions/, /^(lib\/(kernel\/|[a-z-]+\/commands)|zod)/],
  [/^lib\/(setup|door)\//, /^(lib\/|db\/|drizzle-orm|better-sqlite3|pino|compression|next$)/],
  [/^lib\/(backups|verify|system)\//, /^(lib\/|db\/|drizzle-orm|better-sqlite3|zod)/],
  [/^lib\/(imports\/(run|stage)|aside\/aside-worker)/, /^lib\//],
  [/^lib\/formats\//, /^(lib\/(formats\/|kernel\/errors)|csv-|read-excel-file|write-excel-file|fflate|pinyin-pro|busboy)/],
  [/^lib\/sessions\/passwords/, /^@node-rs\/argon2/],
  [/^lib\/reports\/paper/, /^(pdfkit|lib\/)/],
  [
    /^lib\//,
    /^(lib\/(kernel|formats|industries|door)\/|lib\/[a-z-]+\/(queries|model|list|insert|words|fields|[a-z-]+)$|db\/(schema|statements)|drizzle-orm|zod)/,
  ],
  [
    /^components\//,
    /^(components\/|react|type:lib\/|lib\/(kernel\/(labels|money|time)|door\/current-request|[a-z-]+\/(model|words|aliases|labels))$|lib\/formats\/)/,
  ],
  [/^jobs\//, /^(jobs\/|lib\/|db\/|node-cron|zod)/],
  [/^app\//, /^(app\/|components\/|lib\/|react|next|zod|db\/schema|db\/demo)/],
]
const open = /^app\/(\(door\)|refusal|_web)\//
// By how the name begins: queries-merges.ts and list-rows.ts are queries and lists of a trait of their own.
const mayTouchTheDatabase =
  /^(lib\/execute|lib\/kernel\/prepared|lib\/[a-z-]+\/(queries|list|sums)|lib\/(setup|backups|verify|system|jobs)\/|db\/|jobs\/)/

const files = ['app', 'components', 'db', 'jobs', 'lib'].flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((f) => join(root, f))
    .filter((f) => /\.tsx?$/.test(f) && !/\.(test|d)\.ts$/.test(f)),
)
const sourceOf = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))
const importsOf = (file: string) =>
  [...(sourceOf.get(file) ?? '').matchAll(/^(?:import|export) (type )?[^'"]*?from '([^']+)'/gm)].map(([, type, path]) => ({
    type: !!type,
    path: resolve(file, path!),
  }))

describe.each(files)('%s', (file) => {
  const source = sourceOf.get(file)!
  const imports = importsOf(file)

  test('imports only what lies below it', () => {
    const rule = mayImport.find(([folder]) => folder.test(file))![1]
    const wrong = imports
      .filter(({ path }) => !path.startsWith('node:'))
      .filter(({ path, type }) => !rule.test(path) && !(type && (rule.test(`type:${path}`) || path === 'db/client')))
      .filter(({ path }) => !(path === 'db/client' && (mayTouchTheDatabase.test(file) || onlyTypes(source, path))))
      .map(({ path }) => path)
    expect(wrong).toEqual([])
  })

  if (/^lib\/[a-z-]+\/commands\.ts$/.test(file))
    test('knows no other module’s commands', () => {
      expect(imports.map(({ path }) => path).filter((path) => /\/commands$/.test(path) || path === 'lib/execute')).toEqual([])
    })

  if (source.startsWith("'use server'"))
    test('exports nothing but actions', () => {
      const exported = [...source.matchAll(/^export (.*)$/gm)].map((m) => m[1]!)
      const known = open.test(file) ? /^const \w+ = openAction\(/ : /^const \w+ = (formAction|asideAction|tellingAction)\(/
      expect(exported.filter((line) => !known.test(line))).toEqual([])
    })

  if (/(page\.tsx|route\.ts)$/.test(file) && !open.test(file))
    test('asks for permission', () => {
      expect(source).toMatch(/(await allow\('|await allowRoute\('|await forRoute\()/)
    })

  test('stays clear of what would open a hole', () => {
    expect(source).not.toMatch(/dangerouslySetInnerHTML|\.innerHTML|hx-on|\beval\(|new Function\(|sql\.raw|transaction\(async/)
  })
})

test('no circles', () => {
  const circles: string[] = []
  const done = new Set<string>()
  const walk = (file: string, way: string[]) => {
    if (way.includes(file)) return void circles.push([...way.slice(way.indexOf(file)), file].join(' → '))
    if (done.has(file)) return
    for (const { path } of importsOf(file).filter(({ type }) => !type)) {
      const next = [`${path}.ts`, `${path}.tsx`].find((f) => sourceOf.has(f))
      if (next) walk(next, [...way, file])
    }
    done.add(file)
  }
  for (const file of files) walk(file, [])
  expect(circles).toEqual([])
})

const onlyTypes = (source: string, path: string) =>
  !new RegExp(`import \\{(?![^}]*type)[^}]*\\} from '#${path}'`).test(source) && /import type \{[^}]*\} from '#db\/client'/.test(source)

function resolve(file: string, path: string) {
  const clean = path.replace(/\.tsx?$/, '')
  if (clean.startsWith('#')) return clean.slice(1)
  return clean.startsWith('.') ? normalize(relative('.', join(dirname(file), clean))) : clean
}
