import { addDays, dayOf, daysBetween, instantOf } from '#lib/kernel/time'
import { momentOn, workdaysBefore, workdayUntil } from './calendar.ts'
import type { Deed, Step, Wish } from './deed.ts'
import type { Dice } from './dice.ts'
import { mishapsOf } from './mishaps.ts'
import type { Beat } from './tales/beat.ts'
import type { Thread } from './threads.ts'
import { type Sale, type Scene, timelineOf } from './timeline.ts'
import { mannerOf, openedOf, titleOf, toldOf } from './words.ts'

type Planned = { step: Step; moves: Wish[] }

const MINUTE = 60_000
const TIMES = ['09:30', '10:00', '10:30', '14:00', '15:00', '16:30']

/** All deeds about one figure, in the order they were done. */
export function chapterOf(thread: Thread, now: number, dice: Dice): Deed[] {
  const manner = mannerOf(thread, dice)
  const scenes = timelineOf(thread, manner.important, dice)
  const opened = {
    at: momentOn(thread.openedOn, dice),
    act: { do: 'open', by: thread.owner, with: openedOf(thread, manner, dice) },
  } as const
  const contacts = contactsOf(thread, scenes, manner, now, dice)
  const sales = scenes.flatMap(({ on, sale }) => (sale ? [bought(sale, on, dice)] : []))
  return inOrder(thread, mishapsOf(thread, manner, [opened, ...contacts, ...sales], dice))
}

function contactsOf(thread: Thread, scenes: Scene[], manner: ReturnType<typeof mannerOf>, now: number, dice: Dice): Wish[] {
  const told = scenes.filter((scene): scene is Scene & { beat: Beat } => scene.beat !== undefined)
  const own = told.filter(({ beat }) => !beat.by)
  const heard = new Set<string>()
  return told.flatMap((scene) => {
    const at = own.indexOf(scene)
    const { beat, on, sale } = scene
    const planned =
      at < 0
        ? undefined
        : at < own.length - 1
          ? nextOf(beat, on, own[at + 1]!.on, manner, dice)
          : lastOf(thread, beat, on, manner, now, dice)
    const occurredAt = momentOn(on, dice)
    const delay = dice.chance(0.09) ? dice.int(150, 1500) : dice.int(4, 52)
    const by = beat.by === 'agent' ? dice.pick(['agent1', 'agent2'] as const) : beat.by
    const contact = { do: 'contact', by, told: { occurredAt, ...toldOf(beat, manner, sale, heard, dice) }, next: planned?.step } as const
    const look = beat.method === 'phone' && dice.chance(0.12) ? [looked(occurredAt, dice)] : []
    return [...look, { at: occurredAt + delay * MINUTE, act: contact }, ...(planned?.moves ?? [])]
  })
}

const looked = (at: number, dice: Dice): Wish => ({
  at: at - 5 * MINUTE,
  act: { do: 'look', reason: dice.pick(['电话回访', '寄送资料核对收件人', '预约上门时间', '确认验收安排']) },
})

// Kept on the day, moved once, or kept late; plans for a far day are not made.
function nextOf(beat: Beat, on: string, next: string, manner: ReturnType<typeof mannerOf>, dice: Dice): Planned | undefined {
  const gap = daysBetween(on, next)
  if (!beat.next?.length || gap < 1 || gap > 50) return undefined
  const step = (due: string) => ({ title: titleOf(beat, manner, dice), on: due, time: dice.chance(0.3) ? dice.pick(TIMES) : '' })
  const early = workdaysBefore(next, dice.int(1, 4))
  const fate = dice.roll()
  if (early <= on || fate < 0.76) return { step: step(next), moves: [] }
  return { step: step(early), moves: fate < 0.9 ? [moved(early, next, dice)] : [] }
}

function lastOf(thread: Thread, beat: Beat, on: string, manner: ReturnType<typeof mannerOf>, now: number, dice: Dice): Planned | undefined {
  const { ending, dueOn, index } = thread
  if (ending === 'none') return undefined
  const time = ending === 'today' ? (index % 4 ? timeAhead(now, dice) : '') : dice.chance(0.4) ? dice.pick(TIMES) : ''
  const first = workdayUntil(addDays(ending === 'overdue' ? dueOn : dayOf(now), -dice.int(1, 3)))
  const step = { title: titleOf(beat, manner, dice), on: dueOn, time }
  return first > on && dice.chance(0.3) ? { step: { ...step, on: first }, moves: [moved(first, dueOn, dice)] } : { step, moves: [] }
}

const moved = (on: string, to: string, dice: Dice): Wish => ({ at: momentOn(on, dice), act: { do: 'move', to } })

// On the hour or half past, today and still to come, while there is room before midnight.
function timeAhead(now: number, dice: Dice): string {
  const minutes = Math.round((now - instantOf(dayOf(now))) / MINUTE)
  const open = [9, 10, 10.5, 11, 14, 14.5, 15.5, 16, 17, 18, 19.5, 20.5, 21.5, 22.5, 23, 23.5]
    .map((hour) => hour * 60)
    .filter((minute) => minute > minutes + 15)
  const minute = open.length > 0 ? dice.pick(open.slice(0, 8)) : 23 * 60 + 59
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

function bought({ good, quantity }: Sale, on: string, dice: Dice): Wish {
  const share = good.cycle > 0 && dice.chance(0.3) ? 97 : 100
  const amount = ((good.price * quantity * share) / 100).toFixed(2)
  const what = { product: good.name, quantity: String(quantity), unit: good.unit, amount, note: share < 100 ? '老客户优惠 3%' : '' }
  return { at: momentOn(on, dice) + 20 * MINUTE, act: { do: 'buy', what } }
}

// One after the other: nobody does two things at once, and nothing happens before the archive is opened.
function inOrder({ figure }: Thread, wishes: Wish[]): Deed[] {
  const [first, ...rest] = wishes
  let clock = first!.at - MINUTE
  return [first!, ...rest.toSorted((a, b) => a.at - b.at)].map(({ at, act }) => {
    clock = Math.max(at, clock + 3 * MINUTE)
    return { at: clock, about: figure.name, ...act } as Deed
  })
}
