import { addDays, dayOf } from '#lib/kernel/time'
import { workdayFrom, workdaysBefore, workdayUntil } from './calendar.ts'
import { cast, type Figure, type Trade } from './cast.ts'
import type { Login } from './deed.ts'
import type { Dice } from './dice.ts'

export type Course = 'regular' | 'won' | 'talking' | 'slow' | 'silent' | 'lost' | 'repaired' | 'fresh'
export type Ending = 'overdue' | 'today' | 'soon' | 'later' | 'none'
/** How it goes with one figure: when it begins, when it was last heard of, what lies ahead. */
export type Thread = {
  figure: Figure
  index: number
  course: Course
  ending: Ending
  owner: Login
  openedOn: string
  lastOn: string
  dueOn: string
}

const COURSES: Record<Course, number> = { regular: 32, won: 19, talking: 24, slow: 13, silent: 17, lost: 5, repaired: 4, fresh: 10 }
// Days ago: opened between the first two, last heard of between the others.
const SPANS: Record<Course, [number, number, number, number]> = {
  regular: [330, 540, 1, 24],
  won: [110, 320, 1, 28],
  talking: [18, 100, 1, 9],
  slow: [100, 330, 12, 60],
  silent: [250, 540, 188, 240],
  lost: [130, 400, 45, 110],
  repaired: [250, 500, 2, 14],
  fresh: [0, 13, 0, 6],
}
const ENDINGS: Record<Course, Ending[]> = {
  regular: ['later', 'soon', 'later', 'none', 'later', 'overdue', 'soon', 'none', 'today'],
  won: ['later', 'soon', 'none', 'later', 'overdue'],
  talking: ['today', 'soon', 'overdue', 'soon', 'today', 'later', 'soon', 'overdue'],
  slow: ['later', 'none', 'overdue', 'none', 'soon'],
  silent: ['none'],
  lost: ['none'],
  repaired: ['soon', 'later', 'today'],
  fresh: ['soon', 'none', 'today', 'none', 'soon'],
}
const OWNERS: Login[] = ['sales1', 'sales2', 'sales1', 'sales2', 'sales1', 'manager', 'sales2', 'sales1', 'sales2']
const REPAIRABLE: Trade[] = ['maker', 'packer', 'mover']
const RELATED: Trade[] = ['dealer', 'partner']

/** Gives each figure of the cast a course, an owner and an ending, all of it before or after the given moment. */
export function threadsOf(now: number, dice: Dice): Thread[] {
  const today = dayOf(now)
  const courses = dice.shuffled((Object.keys(COURSES) as Course[]).flatMap((course) => Array<Course>(COURSES[course]).fill(course)))
  const turns: Partial<Record<Course, number>> = {}
  return cast.map((figure, index) => {
    const course = fitting(courses[index % courses.length]!, figure.trade)
    const turn = turns[course] ?? 0
    turns[course] = turn + 1
    const ending = ENDINGS[course][turn % ENDINGS[course].length]!
    return { figure, index, course, ending, owner: OWNERS[index % OWNERS.length]!, ...daysOf(course, ending, today, dice) }
  })
}

function fitting(course: Course, trade: Trade): Course {
  if (course === 'repaired' && !REPAIRABLE.includes(trade)) return 'won'
  const decides = course === 'lost' || course === 'slow'
  if (decides && trade === 'person') return 'won'
  return decides && RELATED.includes(trade) ? 'regular' : course
}

function daysOf(course: Course, ending: Ending, today: string, dice: Dice) {
  const [youngest, oldest, latest, earliest] = SPANS[course]
  const dueOn = dueDay(ending, today, dice)
  const openedOn = workdayUntil(addDays(today, -dice.int(youngest, oldest)))
  const heard = workdayUntil(ending === 'overdue' ? addDays(dueOn, -dice.int(2, 7)) : addDays(today, -dice.int(latest, earliest)))
  return { openedOn, dueOn, lastOn: later(openedOn, heard) }
}

const later = (one: string, other: string) => (other > one ? other : one)

function dueDay(ending: Ending, today: string, dice: Dice): string {
  if (ending === 'overdue') return workdaysBefore(today, dice.int(1, 8))
  if (ending === 'soon') return workdayWithin(today, dice.int(1, 7))
  return ending === 'later' ? workdayFrom(addDays(today, dice.int(9, 40))) : today
}

function workdayWithin(today: string, days: number) {
  const found = workdayUntil(addDays(today, days))
  return found > today ? found : addDays(today, days)
}
