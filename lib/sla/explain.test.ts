import { describe, expect, test } from 'vitest'
import { dayOf, instantOf, timeOf } from '../kernel/time.ts'
import { calendarOf } from './calendar.ts'
import type { Pause } from './clock.ts'
import { explain, explainInWords } from './explain.ts'
import { listDays } from './queries.ts'

const calendar = calendarOf({ workDays: [1, 2, 3, 4, 5], workHours: ['09:00-12:00', '13:30-18:00'] }, listDays(2026))
const at = (text: string) => instantOf(text.slice(0, 10), text.slice(11))
const question = (start: string, minutes: number, time: 'natural' | 'working', pauses: Pause[] = []) => ({
  start: at(start),
  minutes,
  time,
  pauses,
})
const said = (start: string, minutes: number, time: 'natural' | 'working', pauses?: Pause[]) =>
  explainInWords(explain(question(start, minutes, time, pauses), calendar)).split('；')

test('through the Spring Festival, with its make-up Saturday and a pause (N-06)', () => {
  const pauses = [{ from: at('2026-02-24 10:00'), to: at('2026-02-24 15:00') }]
  expect(said('2026-02-13 16:00', 1020, 'working', pauses)).toEqual([
    '2026-02-13（周五）16:00–18:00 工作时间 2 小时',
    '2026-02-14（周六）09:00–12:00、13:30–18:00 春节调休上班，12:00–13:30 休息不计 7 小时 30 分',
    '2026-02-15 至 02-23 春节，不计',
    '2026-02-24（周二）09:00–10:00 工作时间 1 小时',
    '2026-02-24 10:00–15:00 暂停（等待客户），不计',
    '2026-02-24（周二）15:00–18:00 工作时间 3 小时',
    '2026-02-25（周三）09:00–12:00、13:30–14:00 工作时间，12:00–13:30 休息不计 3 小时 30 分',
    '合计 17 小时，到期时间 2026-02-25 14:00',
  ])
})

test('natural time is one line, a pause over night another', () => {
  expect(said('2026-03-02 16:00', 1440, 'natural', [{ from: at('2026-03-02 18:00'), to: at('2026-03-03 09:00') }])).toEqual([
    '2026-03-02 16:00–18:00 自然时间 2 小时',
    '2026-03-02 18:00 至 2026-03-03 09:00 暂停（等待客户），不计',
    '2026-03-03 09:00 至 2026-03-04 07:00 自然时间 22 小时',
    '合计 24 小时，到期时间 2026-03-04 07:00',
  ])
})

test('whole days alike are one line, and so is a weekend', () => {
  expect(said('2026-03-06 18:30', 2310, 'working')).toEqual([
    '2026-03-06（周五）18:30 起 已下班，不计',
    '2026-03-07 至 03-08 周末，不计',
    '2026-03-09 至 03-13 09:00–12:00、13:30–18:00 工作时间，12:00–13:30 休息不计 37 小时 30 分',
    '2026-03-14 至 03-15 周末，不计',
    '2026-03-16（周一）09:00–10:00 工作时间 1 小时',
    '合计 38 小时 30 分，到期时间 2026-03-16 10:00',
  ])
})

test('while it waits for the customer, it says what is left', () => {
  expect(said('2026-03-02 16:00', 240, 'working', [{ from: at('2026-03-02 17:15'), to: null }])).toEqual([
    '2026-03-02（周一）16:00–17:15 工作时间 1 小时 15 分',
    '2026-03-02 17:15 起 暂停（等待客户），不计',
    '已计 1 小时 15 分，还剩 2 小时 45 分',
    '等待客户期间暂停，恢复后继续计时',
  ])
})

describe('a note', () => {
  test('names a year whose holidays are missing, where working time is counted', () => {
    expect(explain(question('2026-12-31 17:00', 120, 'working'), calendar).note).toContain('2027 年的节假日尚未录入')
    expect(explain(question('2026-12-31 17:00', 120, 'natural'), calendar).note).toBeUndefined()
    expect(explain(question('2026-03-02 17:00', 120, 'working'), calendar).note).toBeUndefined()
  })

  test('names the due moment on record where the calendar has changed since', () => {
    const asked = question('2026-03-02 09:00', 60, 'working')
    expect(explain({ ...asked, stored: at('2026-03-03 10:00') }, calendar).note).toContain('到期时间是 2026-03-03 10:00')
    expect(explain({ ...asked, stored: at('2026-03-02 10:00') + 20_000 }, calendar).note).toBeUndefined()
  })
})

test.each([
  ['2026-02-13 16:00:41', 1440, 'working'],
  ['2026-09-19 03:12:07', 1800, 'working'],
  ['2026-12-30 23:59:59', 10_080, 'natural'],
  ['2026-04-30 12:30:00', 4320, 'working'],
] as const)('the lines of %s and %i minutes add up to what was promised', (start, minutes, time) => {
  const from = at(start.slice(0, 16)) + Number(start.slice(17)) * 1000
  const { lines, dueAt } = explain({ start: from, minutes, time }, calendar)
  expect(lines.reduce((sum, { counted }) => sum + counted, 0)).toBe(minutes)
  expect(lines.at(-1)!.sum).toBe(minutes)
  expect(`${dayOf(dueAt!)} ${timeOf(dueAt!)}`).toMatch(/^2026-|^2027-/)
})
