import { setTimeout } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { reader } from '#db/client'
import { auditLog } from '#db/schema/audit'
import { customers } from '#db/schema/customers'
import { aCustomer, aUser } from '#tests/factories'
import { Conflict, Forbidden, Missing, Unfit } from '../kernel/errors.ts'
import type { User } from '../kernel/grant.ts'
import { undoOfRequest } from '../undo/queries.ts'
import { alone, inside, isShut, writable } from './gate.ts'
import { executeAside } from './in-worker.ts'
import { errorOf, type Outcome, outcomeOf } from './words.ts'

const admin: User = { ...aUser('admin'), from: { address: '127.0.0.1', request: 'aside-1' } }
const levelsOf = (ids: number[]) =>
  ids.map((id) => reader().select({ level: customers.level }).from(customers).where(eq(customers.id, id)).get()!.level)
const levelMany = (input: object, key = 'k1') => executeAside({ deed: 'levelMany', key, actor: admin, input })

test('a deed is carried out in another thread, once for each key, and the person who did it can take it back', async () => {
  const ids = [aCustomer().id, aCustomer().id]
  await levelMany({ ids, expected: 2, level: 'vip' })
  await levelMany({ ids, expected: 2, level: 'vip' })
  expect(levelsOf(ids)).toEqual(['vip', 'vip'])
  const rows = reader().select().from(auditLog).where(eq(auditLog.request, 'aside-1')).all()
  expect(rows.map(({ action, outcome }) => [action, outcome])).toEqual([
    ['customer.edit', 'done'],
    ['customer.edit', 'done'],
  ])
  expect(undoOfRequest(admin)).toBeGreaterThan(0)
})

test('where nothing is left to change nothing is, and that is no error', async () => {
  const { id } = aCustomer(undefined, { level: 'vip' })
  expect(await levelMany({ ids: [id], expected: 1, level: 'vip' }, 'k0')).toBe(0)
})

test('what takes too long, or more memory than there is, is refused in words, and nothing of it has happened', async () => {
  const { id } = aCustomer()
  vi.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(AbortSignal.abort(new DOMException('late', 'TimeoutError')))
  await expect(levelMany({ ids: [id], expected: 1, level: 'vip' }, 'k5')).rejects.toThrow('什么都没有改变')
  expect(levelsOf([id])).toEqual(['normal'])
  expect(isShut()).toBe(false)
})

test('what is refused there is refused here: nothing has changed, the field is named, the gate is open again', async () => {
  const { id } = aCustomer()
  await expect(levelMany({ ids: [id], expected: 2, level: 'vip' }, 'k2')).rejects.toThrow('名单已有变化')
  await expect(levelMany({ ids: [id], expected: 1, level: 'best' }, 'k3')).rejects.toBeInstanceOf(z.ZodError)
  await expect(
    executeAside({ deed: 'tagMany', key: 'k4', actor: aUser('boss'), input: { ids: [id], expected: 1, tag: '甲' } }),
  ).rejects.toBeInstanceOf(Forbidden)
  expect(levelsOf([id])).toEqual(['normal'])
  expect(isShut()).toBe(false)
})

test.each([new Unfit('level', '不对'), new Missing('客户'), new Forbidden('customer.edit'), new Conflict('变了')])(
  '%s is itself again on the other side',
  (error) => {
    const back = errorOf(structuredClone(outcomeOf(error)) as Exclude<Outcome, { kind: 'done' }>)
    expect(back).toEqual(error)
    expect(back.constructor).toBe(error.constructor)
  },
)

test('a full disk stays one: its code goes along', () => {
  const full = Object.assign(new Error('full'), { code: 'SQLITE_FULL' })
  expect(errorOf(outcomeOf(full) as Exclude<Outcome, { kind: 'done' }>)).toMatchObject({ message: 'full', code: 'SQLITE_FULL' })
})

test('while one writes alone others wait; who was in before is waited for; two go one after the other', async () => {
  const order: string[] = []
  const say = (word: string) => void order.push(word)
  const earlier = inside(async () => {
    await setTimeout(30)
    say('earlier out')
  })
  const one = inside(() =>
    alone(async () => {
      say('one in')
      await setTimeout(30)
      say('one out')
    }),
  )
  const two = inside(() => alone(async () => say('two')))
  await setTimeout(1)
  expect(isShut()).toBe(true)
  const later = inside(async () => say('later'))
  await Promise.all([earlier, one, two, later, writable()])
  expect(order.slice(0, 3)).toEqual(['earlier out', 'one in', 'one out'])
  expect(order.slice(3).toSorted()).toEqual(['later', 'two'])
  expect(isShut()).toBe(false)
})

test('a request inside that waits at the gate is not waited for', async () => {
  const order: string[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  const upload = inside(async () => {
    await promise
    await writable()
    order.push('upload')
  })
  const deed = inside(() =>
    alone(async () => {
      order.push('deed')
    }, Number.POSITIVE_INFINITY),
  )
  await setTimeout(20)
  expect([isShut(), order]).toEqual([true, []])
  resolve()
  await Promise.all([upload, deed])
  expect(order).toEqual(['deed', 'upload'])
})

test('requests that line up themselves do not wait for each other, and an error opens the gate', async () => {
  const both = [1, 2].map((n) => inside(() => alone(async () => n)))
  expect(await Promise.all(both)).toEqual([1, 2])
  await expect(alone(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(isShut()).toBe(false)
})
