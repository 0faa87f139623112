import type { Condition, Rule } from '#db/schema/tiers'
import { figureKey } from './compile.ts'
import { type Field, fieldOf } from './fields.ts'
import { mostOf, type Window } from './windows.ts'
import { conditionText, operatorsOf, valueText } from './words.ts'

/** What is wrong with a rule and where: the path of the condition (groups, 0, 1), or of the rule itself. */
export type Problem = { path: (string | number)[]; message: string }
/** What a company's own lists offer for fields that have no choices of their own. */
export type Lists = Partial<Record<string, readonly string[]>>

export const MOST_CONDITIONS = 20

/** Everything that is wrong with a rule, in sentences; empty where it may be used. */
export function problemsOf(rule: Rule, lists: Lists = {}): Problem[] {
  if (rule.kind === 'rest') return []
  const each = placed(rule).flatMap(({ path, condition }) => {
    const message = wrongIn(condition, lists)
    return message ? [{ path, message }] : []
  })
  if (each.length > 0) return each
  return rule.kind === 'any' ? wrongGroups(rule) : wrongPoints(rule)
}

/** A rule's conditions with where they stand. */
export function placed(rule: Rule): { path: (string | number)[]; condition: Condition }[] {
  if (rule.kind === 'any')
    return rule.groups.flatMap((group, at) => group.map((condition, place) => ({ path: ['groups', at, place], condition })))
  return rule.kind === 'points' ? rule.lines.map(({ condition }, at) => ({ path: ['lines', at], condition })) : []
}

function wrongIn(condition: Condition, lists: Lists): string | undefined {
  const field = fieldOf(condition.field)
  if (!field) return '没有这个字段，请重新选择'
  if (!operatorsOf(field.unit).includes(condition.op)) return `「${field.label}」不能这样比较，请重新选择`
  return (
    wrongWindow(field.window, condition.window) ??
    (field.unit === 'choice' ? wrongChoice(field, condition, lists) : wrongNumber(field, condition))
  )
}

function wrongWindow(window: Window | undefined, size: number | undefined): string | undefined {
  if (!window) return size === undefined ? undefined : '这个字段没有统计周期'
  const most = mostOf[window.unit]
  if (size === undefined || (Number.isInteger(size) && size >= 1 && size <= most)) return undefined
  return `统计周期需为 1 至 ${most.toLocaleString('zh-CN')} ${window.unit === 'month' ? '个月' : '天'}`
}

function wrongChoice({ key, label, choices }: Field, { op, value }: Condition, lists: Lists): string | undefined {
  const chosen = [value].flat().map(String)
  if (chosen.length === 0 || chosen.includes('')) return `请选择${label}`
  if (chosen.length > 1 && (op === 'eq' || op === 'ne')) return `请只选择一项${label}`
  if (new Set(chosen).size < chosen.length) return `${label}选择重复`
  const known = choices?.map((one) => one.value) ?? lists[key]
  return known && chosen.some((one) => !known.includes(one)) ? `没有这一项${label}，请重新选择` : undefined
}

function wrongNumber(field: Field, { op, value }: Condition): string | undefined {
  const { label, unit, least = 0, most = Number.MAX_SAFE_INTEGER } = field
  const numbers = [value].flat()
  if (numbers.length !== (op === 'between' ? 2 : 1) || !numbers.every((one) => typeof one === 'number' && Number.isInteger(one)))
    return unit === 'money' ? '请填写金额，最多两位小数' : '请填写整数'
  const [low, high = low] = numbers as [number, number?]
  const range = [least, most].map((one) => valueText(field, one)).join(' 至 ')
  if (low < least || high! > most || high! < least || low > most)
    return least === 0 && low < 0 ? `${label}不能为负` : `${label}需在 ${range} 之间`
  if (high! < low) return '范围的前一个数不能大于后一个数'
  if ((op === 'gt' && low === most) || (op === 'lt' && low === least))
    return `没有客户能满足「${label} ${op === 'gt' ? '>' : '<'} ${valueText(field, low)}」`
  return isAlways(field, op, low, high!) ? '这个条件对每位客户都成立，请修改数值' : undefined
}

// Amounts and counts are never missing: at least nothing is true of everybody.
const isAlways = ({ key, unit, least, most }: Field, op: Condition['op'], low: number, high: number) =>
  (unit === 'money' || unit === 'count' || key === 'silence' || key === 'age') &&
  key !== 'lowestScore' &&
  ((op === 'gte' && low === least) || (op === 'lte' && low === most) || (op === 'between' && low === least && high === most))

function wrongGroups({ groups }: Extract<Rule, { kind: 'any' }>): Problem[] {
  if (groups.length === 0) return [{ path: [], message: '请至少填写一个条件' }]
  const many = tooMany(groups.flat().length)
  if (many) return many
  const seen = new Set<string>()
  return groups.flatMap((group, at): Problem[] => {
    const path = ['groups', at]
    if (group.length === 0) return [{ path, message: '这一组没有条件，请填写或删除' }]
    const twice = firstRepeat(group.map(same))
    if (twice >= 0) return [{ path: [...path, twice], message: '与同一组的另一个条件重复' }]
    const clash = contradiction(group)
    if (clash)
      return [{ path: [...path, group.indexOf(clash)], message: `与同一组的其他条件矛盾，没有客户能同时满足「${conditionText(clash)}」` }]
    const key = group.map(same).sort().join()
    if (seen.has(key)) return [{ path, message: '与前面的一组条件相同' }]
    seen.add(key)
    return []
  })
}

function wrongPoints({ atLeast, lines }: Extract<Rule, { kind: 'points' }>): Problem[] {
  if (lines.length === 0) return [{ path: [], message: '请至少填写一项' }]
  const many = tooMany(lines.length)
  if (many) return many
  if (!isPoints(atLeast)) return [{ path: ['atLeast'], message: '达标分数需为 1 至 1,000 的整数' }]
  const wrong = lines.findIndex(({ points }) => !isPoints(points))
  if (wrong >= 0) return [{ path: ['lines', wrong], message: '分数需为 1 至 1,000 的整数' }]
  const twice = firstRepeat(lines.map(({ condition }) => same(condition)))
  if (twice >= 0) return [{ path: ['lines', twice], message: '与前面的一项重复' }]
  const most = mostPoints(lines)
  return most < atLeast ? [{ path: ['atLeast'], message: `各项最多同时得到 ${most} 分，达不到 ${atLeast} 分` }] : []
}

const tooMany = (count: number): Problem[] | undefined =>
  count > MOST_CONDITIONS ? [{ path: [], message: `条件最多 ${MOST_CONDITIONS} 个` }] : undefined
const isPoints = (points: number) => Number.isInteger(points) && points >= 1 && points <= 1000
const same = (condition: Condition) => JSON.stringify([figureKey(condition), condition.op, [condition.value].flat()])
const firstRepeat = (keys: string[]) => keys.findIndex((key, at) => keys.indexOf(key) < at)

/** A condition of a group that no customer can fulfil beside the others; undefined where all can be. */
function contradiction(group: readonly Condition[]): Condition | undefined {
  const byFigure = [...Map.groupBy(group, figureKey).values()]
  return byFigure.find((some) => !candidates(some).some((value) => some.every((one) => fulfils(one, value))))?.at(-1)
}

/** The most points that one customer can come to. */
function mostPoints(lines: readonly { points: number; condition: Condition }[]): number {
  const byFigure = [...Map.groupBy(lines, ({ condition }) => figureKey(condition)).values()]
  const best = byFigure.map((some) => {
    const values = candidates(some.map(({ condition }) => condition))
    const sums = values.map((value) => some.reduce((sum, { points, condition }) => sum + (fulfils(condition, value) ? points : 0), 0))
    return Math.max(0, ...sums)
  })
  return best.reduce((sum, one) => sum + one, 0)
}

// Comparisons can only change their answer at the values they name, or just beside them.
function candidates(conditions: readonly Condition[]): (number | string)[] {
  const field = fieldOf(conditions[0]!.field)!
  const named = conditions.flatMap(({ value }) => [value].flat())
  if (field.unit === 'choice') return [...named, ...(field.choices?.map(({ value }) => value) ?? []), '\u0000']
  const step = field.unit === 'percent' ? 0.1 : 1
  const { least = 0, most = Number.MAX_SAFE_INTEGER } = field
  return named
    .flatMap((value) => [Number(value) - step, Number(value), Number(value) + step])
    .filter((value) => value >= least && value <= most)
}

/** Whether a value fulfils a condition. */
export function fulfils({ op, value }: Condition, figure: number | string): boolean {
  const [one, two] = [value].flat() as [number | string, (number | string)?]
  const list = [value].flat().map(String)
  if (op === 'in' || op === 'notIn') return list.includes(String(figure)) === (op === 'in')
  if (op === 'eq' || op === 'ne') return (String(figure) === String(one)) === (op === 'eq')
  if (op === 'between') return figure >= one && figure <= two!
  return op === 'gte' ? figure >= one : op === 'gt' ? figure > one : op === 'lte' ? figure <= one : figure < one
}
