import { addDays, dayOf, daysBetween, instantOf } from '#lib/kernel/time'
import { momentOn, workdaysBefore, workdayUntil } from './calendar.ts'
import type { Step, Wish } from './deed.ts'
import type { Dice } from './dice.ts'
import type { Beat } from './tales/beat.ts'
import type { Thread } from './threads.ts'
import { LATER, type Manner, titleOf } from './words.ts'

/** Whose chapter is told, in what manner, up to which moment. */
export type Telling = { thread: Thread; manner: Manner; now: number; dice: Dice }
export type Planned = { step: Step; moves: Wish[] }

const TIMES = ['09:30', '10:00', '10:30', '14:00', '15:00', '16:30']
const SOON_DAYS = 14

/** A plan between two contacts: kept on the day, moved once, or kept late; for a far day there is none. */
export function planBetween({ manner, dice }: Telling, beat: Beat, on: string, next: string): Planned | undefined {
  const gap = daysBetween(on, next)
  if (!beat.next?.length || gap < 1 || gap > 50) return undefined
  const title = titleOf(gap > SOON_DAYS * 2 ? LATER : beat.next, manner, dice)
  const time = dice.chance(0.3) ? dice.pick(TIMES) : ''
  const early = workdaysBefore(next, dice.int(1, 4))
  const fate = dice.roll()
  if (early <= on || fate < 0.76) return { step: { title, on: next, time }, moves: [] }
  return { step: { title, on: early, time }, moves: fate < 0.9 ? [moved(early, next, dice)] : [] }
}

/** What is still open at the end, as the thread's ending has it; sometimes moved once or twice on its way. */
export function planAhead(telling: Telling, beat: Beat, on: string): Planned | undefined {
  const { thread, manner, now, dice } = telling
  const { ending, course, index } = thread
  if (isGivenUp(thread)) return { step: { title: titleOf(LATER, manner, dice), on: workdayUntil(addDays(on, 14)), time: '' }, moves: [] }
  if (ending === 'none') return undefined
  const far = daysBetween(on, thread.dueOn) > SOON_DAYS && course !== 'talking'
  const step = { title: titleOf(far ? LATER : beat.next, manner, dice), on: thread.dueOn, time: timeOf(telling) }
  const second = workdayUntil(addDays(ending === 'overdue' ? thread.dueOn : dayOf(now), -dice.int(1, 3)))
  const first = workdaysBefore(second, dice.int(1, 2))
  if (second <= on || dice.chance(0.65)) return { step, moves: [] }
  const last = moved(second, thread.dueOn, dice)
  return first > on && index % 2
    ? { step: { ...step, on: first }, moves: [moved(first, second, dice), last] }
    : { step: { ...step, on: second }, moves: [last] }
}

/** Some of those who fell silent had a plan, which was dropped in the end. */
export const isGivenUp = ({ course, index }: Thread) => course === 'silent' && index % 3 === 0

const moved = (on: string, to: string, dice: Dice): Wish => ({ at: momentOn(on, dice), act: { do: 'move', to } })

function timeOf({ thread: { ending, index }, now, dice }: Telling): string {
  if (ending === 'today') return index % 4 ? timeAhead(now, dice) : ''
  return dice.chance(0.4) ? dice.pick(TIMES) : ''
}

const HOURS = [9, 10, 10.5, 11, 14, 14.5, 15.5, 16, 17, 18, 19.5, 20.5, 21.5, 22.5, 23, 23.5]
const MINUTE = 60_000

// Today and still to come, while there is room before midnight.
function timeAhead(now: number, dice: Dice): string {
  const minutes = (now - instantOf(dayOf(now))) / MINUTE
  const open = HOURS.map((hour) => hour * 60).filter((minute) => minute > minutes + 15)
  const minute = open.length > 0 ? dice.pick(open.slice(0, 8)) : 23 * 60 + 59
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
