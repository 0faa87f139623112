export const parts = ['points', 'field', 'op', 'value', 'window'] as const
export type Part = (typeof parts)[number]
/** One line of the form as it was typed. */
export type Line = Record<Part, string>
/** Groups of lines; with points there is one. */
export type Typed = { kind: 'any' | 'points'; groups: Line[][] }
export type Values = Record<string, unknown>

export const MOST_LINES = 12
const MOST_GROUPS = 6
export const blank: Line = { points: '', field: '', op: 'gte', value: '', window: '' }
export const nameOf = (group: number, at: number, part: Part) => `c${group}-${at}-${part}`
const isLine = /^c(\d{1,2})-(\d{1,2})-field$/

/** An empty form. */
export const emptyRule = (kind: Typed['kind']): Typed => ({ kind, groups: [[blank, blank, blank]] })

/** What was posted, with the line or the group more that was asked for. */
export function typedIn(values: Values): Typed {
  const groups: Line[][] = []
  for (const name of Object.keys(values)) {
    const [, group, at] = isLine.exec(name) ?? []
    if (group === undefined || Number(group) >= MOST_GROUPS || Number(at) >= MOST_LINES) continue
    groups[Number(group)] ??= []
    groups[Number(group)]![Number(at)] = lineIn(values, Number(group), Number(at))
  }
  const whole = Array.from(groups, (lines) => Array.from(lines ?? [], (line) => line ?? blank))
  const more = String(values.more ?? '')
  const grown = whole.map((lines, at) => (more === `line-${at}` && lines.length < MOST_LINES ? [...lines, blank] : lines))
  if (more === 'group' && grown.length < MOST_GROUPS) grown.push([blank, blank])
  return { kind: values.kind === 'points' ? 'points' : 'any', groups: grown.length > 0 ? grown : [[blank]] }
}

const lineIn = (values: Values, group: number, at: number) =>
  Object.fromEntries(parts.map((part) => [part, String(values[nameOf(group, at, part)] ?? '').trim()])) as Line
