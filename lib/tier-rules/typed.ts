import type { Condition, Rule } from '#db/schema/tiers'
import { parseDecimal } from '../formats/decimal.ts'
import { type Choice, type Field, fieldOf, problemsOf } from '../tiers/model.ts'
import { blank, type Line, nameOf, type Part, type Typed, typedIn, type Values } from './model.ts'

export type Sources = Record<string, readonly Choice[]>
type Errors = Record<string, string[]>
type Place = [group: number, at: number]

/** A rule as its form shows it, with one empty line more a group. */
export const typedOf = (rule: Exclude<Rule, { kind: 'rest' }>, sources: Sources): Typed =>
  rule.kind === 'any'
    ? { kind: 'any', groups: rule.groups.map((group) => [...group.map((one) => lineOf(one, sources)), blank]) }
    : {
        kind: 'points',
        groups: [[...rule.lines.map(({ points, condition }) => ({ ...lineOf(condition, sources), points: String(points) })), blank]],
      }

/** The rule that was typed, with what is wrong in it by the names of the form's fields; lines left empty say nothing. */
export function ruleIn(values: Values, sources: Sources): { rule: Rule; errors: Errors } {
  const { kind, groups } = typedIn(values)
  const filled = groups
    .map((lines, group) => lines.map((line, at) => ({ line, place: [group, at] as Place })).filter(({ line }) => isFilled(line)))
    .filter((lines) => lines.length > 0)
  const places = filled.map((lines) => lines.map(({ place }) => place))
  const conditions = filled.map((lines) => lines.map(({ line }) => conditionOf(line, sources)))
  const rule: Rule =
    kind === 'any'
      ? { kind, groups: conditions }
      : {
          kind,
          atLeast: wholeOf(values.atLeast),
          lines: (conditions[0] ?? []).map((condition, at) => ({ points: wholeOf(filled[0]?.[at]?.line.points), condition })),
        }
  return { rule, errors: errorsOf(rule, kind, places, sources) }
}

function errorsOf(rule: Rule, kind: Typed['kind'], places: Place[][], sources: Sources): Errors {
  const lists = Object.fromEntries(Object.entries(sources).map(([key, choices]) => [key, choices.map(({ value }) => value)]))
  const errors: Errors = {}
  for (const { path, message } of problemsOf(rule, lists)) {
    const [what, one, two = 0] = path
    const place = kind === 'any' ? places[Number(one)]?.[Number(two)] : places[0]?.[Number(one)]
    const name = what === 'atLeast' ? 'atLeast' : nameOf(...(place ?? ([0, 0] as Place)), partOf(message))
    const condition = kind === 'any' && rule.kind === 'any' ? rule.groups[Number(one)]?.[Number(two)] : undefined
    errors[name] = [withChoices(message, condition, sources)]
  }
  return errors
}

// A sentence is shown at the part of the line that it speaks of.
function partOf(message: string): Part {
  if (/字段|至少填写/.test(message) && !message.includes('没有统计周期')) return 'field'
  if (message.startsWith('统计周期')) return 'window'
  if (message.startsWith('分数')) return 'points'
  return message.includes('不能这样比较') ? 'op' : 'value'
}

function withChoices(message: string, condition: Condition | undefined, sources: Sources) {
  const field = condition && fieldOf(condition.field)
  if (field?.unit !== 'choice' || !/请选择|没有这一项/.test(message)) return message
  return `${message.replace('，请重新选择', '')}，可填 ${choicesOf(field, sources).map(shortOf).join('、')}`
}

const isFilled = ({ field, value }: Line) => field !== '' || value !== ''

function conditionOf({ field: key, op, value, window }: Line, sources: Sources): Condition {
  const field = fieldOf(key)
  const sized = field?.window && window !== '' ? { window: wholeOf(window) } : {}
  if (field?.unit === 'choice') return { field: key, ...chosen(op, value, choicesOf(field, sources)), ...sized }
  const numbers = (op === 'between' ? value.split(/至|到|~|～|—|–|、/) : [value]).map((text) => numberIn(text, field))
  return { field: key, op: op as Condition['op'], value: numbers.length === 1 ? numbers[0]! : numbers, ...sized }
}

// Of choices none is more than another: what is compared with one is that one.
function chosen(op: string, text: string, choices: readonly Choice[]): Pick<Condition, 'op' | 'value'> {
  const values = text
    .split(/[、,，;；]/)
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => choices.find((choice) => [choice.value, choice.label, shortOf(choice)].includes(one))?.value ?? one)
  const isNot = op === 'ne'
  const known = op === 'gte' ? 'eq' : (op as Condition['op'])
  if (values.length > 1 && (known === 'eq' || isNot)) return { op: isNot ? 'notIn' : 'in', value: values }
  return { op: known, value: values.length > 1 ? values : (values[0] ?? '') }
}

const choicesOf = (field: Field, sources: Sources) => field.choices ?? sources[field.key] ?? []
// A 类 · 高价值意向 is called A 类.
const shortOf = ({ label }: Choice) => label.replace(/ · .*$/, '')

const wholeOf = (value: unknown) => (/^-?\d{1,9}$/.test(String(value ?? '').trim()) ? Number(value) : Number.NaN)

/** Typed in 元, kept in 分; what is no number stays as it is for the check to say so. */
function numberIn(text: string, field: Field | undefined): number | string {
  const clean = text.trim().replace(/^[¥￥]|(元|次|天|分|个月|%|％)$/g, '')
  const value = parseDecimal(clean, field?.unit === 'money' ? 2 : 0)
  // What is too large to be kept exactly is too large for every field.
  return value ?? (/^[\d,]{14,}$/.test(clean) ? Number.MAX_SAFE_INTEGER : text)
}

function lineOf({ field: key, op, value, window }: Condition, sources: Sources): Line {
  const field = fieldOf(key)
  const shown = [value].flat().map((one) => shownOf(one, field, sources))
  const plain = op === 'in' ? 'eq' : op === 'notIn' ? 'ne' : op
  const size = window ?? field?.window?.default
  return {
    ...blank,
    field: key,
    op: plain,
    value: shown.join(op === 'between' ? ' 至 ' : '、'),
    window: size === undefined ? '' : String(size),
  }
}

function shownOf(value: number | string, field: Field | undefined, sources: Sources): string {
  if (field?.unit === 'choice') {
    const choice = choicesOf(field, sources).find((one) => one.value === value)
    return choice ? shortOf(choice) : String(value)
  }
  return (field?.unit === 'money' ? Number(value) / 100 : Number(value)).toLocaleString('en-US', { maximumFractionDigits: 2 })
}
