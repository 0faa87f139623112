import { z } from 'zod'
import type { Customer } from '../customers/model.ts'
import { addDays, dayOf, instantOf } from '../kernel/time.ts'

const whole = (label: string, min: number, max: number) =>
  z.coerce.number(`${label}需为整数`).int(`${label}需为整数`).min(min, `${label}至少 ${min}`).max(max, `${label}最多 ${max}`)
// A box that is not ticked is not sent.
const tick = z.coerce.boolean().default(false)
// How many days of silence: none at all where it is left empty.
const days = (label: string) => z.preprocess((v) => (v === '' || v === undefined ? null : v), whole(label, 1, 3650).nullable())

/** So many in one deed. */
export const MOST_AT_ONCE = 100
/** When the night's work is done, by the company's clock. */
export const NIGHT = '04:20'

export const poolLabels = {
  isOn: '启用公海',
  mostHeld: '每人最多持有（位）',
  claimsPerDay: '每人每天最多领取（位）',
  coolDays: '放回后多少天不能自己领回',
  warnDays: '提前几天预警',
  normal: '普通客户：几天没有联系后回收',
  vip: 'VIP客户：几天没有联系后回收',
  strategic: '战略客户：几天没有联系后回收',
  takesA: 'A 类客户也回收',
  takesContract: '有合作合同的客户也回收',
}

/** What the form asks; 0 is no limit, empty days mean that this level is never recycled (W-40). */
export const poolShape = {
  isOn: tick,
  mostHeld: whole(poolLabels.mostHeld, 0, 1_000_000),
  claimsPerDay: whole(poolLabels.claimsPerDay, 0, 10_000),
  coolDays: whole(poolLabels.coolDays, 0, 3650),
  warnDays: whole(poolLabels.warnDays, 1, 90),
  normal: days('普通客户的天数'),
  vip: days('VIP客户的天数'),
  strategic: days('战略客户的天数'),
  takesA: tick,
  takesContract: tick,
}
const rules = z.object(poolShape)
export type PoolRules = z.output<typeof rules>

/** Off until an administrator switches it on; then ordinary customers alone, after ninety days. */
export const poolDefaults: PoolRules = {
  isOn: false,
  mostHeld: 0,
  claimsPerDay: 20,
  coolDays: 30,
  warnDays: 7,
  normal: 90,
  vip: null,
  strategic: null,
  takesA: false,
  takesContract: false,
}

/** The rules as they are stored among the settings. */
export const storedRules = rules.default(poolDefaults)

export type Facts = Pick<Customer, 'level' | 'potential' | 'ownerId' | 'lastContactAt' | 'createdAt'> & {
  /** Since when the present owner has it, where that ever changed. */
  since: number | null
  lastPurchaseOn: string | null
  hasContract: boolean
  warning?: { ownerId: number; silentSince: number; actsOn: string }
}
/** keep: nothing to do; warn: its owner has to be told; warned: was told, the day has not come; recycle: told, and the day has come. */
export type Verdict = { does: 'keep' | 'warn' | 'warned' | 'recycle'; silentSince: number; warnOn: string; actsOn: string }

/** What the rules say of one customer on a day (W-40). Silence begins with the last contact, the last purchase or the present owner's first day, whichever is latest. Nothing is recycled without a warning for this very silence. */
export function verdictOf(facts: Facts, rules: PoolRules, day: string): Verdict {
  const silentSince = silenceOf(facts)
  const after = rules[facts.level]
  const dueOn = addDays(dayOf(silentSince), after ?? 0)
  const warnOn = addDays(dueOn, -rules.warnDays)
  const told = facts.warning?.ownerId === facts.ownerId && facts.warning?.silentSince === silentSince ? facts.warning : undefined
  const actsOn = later(dueOn, told?.actsOn ?? addDays(later(day, warnOn), rules.warnDays))
  const said = { silentSince, warnOn, actsOn }
  if (after === null || facts.ownerId === null || isSpared(facts, rules) || day < warnOn) return { does: 'keep', ...said }
  if (!told) return { does: 'warn', ...said }
  return { does: day >= actsOn ? 'recycle' : 'warned', ...said }
}

/** The shortest silence after which anybody is warned, in days; undefined where no level is ever recycled. */
export function shortestSilence({ normal, vip, strategic, warnDays }: PoolRules): number | undefined {
  const all = [normal, vip, strategic].filter((one) => one !== null)
  return all.length > 0 ? Math.max(0, Math.min(...all) - warnDays) : undefined
}

const silenceOf = ({ lastContactAt, lastPurchaseOn, since, createdAt }: Facts) =>
  Math.max(lastContactAt ?? 0, lastPurchaseOn ? instantOf(lastPurchaseOn) : 0, since ?? createdAt)

const isSpared = ({ potential, hasContract }: Facts, { takesA, takesContract }: PoolRules) =>
  (potential === 'A' && !takesA) || (hasContract && !takesContract)

const later = (one: string, other: string) => (one > other ? one : other)
