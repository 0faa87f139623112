import { addDays, dayOf, instantOf } from '#lib/kernel/time'
import { isWorkday, momentOn } from './calendar.ts'
import type { Deed, Wish } from './deed.ts'
import type { Dice } from './dice.ts'
import { mishapsOf } from './mishaps.ts'
import { picturedOf } from './pictures.ts'
import { planAhead, planBetween, type Telling } from './plans.ts'
import type { Beat } from './tales/beat.ts'
import type { Thread } from './threads.ts'
import { type Sale, type Scene, timelineOf } from './timeline.ts'
import { mannerOf, openedOf, toldOf } from './words.ts'

const MINUTE = 60_000

/** All deeds about one figure up to a moment, in the order they were done. */
export function chapterOf(thread: Thread, now: number, dice: Dice): Deed[] {
  const manner = mannerOf(thread, dice)
  const telling = { thread, manner, now, dice }
  const scenes = timelineOf(thread, manner, dice)
  const at = momentOn(thread.openedOn, dice)
  const archive = openedOf(thread, manner, dice)
  const opened: Wish = { at, act: { do: 'open', by: thread.owner, with: archive } }
  const sales = scenes.flatMap(({ on, sale }) => (sale ? [bought(sale, on, dice)] : []))
  const wishes = mishapsOf(telling, [opened, ...contactsOf(telling, scenes), ...sales])
  return inOrder(thread, [...wishes, ...picturedOf(thread, manner, archive, wishes, dice)])
}

function contactsOf(telling: Telling, scenes: Scene[]): Wish[] {
  const told = scenes.filter((scene): scene is Scene & { beat: Beat } => scene.beat !== undefined)
  const own = told.filter(({ beat }) => !beat.by)
  const heard = new Set<string>()
  let clock = 0
  return told.flatMap((scene) => {
    const occurredAt = Math.max(momentOn(scene.on, telling.dice), clock + 40 * MINUTE)
    clock = occurredAt
    return contactOf(telling, scene, own[own.indexOf(scene) + 1]?.on, occurredAt, heard)
  })
}

function contactOf(
  telling: Telling,
  { beat, on, sale }: Scene & { beat: Beat },
  next: string | undefined,
  occurredAt: number,
  heard: Set<string>,
): Wish[] {
  const { manner, dice } = telling
  const planned = beat.by ? undefined : next ? planBetween(telling, beat, on, next) : planAhead(telling, beat, on)
  const by = beat.by === 'agent' ? dice.pick(['agent1', 'agent2'] as const) : beat.by
  const told = { occurredAt, ...toldOf(beat, manner, sale, heard, dice) }
  const contact: Wish = { at: entered(occurredAt, dice), act: { do: 'contact', by, told, next: planned?.step } }
  const look = beat.method === 'phone' && dice.chance(0.12) ? [looked(occurredAt, dice)] : []
  return [...look, contact, ...(planned?.moves ?? [])]
}

// Within the hour (S1-37), as a rule; else in the evening or first thing in the morning.
function entered(at: number, dice: Dice): number {
  if (dice.chance(0.91)) return at + dice.int(4, 52) * MINUTE
  const tomorrow = addDays(dayOf(at), 1)
  const from = isWorkday(tomorrow) && dice.chance(0.5) ? instantOf(tomorrow, '08:05') : instantOf(dayOf(at), '19:05')
  return from + dice.int(0, 45) * MINUTE
}

const looked = (at: number, dice: Dice): Wish => ({
  at: at - 5 * MINUTE,
  act: { do: 'look', reason: dice.pick(['电话回访', '寄送资料核对收件人', '预约上门时间', '确认验收安排']) },
})

function bought({ good, quantity, favoured }: Sale, on: string, dice: Dice): Wish {
  const amount = ((good.price * quantity * (favoured ? 97 : 100)) / 100).toFixed(2)
  const what = { product: good.name, quantity: String(quantity), unit: good.unit, amount, note: favoured ? '老客户优惠 3%' : '' }
  return { at: momentOn(on, dice) + 20 * MINUTE, act: { do: 'buy', what } }
}

// One after the other: nobody does two things at once, and nothing happens before the archive is opened.
function inOrder({ figure }: Thread, wishes: Wish[]): Deed[] {
  const [first, ...rest] = wishes
  let clock = 0
  return [first!, ...rest.toSorted((a, b) => a.at - b.at)].map(({ at, act }) => {
    clock = Math.max(at, clock + 3 * MINUTE)
    return { at: clock, about: figure.name, ...act } as Deed
  })
}
