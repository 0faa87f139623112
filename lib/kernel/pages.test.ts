import { expect, test } from 'vitest'
import { pageWithin } from './pages.ts'

test.each([
  [0, undefined, 1],
  [0, 9, 1],
  [100, 2, 2],
  [100, 3, 2],
  [101, 3, 3],
  [100, -4, 1],
  [100, 1e9, 2],
])('of %i hits, fifty a page, page %s is page %i', (total, page, wanted) => {
  expect(pageWithin(total, { page, size: 50 })).toBe(wanted)
})
