import { addDays, DAY, dayOf, instantOf } from '#lib/kernel/time'
import type { Calendar } from '#lib/sla/calendar'
import type { SlaPolicy } from '#lib/sla/model'
import type { Kind } from '#lib/tickets/labels'
import type { Urgency } from '#lib/tickets/model'
import type { Handler } from './desk.ts'
import { between, type Dice, dice, pick, skewed, weighted } from './dice.ts'

export type TicketType = {
  id: number
  kind: Kind
  name: string
  details: string[]
  urgency: Urgency
  department: { id: number; name: string } | undefined
}
/** What every ticket of a data set has in common; of each customer, by its index, what a ticket must know. `first` is the id of the first ticket. */
export type TicketWorld = {
  count: number
  first: number
  at: number
  today: string
  types: TicketType[]
  handlers: Handler[]
  takers: Handler[]
  policies: SlaPolicy[]
  calendar: Calendar
  owners: Int32Array
  departments: Int32Array
  since: Float64Array
}
export type Bare = { index: number; customer: number; type: TicketType; createdAt: number; repeats: boolean; isVoid: boolean; roll: Dice }

const HOUR = 3_600_000
export const TICKET_DAYS = 730
const SEED = 1_000_000_000
const TRIES = 40
const REPEAT_WITHIN = 60

/** Whose ticket stands at an index, of what type and since when; later ones are younger. Without what a repeated one has from the earlier. */
export function bareAt(world: TicketWorld, index: number): Bare {
  const roll = dice(SEED + index)
  const createdAt = momentAt(world, index, roll)
  const kind = weighted(roll, [
    ['complaint', 45],
    ['repair', 25],
    ['inquiry', 22],
    ['suggestion', 8],
  ] as const)
  const type = skewed(
    roll,
    world.types.filter((one) => one.kind === kind),
    1.8,
  )
  const isVoid = roll() < 0.01
  const repeats = kind === 'complaint' && roll() < 0.07
  return { index, customer: customerFor(world, createdAt, roll), type, createdAt, repeats, isVoid, roll }
}

/** The earlier complaint that this one repeats, within 90 days by the same customer and of the same type; mostly none. */
export function earlierOf(world: TicketWorld, { index, repeats }: Bare): Bare | undefined {
  const back = Math.ceil(((index * 7919) % 1000) * 0.001 * (world.count / TICKET_DAYS) * REPEAT_WITHIN)
  if (!repeats || back === 0 || back > index) return undefined
  const earlier = bareAt(world, index - back)
  return earlier.type.kind === 'complaint' && !earlier.repeats && !earlier.isVoid ? earlier : undefined
}

// Between eight in the morning and eight in the evening of its day, in the order of the indexes.
function momentAt({ count, at, today }: TicketWorld, index: number, roll: Dice) {
  const days = ((index + roll()) / count) * TICKET_DAYS
  const day = addDays(today, Math.floor(days) - TICKET_DAYS + 1)
  return Math.min(at, instantOf(day) + 8 * HOUR + Math.floor((days % 1) * 12 * HOUR))
}

// Somebody who was a customer by then; those who came early have had more time to ask.
function customerFor({ since, at }: TicketWorld, createdAt: number, roll: Dice) {
  const known = Math.ceil(since.length * (1 - Math.min(1, (at - createdAt) / (1100 * DAY)) ** (1 / 1.3)))
  for (let n = 0; n < TRIES; n++) {
    const index = between(roll, 0, Math.min(known, since.length - 1))
    if (since[index]! <= createdAt) return index
  }
  const first = since.findIndex((moment) => moment <= createdAt)
  return first >= 0 ? first : since.findIndex((moment) => moment < Number.POSITIVE_INFINITY)
}

/** Where the rule sends a ticket, who has it in hand, and why in words. */
export function handlerOf({ handlers }: TicketWorld, { kind, name, department }: TicketType, label: string, roll: Dice) {
  const there = handlers.filter(({ departmentId }) => department && departmentId === department.id)
  const handler = skewed(roll, there.length > 0 ? there : handlers, 1.4)
  const what = `${label}「${name}」`
  const why =
    department && there.length > 0
      ? `${what}由${department.name}处理，${handler.name}在办最少（${between(roll, 0, 9)} 张）`
      : `${pick(roll, handlers).name}手动调整：按业务分派`
  return { kind, handler, departmentId: there.length > 0 ? department!.id : handler.departmentId, why }
}

export const numberOf = (id: number, at: number) => `T${dayOf(at).replaceAll('-', '')}${String(id).padStart(3, '0')}`
