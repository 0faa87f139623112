import { addDays, daysBetween } from '#lib/kernel/time'
import { workdayUntil } from './calendar.ts'
import type { Dice } from './dice.ts'
import { type Good, shelves } from './goods.ts'
import type { Beat } from './tales/beat.ts'
import { greetings, hesitating, loss, reminder, reorder, repair, silence, topVisit, upkeepOf } from './tales/later.ts'
import { openings } from './tales/openings.ts'
import type { Thread } from './threads.ts'

export type Sale = { good: Good; quantity: number }
export type Scene = { on: string; beat?: Beat; sale?: Sale }
type Part = { opening: Beat[]; later: Beat[] }

/** What happens with one figure, day by day: contacts, and purchases with and without one. */
export function timelineOf(thread: Thread, important: boolean, dice: Dice): Scene[] {
  const { opening, later } = partsOf(thread, dice)
  const { openedOn, lastOn } = thread
  const room = daysBetween(openedOn, lastOn)
  const quick = later.length === 0 ? room : Math.min(opening.length * 9, Math.floor(room * 0.6))
  const turn = addDays(openedOn, quick)
  const scenes = [...paced(opening, openedOn, turn, dice), ...paced(later, turn, lastOn, dice)]
  const sold = withMain(scenes, thread, dice)
  const bought = sold.find((scene) => scene.sale)
  const more = bought && room > 60 ? [...supplies(bought.on, thread, dice), ...kindness(bought.on, thread, important, dice)] : []
  return [...sold, ...more].filter(({ on }) => on <= lastOn).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

function partsOf({ course, figure, index }: Thread, dice: Dice): Part {
  const opening = openings[figure.trade]
  const upkeep = (count: number) => dice.shuffled(upkeepOf(figure.trade)).slice(0, count)
  const asked = opening.slice(
    0,
    Math.min(
      3,
      opening.findIndex(({ buys }) => buys),
    ),
  )
  switch (course) {
    case 'regular':
      return { opening: opening.slice(-3), later: upkeep(3) }
    case 'won':
      return { opening: opening.slice(-5), later: upkeep(2) }
    case 'talking':
      return {
        opening: opening.slice(
          0,
          dice.int(
            2,
            opening.findIndex(({ buys }) => buys),
          ),
        ),
        later: [],
      }
    case 'slow':
      return { opening: asked, later: dice.shuffled(hesitating).slice(0, dice.int(2, 3)) }
    case 'silent':
      return index % 2 ? { opening: asked, later: silence } : { opening: opening.slice(-3), later: [...upkeep(1), ...silence] }
    case 'lost':
      return { opening: opening.slice(0, 4), later: loss }
    case 'repaired':
      return { opening: opening.slice(-2), later: [...upkeep(1), ...repair] }
    case 'fresh':
      return { opening: opening.slice(0, index % 3 ? 1 : 0), later: [] }
  }
}

// Spread over the days, the last on the last; a complaint is not spread but dealt with.
function paced(beats: Beat[], from: string, to: string, dice: Dice): Scene[] {
  const step = daysBetween(from, to) / Math.max(beats.length, 1)
  return beats.map((beat, at) => {
    const urgent = repair.indexOf(beat)
    const early =
      urgent >= 0
        ? (repair.length - 1 - urgent) * 3
        : at === beats.length - 1
          ? 0
          : (beats.length - 1 - at) * step + dice.int(-1, 1) * step * 0.2
    const on = workdayUntil(addDays(to, -Math.round(early)))
    return { beat, on: on < from ? workdayUntil(from) : on }
  })
}

function withMain(scenes: Scene[], { figure, course }: Thread, dice: Dice): Scene[] {
  const good = dice.pick(shelves[figure.trade].mains)
  if (course === 'talking' || course === 'slow' || course === 'lost' || course === 'fresh') return scenes
  return scenes.map((scene) => (scene.beat?.buys === 'main' ? { ...scene, sale: saleOf(good, dice) } : scene))
}

function supplies(since: string, { figure, lastOn }: Thread, dice: Dice): Scene[] {
  if (shelves[figure.trade].supplies.length === 0) return []
  const good = dice.pick(shelves[figure.trade].supplies)
  const days: string[] = []
  for (let on = addDays(since, 20); on <= lastOn; on = addDays(on, good.cycle + dice.int(-6, 6))) days.push(workdayUntil(on))
  return days.flatMap((on, at): Scene[] =>
    at < days.length - 1
      ? [{ on, sale: saleOf(good, dice) }]
      : [
          { on: workdayUntil(addDays(on, -7)), beat: reminder },
          { on, beat: reorder, sale: saleOf(good, dice) },
        ],
  )
}

// A greeting in a month that has one; and somebody from the top for those who matter.
function kindness(since: string, { lastOn }: Thread, important: boolean, dice: Dice): Scene[] {
  const between = (share: number) => workdayUntil(addDays(since, Math.floor(daysBetween(since, lastOn) * share)))
  const on = between(0.3 + dice.roll() * 0.6)
  const greeting = greetings[on.slice(5, 7)]
  return [...(greeting ? [{ on, beat: greeting }] : []), ...(important ? [{ on: between(0.5), beat: topVisit }] : [])]
}

const saleOf = (good: Good, dice: Dice): Sale => ({ good, quantity: dice.int(good.least, good.most) })
