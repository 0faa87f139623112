import { and, eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { auditLog } from '#db/schema/audit'
import { collaborationRequests } from '#db/schema/sharing'
import { createContact } from '#lib/contacts/commands'
import { listContacts } from '#lib/contacts/queries'
import { assignCustomer, revealField } from '#lib/customers/commands'
import { editCustomer } from '#lib/customers/edits'
import { countCustomers, listCustomerIds, listCustomers, listLiving, matchCustomers } from '#lib/customers/list'
import { listForExport } from '#lib/customers/list-rows'
import { findByName } from '#lib/customers/queries'
import { findArchive } from '#lib/customers/queries-archive'
import { tokenFor } from '#lib/duplicates/token'
import { execute } from '#lib/execute'
import { attachFile } from '#lib/files/commands'
import { listFiles } from '#lib/files/list'
import type { Kind } from '#lib/files/model'
import { findHolder, reachesFiles } from '#lib/files/queries'
import { createTodo } from '#lib/followups/commands'
import { countFollowUps, listFollowUpIds, listFollowUps } from '#lib/followups/queries'
import { listCustomerFollowUps, listCustomerPurchases } from '#lib/followups/queries-story'
import { can, grant, narrower, type User } from '#lib/kernel/grant'
import type { Permission } from '#lib/kernel/permissions'
import { asOf, DAY, now, today } from '#lib/kernel/time'
import { listNotifications } from '#lib/notifications/queries'
import { findProfile } from '#lib/profiles/queries'
import { recordPurchase } from '#lib/purchases/commands'
import { listCustomerTodos } from '#lib/todos/queries'
import { aCustomer, aDepartment, aFollowUp, aUser } from '#tests/factories'
import { acceptCollaboration, addCollaborator, askCollaboration, refuseCollaboration, removeCollaborator } from './commands.ts'
import { listRequests } from './list.ts'
import { listCandidates, listCollaborators, mayWith } from './queries.ts'

let [owner, helper, third]: [User, User, User] = [undefined as never, undefined as never, undefined as never]
let customer: ReturnType<typeof aCustomer>

const add = (by: User = owner, userId = helper.id) => execute(addCollaborator, by, { customerId: customer.id, userId })
const remove = (by: User = owner) => execute(removeCollaborator, by, { customerId: customer.id, userId: helper.id })
const exporter = (user: User): User => ({ ...user, may: { ...user.may, 'customer.export': 'own', 'followUp.export': 'own' } })
const file = (customerId: number, kind: Kind = 'plan') => ({
  customerId,
  kind,
  originalName: 'a.pdf',
  extension: 'pdf',
  bytes: 9,
  sha256: 'a'.repeat(64),
})

beforeEach(() => {
  ;[owner, helper, third] = [aUser('sales', '王敏'), aUser('sales', '李梅'), aUser('sales', '赵强')]
  customer = aCustomer(owner)
  aFollowUp(owner, customer.id, { content: '约定下周报价', next: '报价', nextOn: today() })
  execute(createContact, owner, { customerId: customer.id, name: '钱进' })
  execute(recordPurchase, owner, { customerId: customer.id, product: '耗材', quantity: '1', amount: '9', purchasedOn: today() })
  execute(attachFile, owner, file(customer.id))
})

/** Each way in which a customer, or what hangs on it, may meet a person. */
const ways: [string, (user: User) => boolean][] = [
  ['the list', (user) => listCustomers(grant(user, 'customer.read'), {}).rows.some((row) => row.id === customer.id)],
  ['the list by name', (user) => listCustomers(grant(user, 'customer.read'), { sort: 'name' }).rows.some((row) => row.id === customer.id)],
  [
    'a filtered list',
    (user) => listCustomers(grant(user, 'customer.read'), { source: '展会推广' }).rows.some((row) => row.id === customer.id),
  ],
  ['a list by day', (user) => listCustomers(grant(user, 'customer.read'), { from: today() }).rows.some((row) => row.id === customer.id)],
  [
    'its owner’s list',
    (user) => listCustomers(grant(user, 'customer.read'), { owner: owner.id }).rows.some((row) => row.id === customer.id),
  ],
  ['search', (user) => matchCustomers(grant(user, 'customer.read'), customer.name).some((row) => row.id === customer.id)],
  ['search by phone', (user) => listCustomers(grant(user, 'customer.read'), { q: customer.phone }).total === 1],
  ['search by contact', (user) => listCustomers(grant(user, 'customer.read'), { q: '钱进' }).rows.some((row) => row.id === customer.id)],
  ['the total', (user) => listCustomers(grant(user, 'customer.read'), {}).total === 1],
  ['a filtered count', (user) => countCustomers(grant(user, 'customer.read'), { type: 'company' }) === 1],
  ['finding by name', (user) => findByName(grant(user, 'customer.read'), customer.nameKey).length === 1],
  ['the archive', (user) => holds(() => findArchive(grant(user, 'customer.read'), customer.id))],
  ['the profile', (user) => holds(() => findProfile(grant(user, 'customer.read'), customer.id))],
  ['contacts', (user) => holds(() => listContacts(grant(user, 'contact.read'), customer.id))],
  ['follow-ups', (user) => listFollowUps(grant(user, 'followUp.read'), {}).rows.some((row) => row.customerId === customer.id)],
  ['a search of follow-ups', (user) => listFollowUps(grant(user, 'followUp.read'), { q: customer.name }).rows.length === 1],
  ['its follow-ups', (user) => holds(() => listCustomerFollowUps(grant(user, 'customer.read'), customer.id, 9))],
  ['its purchases', (user) => listCustomerPurchases(grant(user, 'purchase.read'), customer.id, 9).length === 1],
  ['its files', (user) => holds(() => listFiles(grant(user, 'file.read'), customer.id, {}))],
  ['its contracts', (user) => reachesFiles(grant(user, 'file.read'), 'file.readContract', customer.id)],
  ['files under a wider reading', (user) => holds(() => findHolder(grant(withReading(user), 'file.read'), customer.id))],
  ['an export of customers', (user) => listForExport(listCustomerIds(grant(exporter(user), 'customer.export'), {}, 9)).length === 1],
  ['an export of ticked ones', (user) => listLiving(grant(exporter(user), 'customer.export'), [customer.id]).length === 1],
  ['an export of follow-ups', (user) => listFollowUpIds(grant(exporter(user), 'followUp.export'), {}, 9).length === 1],
  ['a count of follow-ups', (user) => countFollowUps(grant(user, 'followUp.read'), {}, 9) === 1],
]

test.each(ways)('%s shows a shared customer to its collaborator at once, to nobody else, and no longer once it ends', (_, shows) => {
  expect([owner, helper, third].map(shows)).toEqual([true, false, false])
  add()
  expect([owner, helper, third].map(shows)).toEqual([true, true, false])
  remove()
  expect([owner, helper, third].map(shows)).toEqual([true, false, false])
})

test('one’s own and shared customers are counted together, each once, and gone ones not', () => {
  aCustomer(helper)
  add()
  const count = () => listCustomers(grant(helper, 'customer.read'), {}).total
  expect(count()).toBe(2)
  execute(assignCustomer, aUser('admin'), { id: customer.id, version: 1, ownerId: helper.id })
  expect(count()).toBe(2)
  expect(listCustomers(grant(helper, 'customer.read'), { type: 'company' }).rows).toHaveLength(2)
})

test('somebody of another department reaches what is shared, beside their own department', () => {
  const manager = aUser('sales_manager', '周岚', aDepartment().id)
  add(owner, manager.id)
  expect(listCustomers(grant(manager, 'customer.read'), {}).rows.map((row) => row.id)).toEqual([customer.id])
})

test('a collaborator adds follow-ups, contacts, files and to-dos, and looks numbers up', () => {
  add()
  aFollowUp(helper, customer.id)
  execute(createContact, helper, { customerId: customer.id, name: '孙立' })
  execute(attachFile, helper, file(customer.id, 'quote'))
  execute(createTodo, helper, { customerId: customer.id, title: '送样', dueOn: today() })
  execute(revealField, helper, { id: customer.id, field: 'phone', reason: '联系客户' })
  expect(listCustomerFollowUps(grant(owner, 'customer.read'), customer.id, 9)).toHaveLength(2)
  expect(listCustomerTodos(grant(owner, 'todo.read'), customer.id)).toHaveLength(2)
})

const shape = { type: 'company', name: '改名', contact: '张三', phone: '', industry: 'C34', source: '转介绍' } as const

test('a collaborator changes nothing, hands nothing on and lets nobody in', () => {
  add()
  const all: User = { ...helper, may: { ...helper.may, 'customer.assign': 'own', 'customer.delete': 'own' } }
  expect(() => execute(editCustomer, all, { ...shape, id: customer.id, version: 1 })).toThrow('找不到客户')
  expect(() => execute(assignCustomer, all, { id: customer.id, version: 1, ownerId: helper.id })).toThrow('找不到客户')
  expect(() => add(all, third.id)).toThrow('找不到客户')
  expect(() => remove(all)).toThrow('找不到客户')
  expect(listCustomerIds(grant(all, 'customer.edit'), {}, 9)).toEqual([])
  expect(listCustomerIds(narrower(grant(all, 'customer.read'), grant(all, 'customer.edit')), {}, 9)).toEqual([])
  expect(reachesFiles(grant(all, 'file.read'), 'file.remove', customer.id)).toBe(false)
  const may = mayWith(grant(all, 'customer.read'), customer.id)
  const deeds: Permission[] = ['customer.edit', 'customer.assign', 'customer.delete', 'profile.edit', 'contact.edit', 'collaborator.add']
  expect(deeds.filter(may)).toEqual([])
  expect((['followUp.create', 'contact.create', 'customer.reveal'] as const).filter(may)).toHaveLength(3)
  expect(deeds.filter((deed) => can(owner, deed)).filter(mayWith(grant(owner, 'customer.read'), customer.id))).toContain('customer.edit')
})

test('the owner, the head of the department and the administrator let somebody in, and the record says so', () => {
  const department = aDepartment().id
  owner = aUser('sales', '王敏', department)
  customer = aCustomer(owner)
  add(aUser('sales_manager', '周岚', department))
  expect(listCollaborators(grant(owner, 'customer.read'), customer.id)).toMatchObject([{ userId: helper.id, name: '李*' }])
  expect(() => add()).toThrow('已经是协作人')
  expect(() => add(owner, owner.id)).toThrow('只能选择')
  expect(() => add(owner, aUser('finance').id)).toThrow('只能选择')
  expect(listCandidates(grant(owner, 'collaborator.add'), customer.id).map((one) => one.id)).not.toContain(helper.id)
  expect(listNotifications(grant(helper, 'notification.read')).rows[0]?.title).toContain('请你协作客户')
  remove(aUser('admin'))
  expect(done('collaborator.add', customer.id)).toBe(1)
  expect(done('collaborator.remove', customer.id)).toBe(1)
  expect(listNotifications(grant(helper, 'notification.read')).rows[0]?.title).not.toContain(customer.name)
})

const ask = (by: User = helper, reason = '客户是我的老同学') =>
  execute(askCollaboration, by, { customer: tokenFor(customer.id, by.id), reason }).after
const done = (action: string, customerId: number) =>
  reader()
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.action, action), eq(auditLog.customerId, customerId), eq(auditLog.outcome, 'done')))
    .all().length
const mine = (user: User, show: 'mine' | 'waiting' | 'answered') => listRequests(grant(user, 'collaboration.read'), { show }).rows

test('who asks sees a starred name until the owner agrees, then the customer', () => {
  const request = ask()
  expect(mine(helper, 'mine')).toMatchObject([{ status: 'open', reason: '客户是我的老同学' }])
  expect(mine(helper, 'mine')[0]?.customer).not.toHaveProperty('href')
  expect(JSON.stringify(mine(helper, 'mine'))).not.toContain(customer.name)
  expect(mine(owner, 'waiting')[0]?.customer.name).toBe(customer.name)
  expect(mine(third, 'waiting')).toEqual([])
  execute(acceptCollaboration, owner, { id: request.id })
  expect(mine(helper, 'mine')[0]).toMatchObject({ status: 'accepted', customer: { name: customer.name } })
  expect(findArchive(grant(helper, 'customer.read'), customer.id).id).toBe(customer.id)
  remove()
  expect(mine(helper, 'mine')[0]?.customer.name).not.toBe(customer.name)
})

test('owner and head are told of it, the asker of the answer, and no answer gives the name away', () => {
  const department = aDepartment().id
  const head = aUser('sales_manager', '周岚', department)
  owner = aUser('sales', '王敏', department)
  customer = aCustomer(owner)
  const request = ask()
  for (const user of [owner, head])
    expect(listNotifications(grant(user, 'notification.read')).rows).toMatchObject([{ href: `/customers/${customer.id}` }])
  execute(refuseCollaboration, head, { id: request.id, answer: '正在谈合同，暂不需要' })
  const { title } = listNotifications(grant(helper, 'notification.read')).rows[0]!
  expect(title).toContain('正在谈合同')
  expect(title).not.toContain(customer.name)
  expect(mine(helper, 'mine')[0]).toMatchObject({ status: 'refused', answer: '正在谈合同，暂不需要', answerer: '周岚' })
  expect(['ask', 'refuse'].map((deed) => done(`collaboration.${deed}`, customer.id))).toEqual([1, 1])
  expect(() => execute(acceptCollaboration, owner, { id: request.id })).toThrow('已经答复')
})

test('one open request a person and customer; after seven days it has lapsed and may be made anew', () => {
  const request = ask()
  expect(() => ask()).toThrow('还没有答复')
  expect(() =>
    writer()
      .insert(collaborationRequests)
      .values({ customerId: customer.id, askerId: helper.id, reason: 'x', createdAt: 0, expiresAt: now() })
      .run(),
  ).toThrow(/UNIQUE/)
  asOf(now() + 7 * DAY + 1, () => {
    expect(mine(helper, 'mine')[0]?.status).toBe('expired')
    expect(mine(owner, 'waiting')).toEqual([])
    expect(() => execute(acceptCollaboration, owner, { id: request.id })).toThrow('已过期')
    ask()
    expect(mine(helper, 'mine').map(({ status }) => status)).toEqual(['open', 'expired'])
  })
})

test('a token of somebody else, a bent or an old one asks for nothing, nor does who sees the customer already', () => {
  const ofHelper = tokenFor(customer.id, helper.id)
  expect(() => execute(askCollaboration, third, { customer: ofHelper, reason: '想协作' })).toThrow('找不到这位客户')
  expect(() => execute(askCollaboration, helper, { customer: `${ofHelper}x`.slice(3), reason: '想协作' })).toThrow('找不到这位客户')
  asOf(now() + 3_600_001, () =>
    expect(() => execute(askCollaboration, helper, { customer: ofHelper, reason: '想协作' })).toThrow('重新查重'),
  )
  expect(() => ask(owner)).toThrow('已经在你的范围内')
  expect(() => execute(acceptCollaboration, third, { id: ask().id })).toThrow('找不到协作申请')
})

function holds(look: () => unknown): boolean {
  try {
    look()
    return true
  } catch (error) {
    if (!/找不到/.test((error as Error).message)) throw error
    return false
  }
}

const withReading = (user: User): User => ({ ...user, may: { ...user.may, 'customer.read': 'all' } })
