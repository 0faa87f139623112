import type { Finding } from '#lib/verify/verify'
import { say } from './shell.ts'

/** One line a check; returns the exit code: 1 where anything is wrong. */
export function printFindings(findings: Finding[]): number {
  for (const { name, problem } of findings) say(problem === undefined ? `✓ ${name}` : `✗ ${name}：${problem}`)
  const wrong = findings.filter(({ problem }) => problem !== undefined).length
  say(wrong === 0 ? `全部 ${findings.length} 项正常` : `${wrong} 项有问题`)
  return wrong === 0 ? 0 : 1
}
