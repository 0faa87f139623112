import type { Condition, Rule } from '#db/schema/tiers'
import { figureKey } from './compile.ts'
import { fieldOf } from './fields.ts'
import { conditionsOf, holds, pointsOf } from './settle.ts'
import type { Gap } from './words.ts'

export type Figures = Readonly<Record<string, number | string | null>>
/** A gap and how far that is, 0 to 1: what lists of near ones are sorted by. */
export type Near = { gap: Gap; far: number }

export const NEAR_DAYS = 31
const NEAR_SHARE = 0.1
export const ANY_SHARE = 1e9

/** How near somebody is to a label that they do not have (N-09): one condition alone is missing, and that by a tenth or a month at most. */
export const nearIn = (rule: Rule, mask: number, figures: Figures): Near | undefined => soleGap(rule, mask, figures, NEAR_SHARE)

/** The same for the archive of one customer: an amount or a count is told however much of it is missing. */
export const farFrom = (rule: Rule, mask: number, figures: Figures): Near | undefined => soleGap(rule, mask, figures, ANY_SHARE)

function soleGap(rule: Rule, mask: number, figures: Figures, share: number): Near | undefined {
  if (rule.kind === 'rest' || holds(rule, mask)) return undefined
  const conditions = conditionsOf(rule)
  const open = conditions.map((condition, at) => (mask & (1 << at) ? undefined : gapOf(condition, figures[figureKey(condition)], share)))
  if (rule.kind === 'points') {
    const missing = rule.atLeast - pointsOf(rule, mask)
    return nearest(open.filter((_, at) => rule.lines[at]!.points >= missing))
  }
  let at = 0
  const groups = rule.groups.map((group) => {
    const places = group.map(() => at++).filter((place) => !(mask & (1 << place)))
    return places.length === 1 ? open[places[0]!] : undefined
  })
  return nearest(groups)
}

const nearest = (all: (Near | undefined)[]) =>
  all.filter((one) => one !== undefined).reduce<Near | undefined>((best, one) => (best && best.far <= one.far ? best : one), undefined)

/** How far a figure is from fulfilling a condition; undefined where that is more than a share of it (or a month), or nothing one can wait or work for. */
export function gapOf(condition: Condition, figure: number | string | null | undefined, share: number): Near | undefined {
  const field = fieldOf(condition.field)
  if (!field || typeof figure !== 'number') return undefined
  const [low, high] = boundsOf(condition)
  if (field.unit === 'days') return low === undefined || figure >= low ? undefined : soon(low - figure)
  if (field.unit !== 'money' && field.unit !== 'count') return undefined
  if (low !== undefined && figure < low) return close(field.key, low - figure, Math.max(low, 1) * share)
  return high !== undefined && figure > high ? close(field.key, figure - high, Math.max(high, 1) * share, true) : undefined
}

const soon = (days: number): Near | undefined => (days <= NEAR_DAYS ? { gap: { days }, far: days / NEAR_DAYS } : undefined)

function close(field: string, missing: number, reach: number, over = false): Near | undefined {
  // Of small numbers a tenth is less than one: then one is near.
  const most = fieldOf(field)?.unit === 'count' ? Math.max(1, Math.floor(reach)) : reach
  return missing <= most ? { gap: { field, missing, ...(over && { over }) }, far: missing / most } : undefined
}

// Days, counts and 分 are whole: more than 180 is 181.
function boundsOf({ op, value }: Condition): [low?: number, high?: number] {
  const [one, two] = [value].flat().map(Number)
  if (op === 'between') return [one, two]
  if (op === 'eq') return [one, one]
  if (op === 'gte' || op === 'gt') return [op === 'gt' ? one! + 1 : one]
  return op === 'lte' || op === 'lt' ? [undefined, op === 'lt' ? one! - 1 : one] : []
}
