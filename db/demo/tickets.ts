import { addDays, DAY, dayOf, instantOf, timeOf } from '#lib/kernel/time'
import type { Status } from '#lib/tickets/labels'
import { momentOn, workdayUntil } from './calendar.ts'
import type { Deed, Login, TicketStep } from './deed.ts'
import { type Dice, diceOf } from './dice.ts'
import { type TicketTale, ticketTales } from './tales/tickets.ts'
import type { Thread } from './threads.ts'

const SEED = 20_240_412
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const WAITS: Status = 'waiting'
const COURSES = new Set<Thread['course']>(['regular', 'won', 'repaired'])
const WITH_MACHINES = new Set<Thread['figure']['trade']>(['maker', 'packer', 'mover'])

type Case = { tale: number; who: number; days: number; stop?: Status; ends?: 'void' | 'reopened' | 'returned' }

// The past, told to its end; the same customer rings twice about the same thing in two of them.
const past: Case[] = Array.from({ length: 26 }, (_, n) => ({ tale: n % ticketTales.length, who: n, days: 168 - n * 6 }))
const turns: Case[] = [
  { tale: 4, who: 3, days: 80 },
  { tale: 11, who: 10, days: 34 },
  { tale: 0, who: 30, days: 21, ends: 'returned' },
  { tale: 14, who: 31, days: 45, ends: 'void' },
  { tale: 0, who: 32, days: 9, ends: 'reopened' },
]
// What is going on now, in every state.
const present: Case[] = [
  { tale: 18, who: 3, days: 0.1, stop: 'unreceived' },
  { tale: 0, who: 5, days: 0.3, stop: 'unreceived' },
  { tale: 15, who: 7, days: 0.02, stop: 'unreceived' },
  { tale: 6, who: 8, days: 0.2, stop: 'unassigned' },
  { tale: 13, who: 10, days: 1.2, stop: 'unassigned' },
  { tale: 11, who: 11, days: 0.8, stop: 'unanswered' },
  { tale: 4, who: 12, days: 1.6, stop: 'unanswered' },
  { tale: 19, who: 13, days: 2, stop: 'working' },
  { tale: 2, who: 14, days: 1.4, stop: 'working' },
  { tale: 9, who: 15, days: 4.5, stop: 'working' },
  { tale: 1, who: 16, days: 3, stop: 'waiting' },
  { tale: 20, who: 17, days: 6, stop: 'waiting' },
  { tale: 12, who: 18, days: 3.5, stop: 'revisit' },
  { tale: 5, who: 19, days: 6.5, stop: 'revisit' },
]

/** Some forty tickets of old customers, in every state (issue: 工单), all of it before `now`. */
export function ticketsOf(threads: readonly Thread[], now: number): Deed[] {
  const long = addDays(dayOf(now), -190)
  const old = threads.filter(({ course, openedOn, figure }) => COURSES.has(course) && WITH_MACHINES.has(figure.trade) && openedOn < long)
  if (old.length === 0) return []
  return [...past, ...turns, ...present].flatMap((one, index) => {
    const dice = diceOf(SEED + index)
    return told(one, index, old[one.who % old.length]!, now, dice)
  })
}

function told(one: Case, index: number, { figure }: Thread, now: number, dice: Dice): Deed[] {
  const tale = ticketTales[one.tale]!
  const key = `t${index}`
  const by = dice.pick(['agent1', 'agent2', 'desk'] as const)
  const begins = one.stop ? now - one.days * DAY : momentOn(workdayUntil(addDays(dayOf(now), -one.days)), dice)
  const { kind, type, detail, says } = tale
  let clock = begins
  const opened: Deed = { at: begins, about: figure.name, do: 'ticket', key, by, with: { kind, type, detail, description: says } }
  const steps = stepsOf(tale, one, dice, by).map(([hours, step]): Deed => {
    clock = inHours(clock + hours * HOUR, one.stop !== undefined)
    return { at: clock, about: figure.name, do: 'step', key, ...step }
  })
  return [opened, ...steps, ...caresOf(steps.at(-1), figure.name, key)]
}

// After a ticket that hurt one rings back three times (N-12); whether it did, the plan itself knows.
function caresOf(last: Deed | undefined, about: Deed['about'], key: string): Deed[] {
  if (last?.do !== 'step' || last.move !== 'close') return []
  return cares.map(([days, says, feedback]) => ({ at: inHours(last.at + days * DAY, false), about, do: 'care', key, says, feedback }))
}

const cares: [days: number, says: string, feedback: string][] = [
  [1, '为这次的问题专程致歉，说明原因和改进措施，留了直接联系方式。', '接受道歉，会继续观察'],
  [7, '确认问题没有再出现，询问班组使用情况。', '一周运行正常'],
  [30, '回访近一个月的运行情况，看看还有没有别的顾虑。', '已经放心，继续合作'],
]

type Timed = [hours: number, step: TicketStep]

function stepsOf(tale: TicketTale, { stop, ends }: Case, dice: Dice, by: Login): Timed[] {
  const way: [Status, Timed][] = [
    ['unanswered', [dice.int(10, 100) / 60, { move: 'receive', with: {} }]],
    ['working', [dice.int(20, 600) / 60, { move: 'respond', with: { text: tale.answer } }]],
  ]
  if (ends === 'void') return [[2, { move: 'void', by: 'desk', with: { reason: '与上一张工单重复，合并处理' } }]]
  const assign: Timed[] =
    NOBODY.has(tale.type) && stop !== 'unassigned'
      ? [[0.3, { move: 'assign', by: 'desk', to: 'agent1', with: { reason: '负责部门尚未建立，由客服跟进' } }]]
      : []
  const begin = [...assign, ...upTo(way, stop)]
  if (stop === 'unassigned' || stop === 'unreceived') return assign
  if (stop === 'unanswered') return begin.slice(0, assign.length + 1)
  const waits: Timed[] = tale.wait
    ? [
        [dice.int(1, 4), { move: 'wait', with: { reason: tale.wait } }],
        ...(stop === WAITS ? [] : [[dice.int(16, 40), { move: 'resume', with: { text: '客户已答复，可以继续' } }] as Timed]),
      ]
    : []
  const steps = tale.steps.map((text): Timed => [dice.int(2, 14), { move: 'progress', with: { text } }])
  if (stop === WAITS) return [...begin, ...waits]
  if (stop === 'working') return [...begin, ...steps.slice(0, 1)]
  const { result, cause, note, way: solution } = tale
  const solved: Timed = [dice.int(1, 8), { move: 'resolve', with: { result, cause, causeNote: note, solution } }]
  const done = [...begin, ...waits, ...steps, solved]
  if (stop === 'revisit') return done
  const score = tale.score === 0 ? '' : String(tale.score)
  const closed: Timed = [dice.int(14, 50), { move: 'close', by, with: { feedback: tale.feedback, score, source: 'phone' } }]
  if (ends === 'returned')
    return [...done, [20, { move: 'sendBack', by: 'desk', with: { reason: '客户反映夜班又出现一次' } }], [18, solved[1]], closed]
  if (ends === 'reopened') return [...done, closed, [20, { move: 'reopen', by, with: { reason: '第二天同一转速又有振动' } }]]
  return [...done, closed]
}

// Types whose department this company has not got, or where nobody takes tickets.
const NOBODY = new Set(['交付物流', '价格费用', '一般建议'])

const upTo = (way: [Status, Timed][], stop: Status | undefined): Timed[] =>
  way.slice(0, stop === 'unanswered' ? 1 : way.length).map(([, timed]) => timed)

// The office answers by day; what is going on now is told by the clock alone.
function inHours(at: number, isPresent: boolean): number {
  if (isPresent) return at
  const time = timeOf(at)
  if (time < '08:30') return instantOf(dayOf(at), '08:40') + (at % (50 * MINUTE))
  return time > '18:00' ? instantOf(addDays(dayOf(at), 1), '08:40') + (at % (50 * MINUTE)) : at
}
