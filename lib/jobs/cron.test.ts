import { expect, test } from 'vitest'
import { nextOf, periodOf, previousOf } from './cron.ts'

const at = (text: string) => Date.parse(`${text}+08:00`)
const words = (moment: number | undefined) =>
  moment === undefined ? undefined : new Date(moment + 8 * 3_600_000).toISOString().slice(0, 16)

test.each([
  ['*/5 * * * *', '2026-11-22T09:07:30', '2026-11-22T09:05', '2026-11-22T09:10', '2026-11-22T09:05+08:00'],
  ['*/5 * * * *', '2026-11-22T00:00:00', '2026-11-22T00:00', '2026-11-22T00:05', '2026-11-22T00:00+08:00'],
  ['30 2 * * *', '2026-11-22T02:30:00', '2026-11-22T02:30', '2026-11-23T02:30', '2026-11-22'],
  ['30 2 * * *', '2026-11-22T02:29:59', '2026-11-21T02:30', '2026-11-22T02:30', '2026-11-21'],
  ['0 2 1 * *', '2026-12-01T01:59:59', '2026-11-01T02:00', '2026-12-01T02:00', '2026-11'],
  ['0 2 1 * *', '2027-01-01T02:00:00', '2027-01-01T02:00', '2027-02-01T02:00', '2027-01'],
  ['0 8 * * 1', '2026-11-22T12:00:00', '2026-11-16T08:00', '2026-11-23T08:00', '2026-11-16'],
  ['0 8 * * 7', '2026-11-22T12:00:00', '2026-11-22T08:00', '2026-11-29T08:00', '2026-11-22'],
  ['0 9-11,20 * * 1-5', '2026-11-20T20:00:00', '2026-11-20T20:00', '2026-11-23T09:00', '2026-11-20T20:00+08:00'],
  ['0 0 29 2 *', '2026-11-22T12:00:00', '2024-02-29T00:00', '2028-02-29T00:00', '2024-02'],
])('%s at %s: last due %s, next %s, filed under %s', (cron, now, previous, next, period) => {
  const due = previousOf(cron, at(now))
  expect(words(due)).toBe(previous)
  expect(words(nextOf(cron, at(now)))).toBe(next)
  expect(periodOf(cron, due!)).toBe(period)
})

test('what never comes is not found', () => {
  expect(previousOf('0 0 31 2 *', at('2026-11-22T12:00:00'))).toBeUndefined()
})

test.each(['* * * *', '60 * * * *', '* 24 * * *', '*/0 * * * *', 'a * * * *', '* * * * * *'])('%s is refused', (cron) => {
  expect(() => previousOf(cron, 0)).toThrow('cron expression')
})
