import type { Figure, PageRow } from './measure.ts'
import type { Plan } from './plans.ts'

export type Report = { customers: number; machine: string; built: unknown; pages: PageRow[]; figures: Figure[]; plans: Plan[] }

/** Everything as text: one table of pages, one of figures, the plans with what they cost, and what is over its bar. */
export function asText({ customers, machine, pages, figures, plans }: Report): string {
  const over = [
    ...pages.filter(isOver).map((row) => `${row.group} ${row.name} (${row.who}): ${overWords(row)}`),
    ...figures.filter((one) => one.verdict === 'over').map((one) => `${one.name}: ${rounded(one.value)} ${one.unit}, bar ${one.bar}`),
  ]
  const scans = plans.filter(({ flags }) => flags.includes('SCAN')).map(({ asked, sql }) => `${asked}: ${sql.slice(0, 160)}`)
  return [
    `${customers.toLocaleString('en-US')} customers on ${machine}`,
    table(['page', 'who', 'cpu ms', 'p50', 'p95', 'p99', '16: p50', 'p95', 'p99', 'req/s', 'bytes', 'bar'], pages.map(pageLine), 2),
    table(['figure', 'value', 'unit', 'bar', ''], figures.map(figureLine), 1),
    plans.length > 0 && table(['asked', 'rows', 'ms', 'flags', 'plan'], plans.map(planLine), 1),
    `over their bar: ${over.length === 0 ? 'none' : `\n  ${over.join('\n  ')}`}`,
    plans.length > 0 && `full scans: ${scans.length === 0 ? 'none' : `\n  ${scans.join('\n  ')}`}`,
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** Whether a page misses a bar or was answered wrongly. */
export const isOver = ({ bars, wrong }: PageRow) => wrong > 0 || bars.some(({ verdict }) => verdict === 'over')
/** The page and what it misses, in a line. */
export const overLine = (row: PageRow) => `${row.group} ${row.name} (${row.who}): ${overWords(row)}`
const overWords = ({ bars, wrong, one, sixteen }: PageRow) =>
  [
    ...bars.filter(({ verdict }) => verdict === 'over').map(({ bar }) => `bar ${bar}`),
    wrong > 0 && `${wrong} wrong answers`,
    `cpu ${rounded(one.cpuMs)} ms, p95 ${rounded(one.p95)} ms, ${rounded(sixteen.perSecond)}/s, ${rounded(one.bytes)} bytes`,
  ]
    .filter(Boolean)
    .join(', ')

function pageLine({ group, name, who, one, sixteen, bars, wrong }: PageRow) {
  const verdict = [...bars.map(({ bar, verdict }) => `${verdict ?? '-'} (${bar})`), wrong > 0 && `${wrong} WRONG`].filter(Boolean).join(' ')
  return [
    `${group}: ${name}`,
    who,
    ...[one.cpuMs, one.p50, one.p95, one.p99, sixteen.p50, sixteen.p95, sixteen.p99, sixteen.perSecond, one.bytes].map(rounded),
    verdict,
  ]
}

const figureLine = ({ group, name, value, unit, bar, verdict, note }: Figure) => [
  `${group}: ${name}`,
  rounded(value),
  unit,
  bar ? `${verdict ?? '-'} (${bar})` : '',
  note ?? '',
]
const planLine = ({ asked, rows, ms, flags, plan }: Plan) => [asked, String(rows), rounded(ms), flags.join(' '), plan.join(' | ')]

const rounded = (value: number | undefined) =>
  value === undefined || Number.isNaN(value)
    ? '-'
    : value >= 1000
      ? Math.round(value).toLocaleString('en-US')
      : value >= 100
        ? String(Math.round(value))
        : value.toFixed(1)

// Chinese characters are two columns wide.
const width = (text: string) => [...text].reduce((sum, character) => sum + (character.codePointAt(0)! > 0x2e7f ? 2 : 1), 0)

function table(head: string[], lines: string[][], left: number): string {
  const all = [head, ...lines]
  const last = head.length - 1
  const widths = head.map((_, n) => Math.max(...all.map((line) => width(line[n] ?? ''))))
  const cell = (text: string, n: number) => {
    const gap = ' '.repeat(widths[n]! - width(text))
    return n < left || n === last || !/^[\d.,-]+$/.test(text) ? text + (n === last ? '' : gap) : gap + text
  }
  return all.map((line) => line.map(cell).join('  ').trimEnd()).join('\n')
}
