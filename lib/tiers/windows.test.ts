import { expect, test } from 'vitest'
import { momentsOf, monthsBefore, spanBefore, spanOf } from './windows.ts'

test.each([
  ['2026-10-31', 12, '2025-10-31'],
  ['2024-02-29', 12, '2023-02-28'],
  ['2025-02-28', 12, '2024-02-28'],
  ['2026-03-31', 1, '2026-02-28'],
  ['2024-03-31', 1, '2024-02-29'],
  ['2026-12-31', 6, '2026-06-30'],
  ['2026-01-15', 1, '2025-12-15'],
  ['2026-01-31', 13, '2024-12-31'],
])('%s less %i months is %s', (day, months, before) => {
  expect(monthsBefore(day, months)).toBe(before)
})

test('a window ends with its day and begins after the same day before it', () => {
  expect(spanOf('2026-10-31', 'month', 12)).toEqual({ after: '2025-10-31', to: '2026-10-31' })
  expect(spanBefore('2026-10-31', 'month', 12)).toEqual({ after: '2024-10-31', to: '2025-10-31' })
  expect(spanOf('2026-03-01', 'day', 90)).toEqual({ after: '2025-12-01', to: '2026-03-01' })
})

test('its moments are those of the company’s days', () => {
  const { from, until } = momentsOf({ after: '2026-02-28', to: '2026-03-01' })
  expect([new Date(from).toISOString(), new Date(until).toISOString()]).toEqual(['2026-02-28T16:00:00.000Z', '2026-03-01T15:59:59.999Z'])
})
