import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { breath } from './breath.ts'

test('a page of ten turns is done before the work that breathes goes on', async () => {
  let turns = 0
  const page = (async () => {
    while (turns < 10) {
      await turn()
      turns++
    }
  })()
  await breath()
  expect(turns).toBe(10)
  await page
})
