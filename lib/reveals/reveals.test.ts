import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { reveals } from '#db/schema/customers'
import { notifications } from '#db/schema/machine'
import { createContact, revealContact } from '#lib/contacts/commands'
import { revealField } from '#lib/customers/commands'
import { execute } from '#lib/execute'
import { grant, type User } from '#lib/kernel/grant'
import { asOf, DAY, instantOf, now, today } from '#lib/kernel/time'
import { aCustomer, aDepartment, aUser } from '#tests/factories'
import { allowReveals, editQuotas, requestReveals } from './commands.ts'
import { findQuota, listOpenRequests, listReveals, listToday } from './queries.ts'

const noon = instantOf(today(), '12:00')
const quotas = {
  revealsAdmin: 60,
  revealsBoss: 60,
  revealsSalesManager: 60,
  revealsSales: 3,
  revealsServiceManager: 60,
  revealsService: 3,
  revealsOther: 3,
}
const setQuotas = (changes = {}) => execute(editQuotas, aUser('admin'), { ...quotas, ...changes })
const look = (user: User, id: number) => execute(revealField, user, { id, field: 'phone', reason: '拨打电话' })
const messages = ({ id }: User) => reader().select().from(notifications).where(eq(notifications.userId, id)).all()
/** Looks that were written down before. */
const looked = (user: User, customerId: number, times: number, at = now()) =>
  writer()
    .insert(reveals)
    .values(Array.from({ length: times }, () => ({ customerId, userId: user.id, field: 'phone' as const, reason: '核对', at })))
    .run()

test('looks of archives and of contacts count alike; over the day’s quota they are refused with a way on (N-04)', () => {
  setQuotas()
  const sales = aUser('sales')
  const { id } = aCustomer(sales)
  const contact = execute(createContact, sales, { customerId: id, name: '李四', phone: '13911110001' }).after
  look(sales, id)
  look(sales, id)
  execute(revealContact, sales, { id: contact.id, field: 'phone', reason: '拨打电话' })
  expect(findQuota(sales)).toEqual({ used: 3, extra: 0, allowed: 3 })
  expect(() => look(sales, id)).toThrow('今天可查看的 3 次已用完。确有需要，请在「查看次数」页面请主管放行')
  expect(() => execute(revealContact, sales, { id: contact.id, field: 'phone', reason: '拨打电话' })).toThrow('已用完')
  expect(reader().select().from(reveals).where(eq(reveals.userId, sales.id)).all()).toHaveLength(3)
})

test('each role has its own quota, a new day begins anew, a changed setting counts at once', () => {
  const [sales, manager] = [aUser('sales'), aUser('sales_manager')]
  const { id } = aCustomer(sales)
  looked(sales, id, 3, now() - DAY)
  expect([findQuota(sales), findQuota(manager)]).toMatchObject([
    { used: 0, allowed: 3 },
    { used: 0, allowed: 60 },
  ])
  setQuotas({ revealsSales: 0 })
  expect(() => look(sales, id)).toThrow('已用完')
  setQuotas()
  look(sales, id)
})

test('the head of the department is asked, is told, and allows more for today', () => {
  setQuotas()
  const house = aDepartment().id
  const [sales, head, stranger] = [
    aUser('sales', undefined, house),
    aUser('sales_manager', undefined, house),
    aUser('sales_manager', undefined, aDepartment().id),
  ]
  const { id } = aCustomer(sales)
  looked(sales, id, 3)
  const request = execute(requestReveals, sales, { reason: '集中回访展会客户' }).after
  expect(() => execute(requestReveals, sales, { reason: '再申请' })).toThrow('还在等待答复')
  expect(messages(head)).toMatchObject([{ title: `${sales.name} 申请增加今天的查看次数：集中回访展会客户`, href: '/customers/reveals' }])
  expect(messages(stranger)).toEqual([])
  expect(() => execute(allowReveals, stranger, { id: request.id, extra: 5 })).toThrow('找不到申请')
  expect(listOpenRequests(grant(head, 'reveal.allow')).map((one) => one.id)).toEqual([request.id])
  execute(allowReveals, head, { id: request.id, extra: 1 })
  expect(messages(sales)).toMatchObject([{ title: `${head.name} 已放行，今天可多查看 1 次` }])
  look(sales, id)
  expect(() => look(sales, id)).toThrow('今天可查看的 4 次已用完')
  expect(() => execute(allowReveals, head, { id: request.id, extra: 9 })).toThrow('已经答复过')
  expect(listToday(grant(head, 'reveal.allow'))).toMatchObject([{ id: sales.id, used: 4, allowed: 4 }])
})

test('nobody allows their own; what was allowed yesterday does not count today', () => {
  const admin = aUser('admin')
  const mine = execute(requestReveals, admin, { reason: '核对' }).after
  expect(() => execute(allowReveals, admin, { id: mine.id, extra: 5 })).toThrow('找不到申请')
  const sales = aUser('sales')
  const old = asOf(noon - DAY, () => execute(requestReveals, sales, { reason: '核对' }).after)
  expect(() => execute(allowReveals, admin, { id: old.id, extra: 5 })).toThrow('找不到申请')
  asOf(noon - DAY, () => execute(allowReveals, admin, { id: old.id, extra: 5 }))
  expect(findQuota(sales).extra).toBe(0)
})

test.each(['-1', '101', '1.5', 'x'])('%s more looks cannot be allowed', (extra) => {
  const request = execute(requestReveals, aUser('sales'), { reason: '核对' }).after
  expect(() => execute(allowReveals, aUser('admin'), { id: request.id, extra } as never)).toThrow('放行')
})

test('more than fifty looks within an hour are told to heads and administrators, once an hour (I-02)', () => {
  setQuotas({ revealsSales: 200 })
  const house = aDepartment().id
  const [sales, head, admin] = [aUser('sales', undefined, house), aUser('sales_manager', undefined, house), aUser('admin')]
  const { id } = aCustomer(sales)
  asOf(noon, () => {
    looked(sales, id, 49)
    look(sales, id)
    expect(messages(head)).toEqual([])
    look(sales, id)
    look(sales, id)
  })
  expect([messages(head), messages(admin)]).toMatchObject([
    [{ title: `${sales.name} 一小时内查看了 51 次完整信息，请核实` }],
    [{ title: `${sales.name} 一小时内查看了 51 次完整信息，请核实` }],
  ])
  expect(messages(sales)).toEqual([])
})

test('owner and head see who looked, when and why; colleagues do not', () => {
  setQuotas()
  const house = aDepartment().id
  const [sales, head, colleague] = [
    aUser('sales', undefined, house),
    aUser('sales_manager', undefined, house),
    aUser('sales', undefined, house),
  ]
  const { id } = aCustomer(sales)
  look(head, id)
  for (const user of [sales, head])
    expect(listReveals(grant(user, 'reveal.read'), id, 0, 10).rows).toMatchObject([{ by: head.name, field: 'phone', reason: '拨打电话' }])
  expect(() => listReveals(grant(colleague, 'reveal.read'), id, 0, 10)).toThrow('找不到客户')
})
