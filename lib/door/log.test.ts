import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

const HOSTILE = '张三\n{"level":"error","msg":"forged"}\u2028\r\n'

/** What a process of its own writes when it logs this. */
function linesOf(script: string): Record<string, unknown>[] {
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', env: { ...process.env, HOSTILE } })
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

test.each([
  ['a field', "import { log } from '#lib/door/log'; log.info({ job: process.env.HOSTILE }, 'job')", 'job'],
  ['a message', "import { log } from '#lib/door/log'; log.info(process.env.HOSTILE)", 'msg'],
  ['a library', "import { logConsole } from '#lib/door/log'; logConsole(); console.info(process.env.HOSTILE)", 'msg'],
])('%s with a line break and JSON in it is one line, and no line of its own (I-09)', (_, script, field) => {
  const lines = linesOf(script)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatchObject({ level: 'info' })
  expect(String(lines[0]![field])).toContain('张三')
})
