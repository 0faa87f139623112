import { addDays, daysBetween } from '#lib/kernel/time'
import { workdayUntil } from './calendar.ts'
import type { Trade } from './cast.ts'
import type { Dice } from './dice.ts'
import type { Good } from './goods.ts'
import type { Beat } from './tales/beat.ts'
import { greetings, hesitating, loss, reminder, reorder, repair, silence, topVisit, upkeepOf } from './tales/later.ts'
import { openings } from './tales/openings.ts'
import type { Course, Thread } from './threads.ts'
import type { Manner } from './words.ts'

/** Something sold; `favoured` with the discount for old customers. */
export type Sale = { good: Good; quantity: number; favoured: boolean }
export type Scene = { on: string; beat?: Beat; sale?: Sale }

const BUYERS: Course[] = ['regular', 'won', 'silent', 'repaired']
const WITH_A_FLOOR: Trade[] = ['maker', 'packer', 'mover']
// Days before the last word of a complaint: the visit is on the next day, the talk about it much later.
const REPAIR_DAYS = [11, 10, 8, 5, 0]

/** What happens with one figure, day by day: contacts, and purchases with and without one. */
export function timelineOf(thread: Thread, manner: Manner, dice: Dice): Scene[] {
  const [opening, later] = partsOf(thread, dice)
  const { openedOn, lastOn, course } = thread
  const room = daysBetween(openedOn, lastOn)
  const quick = later.length === 0 ? room : Math.min(opening.length * 9, Math.floor(room * 0.6))
  const turn = addDays(openedOn, quick)
  const told = [...paced(opening, openedOn, turn, dice), ...paced(later, turn, lastOn, dice)]
  const scenes = BUYERS.includes(course) ? told.map((scene) => withMain(scene, manner, dice)) : told
  const bought = scenes.find((scene) => scene.sale)?.on
  const more = bought && room > 60 ? [...supplies(bought, lastOn, manner, dice), ...kindness(bought, thread, manner, dice)] : []
  return [...scenes, ...more].filter(({ on }) => on <= lastOn).sort((a, b) => a.on.localeCompare(b.on))
}

function partsOf({ course, figure, index }: Thread, dice: Dice): [opening: Beat[], later: Beat[]] {
  const opening = openings[figure.trade]
  const deal = opening.findIndex(({ buys }) => buys)
  const asked = opening.slice(0, Math.min(3, deal))
  const upkeep = (count: number) => dice.shuffled(upkeepOf(figure.trade)).slice(0, count)
  const parts: Record<Course, () => [Beat[], Beat[]]> = {
    regular: () => [opening.slice(-3), upkeep(2)],
    won: () => [opening.slice(-4), upkeep(2)],
    talking: () => [opening.slice(0, dice.int(2, deal)), []],
    slow: () => [asked, dice.shuffled(hesitating).slice(0, dice.int(2, 3))],
    silent: () => (index % 2 ? [asked, silence] : [opening.slice(-3), [...upkeep(1), ...silence]]),
    lost: () => [asked, loss],
    repaired: () => [opening.slice(-2), [...upkeep(1), ...repair]],
    fresh: () => [opening.slice(0, index % 3 ? 1 : 0), []],
  }
  return parts[course]()
}

// Spread over the days, the last on the last; a complaint is not spread but dealt with.
function paced(beats: Beat[], from: string, to: string, dice: Dice): Scene[] {
  const step = daysBetween(from, to) / Math.max(beats.length, 1)
  return beats.map((beat, at) => {
    const left = beats.length - 1 - at
    const before = REPAIR_DAYS[repair.indexOf(beat)] ?? (left === 0 ? 0 : left * step + dice.int(-1, 1) * step * 0.2)
    const on = workdayUntil(addDays(to, -Math.round(before)))
    return { beat, on: on < from ? workdayUntil(from) : on }
  })
}

const withMain = (scene: Scene, { main }: Manner, dice: Dice): Scene =>
  scene.beat?.buys === 'main' ? { ...scene, sale: saleOf(main, false, dice) } : scene

// Again and again in its rhythm; before the last time somebody rings a week ahead (S1-55).
function supplies(since: string, lastOn: string, { supply }: Manner, dice: Dice): Scene[] {
  if (!supply) return []
  const days: string[] = []
  for (let on = addDays(since, 20); on <= lastOn; on = addDays(on, supply.cycle + dice.int(-6, 6))) days.push(workdayUntil(on))
  const last = days.length > 1 ? days.pop() : undefined
  const quiet = days.map((on) => ({ on, sale: saleOf(supply, dice.chance(0.3), dice) }))
  if (!last) return quiet
  return [...quiet, { on: workdayUntil(addDays(last, -7)), beat: reminder }, { on: last, beat: reorder, sale: saleOf(supply, true, dice) }]
}

// A greeting in a month that has one; and somebody from the top for those who matter.
function kindness(since: string, { lastOn, figure }: Thread, { important }: Manner, dice: Dice): Scene[] {
  const at = (share: number) => workdayUntil(addDays(since, Math.floor(daysBetween(since, lastOn) * share)))
  const on = at(0.3 + dice.roll() * 0.6)
  const greeting = greetings[on.slice(5, 7)]
  const visited = important && WITH_A_FLOOR.includes(figure.trade)
  return [...(greeting ? [{ on, beat: greeting }] : []), ...(visited ? [{ on: at(0.5), beat: topVisit }] : [])]
}

const saleOf = (good: Good, favoured: boolean, dice: Dice): Sale => ({ good, quantity: dice.int(good.least, good.most), favoured })
