import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { alone } from '#lib/aside/gate'
import { inSlices } from './slices.ts'

test('a job that writes waits while a deed about many is written, and then goes on', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const deed = alone(() => promise)
  const done: number[] = []
  const job = inSlices([1, 2], new AbortController().signal, (one) => done.push(one))
  for (let turn = 0; turn < 50; turn++) await setImmediate()
  expect(done).toEqual([])
  resolve()
  await Promise.all([deed, job])
  expect(done).toEqual([1, 2])
})

test('a job ends where the process wants to end', async () => {
  await expect(inSlices([1], AbortSignal.abort(new Error('stop')), () => expect.unreachable())).rejects.toThrow('stop')
})
