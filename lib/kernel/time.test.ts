import { expect, test } from 'vitest'
import { addDays, asOf, dayOf, daysBetween, endOf, instantOf, isDay, nextMonday, now, timeOf, today } from './time.ts'

test.each([
  ['2026-11-30T15:59:59Z', '2026-11-30', '23:59'],
  ['2026-11-30T16:00:00Z', '2026-12-01', '00:00'],
  ['1988-06-30T15:00:00Z', '1988-07-01', '00:00'],
  ['1900-12-31T15:50:00Z', '1900-12-31', '23:55'],
])('%s is %s %s in Shanghai, whatever the machine’s zone (R-16, R-18)', (instant, day, time) => {
  expect([dayOf(Date.parse(instant)), timeOf(Date.parse(instant))]).toEqual([day, time])
})

test('an instant and its day and time lead to each other', () => {
  expect(instantOf('2026-11-22', '14:30')).toBe(Date.parse('2026-11-22T06:30:00Z'))
  expect(instantOf('1988-07-01')).toBe(Date.parse('1988-06-30T15:00:00Z'))
  expect(endOf('2026-11-22')).toBe(Date.parse('2026-11-22T16:00:00Z') - 1)
})

test.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['2024-02-29', true],
  ['2026-13-01', false],
  ['2026-1-5', false],
  ['昨天', false],
])('%s is a day: %s', (text, answer) => {
  expect(isDay(text)).toBe(answer)
})

test('days are counted over months and years', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2)
  expect([nextMonday('2026-11-22'), nextMonday('2026-11-23'), nextMonday('2026-11-28')]).toEqual(['2026-11-23', '2026-11-30', '2026-11-30'])
})

test('another moment holds for the work alone', () => {
  const before = today()
  expect(asOf(Date.parse('2024-02-29T04:00:00Z'), today)).toBe('2024-02-29')
  expect(() =>
    asOf(0, () => {
      throw new Error('x')
    }),
  ).toThrow('x')
  expect(today()).toBe(before)
  expect(Math.abs(now() - Date.now())).toBeLessThan(86_400_000)
})
