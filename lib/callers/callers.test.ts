import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { auditChanges, auditLog } from '#db/schema/audit'
import { notifications } from '#db/schema/machine'
import { users } from '#db/schema/people'
import { execute } from '#lib/execute'
import { aUser } from '#tests/factories'
import { askForCustomer } from './commands.ts'

const [admin, clerk] = [aUser('admin'), aUser('service', '小郑')]
const caller = { name: '李建国', phone: '139 0000 0001', description: '买的设备一直异响，很着急' }
const told = () => reader().select().from(notifications).all()

test('whoever rings and is no customer is passed to the managers of sales, with a form that is filled in; where there are none, to the administrator', () => {
  execute(askForCustomer, clerk, caller)
  expect(told().map(({ userId }) => userId)).toEqual([admin.id])
  const [one, other, gone] = [aUser('sales_manager'), aUser('sales_manager'), aUser('sales_manager')]
  aUser('sales')
  writer().update(users).set({ active: false }).where(eq(users.id, gone.id)).run()
  execute(askForCustomer, clerk, caller)
  expect(
    told()
      .slice(1)
      .map(({ userId }) => userId),
  ).toEqual([one.id, other.id])
  const { title, href, kind } = told().at(-1)!
  expect([title, kind]).toEqual(['小郑 请登记来电客户 李*（139****0001）：买的设备一直异响，很着急', 'assigned'])
  expect(Object.fromEntries(new URL(href, 'http://x').searchParams)).toEqual({
    contact: '李建国',
    phone: '13900000001',
    says: caller.description,
  })
})

test('the record tells that it was done, without name and number', () => {
  const record = reader().select().from(auditLog).where(eq(auditLog.action, 'caller.pass')).all().at(-1)
  expect(record).toMatchObject({ outcome: 'done', actorId: clerk.id })
  const said = JSON.stringify([reader().select().from(auditLog).all(), reader().select().from(auditChanges).all()])
  expect(said).not.toMatch(/李建国|13900000001/)
})

test.each([
  ['phone', { phone: '12345' }],
  ['phone', { phone: '' }],
  ['name', { name: ' ' }],
  ['description', { description: '' }],
  ['description', { description: '异'.repeat(201) }],
])('%s: %o is refused at its field', (field, values) => {
  let path: unknown
  try {
    execute(askForCustomer, clerk, { ...caller, ...values })
  } catch (error) {
    path = (error as { issues: { path: unknown[] }[] }).issues[0]?.path[0]
  }
  expect(path).toBe(field)
})
