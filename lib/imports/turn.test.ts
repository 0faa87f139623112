import { expect, test } from 'vitest'
import { aUser } from '#tests/factories'
import { sheetOf } from '#tests/imports'
import { NotTaken } from './problems.ts'
import { bringSheet } from './stage.ts'
import { inTurn } from './turn.ts'

test('one at a time, in the order of asking; three wait, a fourth is told to come again', async () => {
  const told: string[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  const first = inTurn(async () => {
    told.push('begun 0')
    await promise
    told.push('done 0')
    throw new Error('broken')
  })
  const waiting = [1, 2, 3].map((n) => inTurn(async () => void told.push(`begun ${n}`)))
  const bytes = sheetOf('a,b', '1,2')
  const fourth = bringSheet(aUser('admin'), { target: 'customers', fileName: 'x.csv', bytes })
  await expect(fourth).rejects.toThrow(NotTaken)
  await expect(fourth).rejects.toThrow('稍后再试')
  expect(told).toEqual(['begun 0'])
  resolve()
  await expect(first).rejects.toThrow('broken')
  await Promise.all(waiting)
  expect(told).toEqual(['begun 0', 'done 0', 'begun 1', 'begun 2', 'begun 3'])
  expect(await inTurn(async () => 'free')).toBe('free')
})
