import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { reader } from '#db/client'
import { auditLog } from '#db/schema/audit'
import { alone } from '#lib/aside/gate'
import { aUser } from '#tests/factories'
import { permit } from '../app/_web/allow.ts'

const rowsOf = (id: number) => reader().select().from(auditLog).where(eq(auditLog.actorId, id)).all()

test('what a page refuses is on record, also where nobody may write just then: the row comes when the deed is through (quality 2)', async () => {
  const sales = aUser('sales')
  expect(() => permit(sales, 'user.create')).toThrow()
  expect(rowsOf(sales.id)).toMatchObject([{ outcome: 'denied' }])
  const { promise, resolve } = Promise.withResolvers<void>()
  const deed = alone(() => promise)
  expect(() => permit(sales, 'user.create')).toThrow()
  expect(rowsOf(sales.id)).toHaveLength(1)
  resolve()
  await deed
  await expect.poll(() => rowsOf(sales.id)).toHaveLength(2)
})
