import { addDays, dayOf, instantOf } from '#lib/kernel/time'
import { momentOn, workdayUntil } from './calendar.ts'
import type { Deed, Wish } from './deed.ts'
import { diceOf } from './dice.ts'
import { answers, loose, type Wished, wishes } from './tales/wishes.ts'
import type { Thread } from './threads.ts'

const SEED = 20_240_601
const MINUTE = 60_000

/** Who helps with whom, what customers wished for and what became of it, what they answered when asked; at the end what the machine is asked to work out of it all. */
export function wishesOf(threads: Thread[], now: number): Deed[] {
  const dice = diceOf(SEED)
  const known = threads.filter(({ course, owner, figure }) => course === 'regular' && owner !== 'manager' && figure.trade !== 'person')
  const about = (nth: number) => known[nth % known.length]!
  const on = (daysAgo: number) => momentOn(workdayUntil(addDays(dayOf(now), -daysAgo)), dice)
  const deed = (thread: Thread, at: number, act: Wish['act']): Deed => ({ ...act, at, about: thread.figure.name }) as Deed
  // Of today, also in its first minutes: what is asked for belongs to a day and a month.
  const lately = Math.max(now - 3 * MINUTE, instantOf(dayOf(now)))
  let nth = 0
  const told = wishes.flatMap((wish) => {
    const askers = wish.voices.map(() => about(nth++))
    return wishedBy(wish, askers, on).map(([thread, at, act]) => deed(thread, at, act))
  })
  return [
    ...told,
    ...loose.map(([days, text]) => deed(about(nth++), on(days), { do: 'suggest', text })),
    ...answers.map(([days, scores, text]) => deed(about(nth++), on(days), { do: 'answer', scores, text })),
    ...known.slice(0, 3).map((thread) => deed(thread, on(50), { do: 'help', who: thread.owner === 'sales1' ? 'sales2' : 'sales1' })),
    deed(about(0), on(1), { do: 'work', what: 'strategy' }),
    deed(about(0), lately, { do: 'work', what: 'labels' }),
    deed(about(0), lately, { do: 'work', what: 'figures' }),
    deed(about(0), lately, { do: 'work', what: 'report' }),
  ]
}

type Timed = [thread: Thread, at: number, act: Wish['act']]

function wishedBy(wish: Wished, askers: Thread[], on: (daysAgo: number) => number): Timed[] {
  const { key, title, by, responsible, voices, thought, planned, landed, told } = wish
  const first = askers[0]!
  return [
    ...voices.map(([days, text], n): Timed => [askers[n]!, on(days), { do: 'suggest', text, key }]),
    [first, on(thought), { do: 'think', by, key, title, responsible }],
    ...(planned ? [[first, on(planned[0]), { do: 'weigh', by, key, status: planned[1], reason: planned[2] }] as Timed] : []),
    ...(landed ? [[first, on(landed[0]), { do: 'land', by, key, sentence: landed[1], reason: landed[2] }] as Timed] : []),
    ...told.map(([days, says, feedback], n): Timed => [askers[n]!, on(days), { do: 'tell', says, feedback }]),
  ]
}
