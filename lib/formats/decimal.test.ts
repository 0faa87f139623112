import { expect, test } from 'vitest'
import { parseDecimal } from './decimal.ts'

test.each([
  ['17104.86', 2, 1710486],
  ['0.1', 2, 10],
  ['1,234,567.8', 2, 123456780],
  ['１２', 2, 1200],
  ['-5', 2, -500],
  ['−0.50', 2, -50],
  ['3.1400', 2, 314],
  ['7.', 3, 7000],
  ['90071992547409.91', 2, 9007199254740991],
])('%s with %i places is %i', (text, places, value) => {
  expect(parseDecimal(text, places)).toBe(value)
})

test.each(['', '1.234', '1e3', '1,23', '1,2345', 'abc', '--1', '90071992547409.92', '.5'])('%s with 2 places is none', (text) => {
  expect(parseDecimal(text, 2)).toBeNull()
})
