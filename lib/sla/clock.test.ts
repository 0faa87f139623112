import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, dayOf, instantOf, timeOf } from '../kernel/time.ts'
import { type Calendar, calendarOf, isWorkday, workOn } from './calendar.ts'
import { dueAt, elapsed, ladderAt, momentsOf, type Pause, running, stateAt, stateOf, stepsReached } from './clock.ts'
import { listDays } from './queries.ts'

// The days of 2026 as a fresh database holds them.
const calendar = calendarOf({ workDays: [1, 2, 3, 4, 5], workHours: ['09:00-12:00', '13:30-18:00'] }, listDays(2026))
const shop = calendarOf({ workDays: [1, 2, 3, 4, 5, 6, 7], workHours: ['00:00-02:00', '18:00-24:00'] }, [])
const at = (text: string) => instantOf(text.slice(0, 10), text.slice(11))
const words = (moment: number | null) => (moment === null ? null : `${dayOf(moment)} ${timeOf(moment)}`)
const pausesOf = (list: [string, string | null][]): Pause[] =>
  list.map(([from, to]) => ({ from: at(from), to: to === null ? null : at(to) }))
const natural = { time: 'natural' } as const
const working = { time: 'working' } as const

type Case = [what: string, start: string, minutes: number, due: string | null, pauses?: [string, string | null][]]

describe('natural time', () => {
  test.each<Case>([
    ['24 hours (S0-43)', '2026-02-13 16:30', 1440, '2026-02-14 16:30'],
    ['2 hours over midnight', '2026-03-02 23:10', 120, '2026-03-03 01:10'],
    ['over the end of February', '2026-02-28 20:00', 600, '2026-03-01 06:00'],
    ['over a leap day', '2028-02-28 12:00', 1440, '2028-02-29 12:00'],
    ['over New Year', '2026-12-31 23:59', 1, '2027-01-01 00:00'],
    ['72 hours through a holiday', '2026-02-15 09:00', 4320, '2026-02-18 09:00'],
    ['no summer time moves it', '2026-03-28 12:00', 1440, '2026-03-29 12:00'],
    ['nor winter time', '2026-10-24 20:00', 1440, '2026-10-25 20:00'],
    ['zero minutes', '2026-03-02 10:00', 0, '2026-03-02 10:00'],
    ['a pause over night', '2026-03-02 16:00', 1440, '2026-03-04 07:00', [['2026-03-02 18:00', '2026-03-03 09:00']]],
    ['a pause before the start', '2026-03-02 16:00', 60, '2026-03-02 17:00', [['2026-03-01 08:00', '2026-03-01 09:00']]],
    ['a pause after the due moment', '2026-03-02 16:00', 60, '2026-03-02 17:00', [['2026-03-02 17:30', null]]],
    ['a pause that begins as it falls due', '2026-03-02 16:00', 60, '2026-03-02 17:00', [['2026-03-02 17:00', null]]],
    ['an open pause', '2026-03-02 16:00', 60, null, [['2026-03-02 16:30', null]]],
    ['a pause from the very start', '2026-03-02 16:00', 60, '2026-03-02 18:00', [['2026-03-02 15:00', '2026-03-02 17:00']]],
    [
      'overlapping pauses count once',
      '2026-03-02 08:00',
      60,
      '2026-03-02 10:30',
      [
        ['2026-03-02 09:00', '2026-03-02 09:30'],
        ['2026-03-02 08:30', '2026-03-02 09:15'],
        ['2026-03-02 08:45', '2026-03-02 10:00'],
      ],
    ],
    ['a pause of no length', '2026-03-02 16:00', 60, '2026-03-02 17:00', [['2026-03-02 16:30', '2026-03-02 16:30']]],
    ['a pause that ends before it begins', '2026-03-02 16:00', 60, '2026-03-02 17:00', [['2026-03-02 16:30', '2026-03-02 16:10']]],
  ])('%s', (_, start, minutes, due, pauses = []) => {
    expect(words(dueAt(at(start), minutes, natural, calendar, pausesOf(pauses)))).toBe(due)
  })
})

describe('working time', () => {
  test.each<Case>([
    ['within a morning', '2026-03-02 09:00', 60, '2026-03-02 10:00'],
    ['over lunch', '2026-03-02 11:30', 60, '2026-03-02 14:00'],
    ['from within lunch', '2026-03-02 12:20', 30, '2026-03-02 14:00'],
    ['from the first minute of lunch', '2026-03-02 12:00', 30, '2026-03-02 14:00'],
    ['due exactly as lunch begins', '2026-03-02 11:00', 60, '2026-03-02 12:00'],
    ['due exactly at closing time', '2026-03-02 17:00', 60, '2026-03-02 18:00'],
    ['from exactly closing time', '2026-03-02 18:00', 60, '2026-03-03 10:00'],
    ['from before opening', '2026-03-02 06:15', 60, '2026-03-02 10:00'],
    ['from late at night', '2026-03-02 23:30', 60, '2026-03-03 10:00'],
    ['over night', '2026-03-02 17:30', 60, '2026-03-03 09:30'],
    ['a whole day', '2026-03-02 09:00', 450, '2026-03-02 18:00'],
    ['a whole day and a minute', '2026-03-02 09:00', 451, '2026-03-03 09:01'],
    ['Friday 16:30 and two hours (W-28)', '2026-03-06 16:30', 120, '2026-03-09 09:30'],
    ['from Saturday', '2026-03-07 10:00', 60, '2026-03-09 10:00'],
    ['from Sunday night', '2026-03-08 23:59', 60, '2026-03-09 10:00'],
    ['24 working hours', '2026-03-02 09:00', 1440, '2026-03-05 10:30'],
    ['New Year’s Eve into the make-up Sunday', '2025-12-31 17:00', 120, '2026-01-04 10:00'],
    ['from New Year’s Day', '2026-01-01 10:00', 60, '2026-01-04 10:00'],
    ['Spring Festival: Friday into the make-up Saturday', '2026-02-13 17:00', 120, '2026-02-14 10:00'],
    ['Spring Festival: over all nine days', '2026-02-14 17:00', 120, '2026-02-24 10:00'],
    ['Spring Festival: 24 hours, the Saturday before counts', '2026-02-13 16:00', 1440, '2026-02-25 17:30'],
    ['Spring Festival: both make-up Saturdays count', '2026-02-13 16:00', 3270, '2026-03-02 18:00'],
    ['from New Year’s Eve of the lunar year', '2026-02-16 20:00', 60, '2026-02-24 10:00'],
    ['the second make-up Saturday', '2026-02-27 17:30', 60, '2026-02-28 09:30'],
    ['after the second make-up Saturday, Sunday rests', '2026-02-28 17:30', 60, '2026-03-02 09:30'],
    ['Tomb Sweeping', '2026-04-03 17:30', 60, '2026-04-07 09:30'],
    ['Labour Day into the sixth', '2026-04-30 17:30', 60, '2026-05-06 09:30'],
    ['the make-up Saturday of May', '2026-05-08 17:30', 60, '2026-05-09 09:30'],
    ['Dragon Boat', '2026-06-18 17:30', 60, '2026-06-22 09:30'],
    ['the make-up Sunday of September', '2026-09-18 17:30', 60, '2026-09-20 09:30'],
    ['Mid-Autumn', '2026-09-24 17:30', 60, '2026-09-28 09:30'],
    ['National Day', '2026-09-30 17:30', 60, '2026-10-08 09:30'],
    ['the make-up Saturday of October', '2026-10-09 17:30', 60, '2026-10-10 09:30'],
    ['a year without announced days has weekends only', '2027-02-05 17:30', 60, '2027-02-08 09:30'],
    ['zero minutes at night', '2026-03-02 23:00', 0, '2026-03-02 23:00'],
    ['a pause over night costs only working time', '2026-03-02 16:00', 240, '2026-03-03 12:00', [['2026-03-02 17:00', '2026-03-03 09:00']]],
    ['a pause at lunch costs nothing', '2026-03-02 11:00', 120, '2026-03-02 14:30', [['2026-03-02 12:00', '2026-03-02 13:30']]],
    ['a pause that ends within the festival', '2026-02-13 16:00', 240, '2026-02-24 10:00', [['2026-02-14 10:00', '2026-02-20 12:00']]],
    ['a pause that ends on a weekend', '2026-03-06 17:00', 120, '2026-03-09 10:00', [['2026-03-06 18:00', '2026-03-07 15:00']]],
    ['an open pause in the evening', '2026-03-02 17:00', 120, null, [['2026-03-02 18:30', null]]],
    ['an open pause after the due moment', '2026-03-02 16:00', 60, '2026-03-02 17:00', [['2026-03-02 17:00', null]]],
  ])('%s', (_, start, minutes, due, pauses = []) => {
    expect(words(dueAt(at(start), minutes, working, calendar, pausesOf(pauses)))).toBe(due)
  })

  test.each<Case>([
    ['to midnight and on', '2026-03-02 23:00', 120, '2026-03-03 01:00'],
    ['due exactly at midnight', '2026-03-02 23:00', 60, '2026-03-03 00:00'],
    ['over the day', '2026-03-03 01:30', 60, '2026-03-03 18:30'],
  ])('a shop open at night: %s', (_, start, minutes, due) => {
    expect(words(dueAt(at(start), minutes, working, shop))).toBe(due)
  })
})

test.each([
  ['2026-02-13 16:00', '2026-02-26 10:00', [], 1530],
  ['2026-02-13 16:00', '2026-02-14 10:00', [], 180],
  ['2026-02-15 00:00', '2026-02-24 00:00', [], 0],
  ['2026-03-02 10:00', '2026-03-02 10:00', [], 0],
  ['2026-03-02 10:00', '2026-03-01 10:00', [], 0],
  ['2026-03-02 10:00', '2026-03-02 18:00', [['2026-03-02 11:00', '2026-03-02 14:00']], 300],
  ['2026-03-02 10:00', '2026-03-03 18:00', [['2026-03-02 11:00', null]], 60],
] as [string, string, [string, string | null][], number][])('from %s to %s, paused %j: %i working minutes', (from, to, pauses, minutes) => {
  expect(elapsed(at(from), at(to), working, calendar, pausesOf(pauses))).toBe(minutes)
})

test('2026 has 248 workdays, as everyone’s calendar says', () => {
  const days = Array.from({ length: 365 }, (_, n) => addDays('2026-01-01', n))
  expect(days.filter((day) => isWorkday(calendar, day))).toHaveLength(248)
})

test('a clock steps from span to span: two a workday, whatever their length', () => {
  const pieces = [...running(at('2026-01-01 00:00'), at('2027-01-01 00:00'), working, calendar, [])]
  expect(pieces).toHaveLength(2 * 248)
  expect([...running(at('2026-01-01 00:00'), at('2027-01-01 00:00'), natural, calendar, [])]).toHaveLength(1)
})

test('a calendar without working time is refused: its clock would never end', () => {
  expect(() => calendarOf({ workDays: [], workHours: ['09:00-12:00'] }, [])).toThrow(RangeError)
  expect(() => calendarOf({ workDays: [1], workHours: [] }, [])).toThrow(RangeError)
})

describe('whatever the start, the minutes and the pauses', () => {
  const start = fc.integer({ min: 0, max: 40 * 1440 }).map((n) => at('2026-01-28 00:00') + n * 60_000)
  const pause = fc.tuple(start, fc.integer({ min: -60, max: 3000 })).map(([from, n]) => ({ from, to: from + n * 60_000 }))
  const question = fc.record({
    start,
    minutes: fc.integer({ min: 1, max: 3000 }),
    time: fc.constantFrom('natural' as const, 'working' as const),
    pauses: fc.array(pause, { maxLength: 4 }),
  })

  test('the due moment is where a count minute by minute ends', () => {
    fc.assert(
      fc.property(question, (q) => dueAt(q.start, q.minutes, q, calendar, q.pauses) === countedByTheMinute(q)),
      { numRuns: 150, seed: 7 },
    )
  })

  test('what has elapsed at the due moment is what was promised', () => {
    fc.assert(
      fc.property(question, (q) => {
        const due = dueAt(q.start, q.minutes, q, calendar, q.pauses)!
        expect(elapsed(q.start, due, q, calendar, q.pauses)).toBe(q.minutes)
        expect(elapsed(q.start, due - 60_000, q, calendar, q.pauses)).toBe(q.minutes - 1)
      }),
      { numRuns: 300, seed: 8 },
    )
  })

  // The slow way, to hold the quick one against.
  function countedByTheMinute(q: { start: number; minutes: number; time: 'natural' | 'working'; pauses: Pause[] }) {
    let left = q.minutes
    for (let minute = q.start; ; minute += 60_000) {
      const rests = q.time === 'working' && !workOn(calendar, dayOf(minute)).some(({ from, to }) => minute >= from && minute < to)
      if (!rests && !q.pauses.some(({ from, to }) => minute >= from && minute < (to ?? 0))) left--
      if (left === 0) return minute + 60_000
    }
  }
})

describe('the state of a clock', () => {
  const policy = { time: 'natural', amberPercent: 80 } as const
  const state = (when: string, more: { metAt?: number; pauses?: Pause[] } = {}) =>
    stateAt(at(when), { start: at('2026-03-02 10:00'), minutes: 100, ...more }, policy, calendar)

  test.each([
    ['2026-03-02 10:00', 'green'],
    ['2026-03-02 11:19', 'green'],
    ['2026-03-02 11:20', 'amber'],
    ['2026-03-02 11:40', 'amber'],
    ['2026-03-02 11:41', 'red'],
    ['2026-03-01 10:00', 'green'],
  ])('at %s it is %s', (when, expected) => expect(state(when)).toBe(expected))

  test('done in its last minute it is met, a minute later missed, whatever the seconds', () => {
    expect(state('2026-03-09 10:00', { metAt: at('2026-03-02 11:40') + 59_999 })).toBe('met')
    expect(state('2026-03-09 10:00', { metAt: at('2026-03-02 11:41') })).toBe('missed')
    expect(stateOf(at('2026-03-02 11:40') + 59_999, { dueAt: at('2026-03-02 11:40'), amberAt: null })).toBe('green')
  })

  test('standing still it stays as it was, and is never red', () => {
    const pauses = [{ from: at('2026-03-02 11:00'), to: null }]
    expect(state('2026-04-01 10:00', { pauses })).toBe('green')
    expect(state('2026-04-01 10:00', { pauses: [{ from: at('2026-03-02 11:30'), to: null }] })).toBe('amber')
    expect(state('2026-04-01 10:00', { pauses, metAt: at('2026-03-20 10:00') })).toBe('met')
    expect(momentsOf(at('2026-03-02 10:00'), 100, policy, calendar, pauses)).toEqual({ dueAt: null, amberAt: null })
  })

  test('amber stands at its share of working time, too', () => {
    const moments = momentsOf(at('2026-03-06 16:30'), 120, { time: 'working', amberPercent: 80 }, calendar)
    expect([words(moments.amberAt), words(moments.dueAt)]).toEqual(['2026-03-09 09:06', '2026-03-09 09:30'])
  })
})

describe('the ladder', () => {
  const ladder = { handler: 0, head: 60, manager: 240 }
  const rungs = (calendar: Calendar, pauses: Pause[] = []) => ladderAt(at('2026-03-06 17:30'), ladder, working, calendar, pauses)

  test('climbs in the clock’s own time: nobody is told in the night', () => {
    expect(rungs(calendar).map(({ step, at }) => [step, words(at)])).toEqual([
      ['handler', '2026-03-06 17:30'],
      ['head', '2026-03-09 09:30'],
      ['manager', '2026-03-09 14:00'],
    ])
  })

  test('names whoever should have heard by now, the minute after at the earliest', () => {
    const reached = (when: string) => stepsReached(at(when), rungs(calendar))
    expect(reached('2026-03-06 17:30')).toEqual([])
    expect(reached('2026-03-06 17:31')).toEqual(['handler'])
    expect(reached('2026-03-09 13:59')).toEqual(['handler', 'head'])
    expect(reached('2026-03-10 00:00')).toEqual(['handler', 'head', 'manager'])
  })

  test('stops while the clock stands still', () => {
    expect(rungs(calendar, [{ from: at('2026-03-06 17:40'), to: null }]).map(({ step }) => step)).toEqual(['handler'])
    expect(ladderAt(null, ladder, working, calendar)).toEqual([])
  })
})
