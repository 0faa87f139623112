import { eq, type SQL } from 'drizzle-orm'
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'
import { expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { profiles } from '#db/schema/archive'
import { customers } from '#db/schema/customers'
import { changeEvents, customerChecks, verifications } from '#db/schema/truth'
import { createContact, updateContact } from '#lib/contacts/commands'
import { assignCustomer, deleteCustomer } from '#lib/customers/commands'
import { editCustomer } from '#lib/customers/edits'
import type { Customer } from '#lib/customers/model'
import { execute } from '#lib/execute'
import { grant, type User } from '#lib/kernel/grant'
import { addDays, asOf, DAY, instantOf, now, today } from '#lib/kernel/time'
import { editProfile } from '#lib/profiles/commands'
import { purgeCustomers } from '#lib/recycle/commands'
import { aCustomer, aDepartment, aFollowUp, aUser } from '#tests/factories'
import { checkCustomer, checkMany, verifyCustomer } from './commands.ts'
import { listUntouched } from './list.ts'
import { holdsFrom, isFaded, stampWords } from './model.ts'
import { countByStanding, listByStanding, listStamps, listVerifications } from './queries.ts'

const row = (id: number) => reader().select().from(customers).where(eq(customers.id, id)).get()!
const stamps = (user: User, id: number) =>
  listStamps(grant(user, 'customer.read'), id)
    .map(({ fact }) => fact)
    .toSorted()
const untouched = (user: User, filter = {}) => listUntouched(grant(user, 'customer.read'), filter).rows.map(({ id }) => id)
const anEdit = ({ id, version, type, name, industry, source, headcount, revenueWan, creditCode }: Customer) => ({
  id,
  version,
  type,
  name,
  industry,
  source,
  headcount,
  revenueWan,
  creditCode,
  contact: '',
  phone: '',
})
const edit = (user: User, customer: Customer, values: object) =>
  execute(editCustomer, user, { ...anEdit(row(customer.id)), ...values } as never).after

test.each([
  ['2026-09-03', '2026-03-03'],
  ['2026-03-15', '2025-09-15'],
  ['2026-08-31', '2026-02-28'],
  ['2024-08-31', '2024-02-29'],
  ['2026-01-01', '2025-07-01'],
])('on %s the stamps of %s still hold, those of the day before have faded', (day, edge) => {
  expect(holdsFrom(day)).toBe(edge)
  expect([isFaded(edge, day), isFaded(addDays(edge, -1), day)]).toEqual([false, true])
})

test('a stamp says where and when, and that it has faded (N-13)', () => {
  expect(stampWords({ via: 'phone', verifiedOn: '2026-09-03' }, '2026-11-22')).toBe('已核验 2026-09-03 · 电话')
  expect(stampWords({ via: 'site', verifiedOn: '2026-03-03' }, '2026-11-22')).toBe('核验已过期 2026-03-03 · 官网')
})

test('several facts are verified at once; a new stamp takes the place of the old, which stays in the history', () => {
  const sales = aUser('sales')
  const { id } = aCustomer(sales)
  execute(verifyCustomer, sales, { id, facts: ['name', 'phone'], via: 'registry', verifiedOn: today() })
  execute(verifyCustomer, sales, { id, facts: 'phone', via: 'phone', verifiedOn: today() } as never)
  expect(listStamps(grant(sales, 'customer.read'), id)).toMatchObject([
    { fact: 'name', via: 'registry' },
    { fact: 'phone', via: 'phone' },
  ])
  expect(listVerifications(grant(sales, 'customer.read'), id, 10).map(({ fact, isVoid }) => [fact, isVoid])).toEqual([
    ['phone', false],
    ['phone', true],
    ['name', false],
  ])
})

test.each([
  [{ facts: [] }, '请勾选'],
  [{ facts: ['name', 'address'] }, '「地址」还没有填写'],
  [{ facts: ['size'] }, '还没有填写'],
  [{ via: 'hearsay' }, '请选择核验来源'],
  [{ verifiedOn: addDays(today(), 1) }, '不能在今天之后'],
  [{ verifiedOn: '昨天' }, '核验日期写作'],
])('%o is refused, and nothing is stamped', (wrong, sentence) => {
  const sales = aUser('sales')
  const { id } = aCustomer(sales)
  const input = { id, facts: ['name'], via: 'site', verifiedOn: today(), ...wrong }
  expect(() => execute(verifyCustomer, sales, input as never)).toThrow(sentence)
  expect(stamps(sales, id)).toEqual([])
  expect(row(id).verifiedOn).toBeNull()
})

test.each([
  [{ name: '改名有限公司' }, 'name'],
  [{ contact: '李四' }, 'contact'],
  [{ phone: '13912345678' }, 'phone'],
  [{ creditCode: '91350100M000100Y43' }, 'creditCode'],
  [{ headcount: 99 }, 'size'],
  [{ revenueWan: 99 }, 'size'],
  [{ industry: 'C39' }, 'industry'],
  [{ address: '星湖街 2 号' }, 'address'],
])('a change of %o voids the stamp of it, and of nothing else', (change, fact) => {
  const sales = aUser('sales')
  const code = codeFor(sales.id)
  const customer = aCustomer(sales, { headcount: 50, address: '星湖街 1 号', creditCode: code })
  const facts = ['name', 'contact', 'phone', 'creditCode', 'size', 'industry', 'address'] as const
  execute(verifyCustomer, sales, { id: customer.id, facts: [...facts], via: 'visit', verifiedOn: today() })
  edit(sales, customer, { address: '星湖街 1 号', note: '没有改事实' })
  expect(stamps(sales, customer.id)).toEqual([...facts].toSorted())
  edit(sales, customer, { address: '星湖街 1 号', ...change })
  expect(stamps(sales, customer.id)).toEqual(facts.filter((one) => one !== fact).toSorted())
  if (fact === 'creditCode') writer().update(customers).set({ creditCode: '' }).where(eq(customers.id, customer.id)).run()
})

test('the day of the newest stamp that holds is kept at the archive', () => {
  const sales = aUser('sales')
  const customer = aCustomer(sales)
  const { id } = customer
  execute(verifyCustomer, sales, { id, facts: ['name'], via: 'site', verifiedOn: '2026-03-01' })
  execute(verifyCustomer, sales, { id, facts: ['phone'], via: 'phone', verifiedOn: '2026-05-01' })
  expect(row(id).verifiedOn).toBe('2026-05-01')
  edit(sales, customer, { phone: '13911112222' })
  expect(row(id).verifiedOn).toBe('2026-03-01')
  writer().delete(verifications).where(eq(verifications.customerId, id)).run()
  expect(row(id).verifiedOn).toBeNull()
})

test('merged into another archive, a stamp holds no more; a written day is put right', () => {
  const sales = aUser('sales')
  const [winner, loser] = [aCustomer(sales), aCustomer(sales)]
  execute(verifyCustomer, sales, { id: loser.id, facts: ['phone'], via: 'phone', verifiedOn: today() })
  writer().update(verifications).set({ customerId: winner.id }).where(eq(verifications.customerId, loser.id)).run()
  expect([row(winner.id).verifiedOn, row(loser.id).verifiedOn]).toEqual([null, null])
  writer().update(customers).set({ verifiedOn: today() }).where(eq(customers.id, winner.id)).run()
  expect(row(winner.id).verifiedOn).toBeNull()
})

test('what goes for good takes its stamps, checks and changes along', () => {
  const sales = aUser('sales')
  const customer = aCustomer(sales, { headcount: 5 })
  const { id } = customer
  execute(verifyCustomer, sales, { id, facts: ['name'], via: 'site', verifiedOn: today() })
  execute(checkCustomer, sales, { id })
  edit(sales, customer, { headcount: 50 })
  execute(deleteCustomer, aUser('admin'), { id, version: row(id).version })
  execute(purgeCustomers, { job: 'recycle' }, { ids: [id], at: now() + 31 * DAY })
  const left = [verifications, customerChecks, changeEvents].map(
    (table) => reader().select().from(table).where(eq(table.customerId, id)).all().length,
  )
  expect(left).toEqual([0, 0, 0])
})

test('an archive stands as verified, faded or never; nobody else’s stands in one’s list', () => {
  const sales = aUser('sales')
  const [fresh, old, never] = [aCustomer(sales), aCustomer(sales), aCustomer(sales)]
  aCustomer()
  const at = { facts: ['name' as const], via: 'site' as const }
  execute(verifyCustomer, sales, { ...at, id: fresh.id, verifiedOn: holdsFrom(today()) })
  execute(verifyCustomer, sales, { ...at, id: old.id, verifiedOn: addDays(holdsFrom(today()), -1) })
  const me = grant(sales, 'customer.read')
  const standing = (standing: 'holding' | 'faded' | 'never') => listByStanding(me, { standing }).rows.map(({ id }) => id)
  expect([standing('holding'), standing('faded'), standing('never')]).toEqual([[fresh.id], [old.id], [never.id]])
  expect(countByStanding(me, 'never')).toBe(1)
})

test('what a sheet left unsure is normal once it was verified', () => {
  const sales = aUser('sales')
  const { id } = aCustomer(sales)
  writer().update(customers).set({ status: 'unverified' }).where(eq(customers.id, id)).run()
  const input = { id, facts: ['name' as const], via: 'license' as const, verifiedOn: today() }
  execute(verifyCustomer, sales, input)
  expect(row(id).status).toBe('unverified')
  execute(verifyCustomer, sales, { ...input, settled: 'on' })
  expect(row(id).status).toBe('normal')
})

const lastMonth = () => instantOf(`${today().slice(0, 7)}-01`) - DAY

test('untouched this month: longest ago first, without those of others, lost or merged (S1-73)', () => {
  const sales = aUser('sales')
  const [older, newer] = [asOf(lastMonth() - DAY, () => aCustomer(sales)), asOf(lastMonth(), () => aCustomer(sales, { level: 'vip' }))]
  const lost = asOf(lastMonth(), () => aCustomer(sales))
  writer().update(customers).set({ status: 'lost' }).where(eq(customers.id, lost.id)).run()
  aCustomer(sales)
  asOf(lastMonth(), () => aCustomer())
  expect(untouched(sales)).toEqual([older.id, newer.id])
  expect(untouched(sales, { level: 'vip' })).toEqual([newer.id])
  const boss = aUser('boss')
  expect(untouched(boss, { owner: sales.id })).toEqual([older.id, newer.id])
})

type Deed = (user: User, customer: Customer) => unknown
const deeds: [string, boolean, Deed][] = [
  ['a check', true, (user, { id }) => execute(checkCustomer, user, { id })],
  ['a verification', true, (user, { id }) => execute(verifyCustomer, user, { id, facts: ['name'], via: 'site', verifiedOn: today() })],
  ['an edit', true, (user, customer) => edit(user, customer, { note: '新情况' })],
  ['a follow-up', true, (user, { id }) => aFollowUp(user, id)],
  ['a profile', true, (user, { id }) => execute(editProfile, user, { id, version: 0, needs: '维保' })],
  ['a new contact', true, (user, { id }) => execute(createContact, user, { customerId: id, name: '李四' })],
  ['a saved form in which nothing was changed', false, (user, customer) => edit(user, customer, {})],
  ['another owner', false, (_, { id, version }) => execute(assignCustomer, aUser('admin'), { id, version, ownerId: aUser('sales').id })],
]

test.each(deeds)('%s: worked on is %s', (_, counts, deed) => {
  const sales = aUser('sales')
  const customer = asOf(lastMonth(), () => aCustomer(sales))
  const before = row(customer.id).touchedAt
  deed(sales, customer)
  expect(row(customer.id).touchedAt > before).toBe(counts)
})

test('a changed contact or profile counts, too', () => {
  const sales = aUser('sales')
  const { id } = asOf(lastMonth(), () => aCustomer(sales))
  const contact = asOf(lastMonth(), () => execute(createContact, sales, { customerId: id, name: '李四' }).after)
  asOf(lastMonth(), () => execute(editProfile, sales, { id, version: 0, needs: '维保' }))
  execute(updateContact, sales, { id: contact.id, version: 1, name: '', position: '总监' })
  expect(untouched(sales)).toEqual([])
  writer().update(customers).set({ touchedAt: 0 }).where(eq(customers.id, id)).run()
  writer().update(profiles).set({ needs: '改造', updatedAt: now() }).where(eq(profiles.id, id)).run()
  expect(untouched(sales)).toEqual([])
})

test('several are checked at once, or none where one is out of reach', () => {
  const sales = aUser('sales')
  const mine = [asOf(lastMonth() - 1000, () => aCustomer(sales)), asOf(lastMonth(), () => aCustomer(sales))].map(({ id }) => id)
  expect(() => execute(checkMany, sales, { ids: [...mine, aCustomer().id] })).toThrow('找不到其中 1 位客户')
  expect(untouched(sales)).toEqual(mine)
  expect(() => execute(checkMany, sales, { ids: [] })).toThrow('请先勾选')
  execute(checkMany, sales, { ids: mine })
  expect(untouched(sales)).toEqual([])
})

test.each(['admin', 'sales_manager', 'sales'] as const)('the lists of %s walk an index of theirs and sort nothing', (role) => {
  const me = grant(aUser(role, undefined, aDepartment().id), 'customer.read')
  const texts: string[] = []
  const note = (query: SQL) => {
    texts.push(textOf(query))
    return [] as never
  }
  const watched = new Proxy(reader(), { get: (from, key) => (key === 'all' || key === 'get' ? note : Reflect.get(from, key)) })
  for (const owner of [undefined, 7]) {
    listUntouched(me, { owner, level: 'vip' }, watched)
    for (const standing of ['never', 'faded', 'holding'] as const) listByStanding(me, { standing, owner }, watched)
  }
  const plans = texts.map((text) => JSON.stringify(reader().$client.prepare(`explain query plan ${text}`).all()))
  expect(plans).toHaveLength(16)
  for (const plan of plans) expect(plan).toMatch(/INDEX customers_(owner_|department_)?(touched|verified)/)
  expect(plans.filter((plan) => plan.includes('TEMP B-TREE'))).toEqual([])
})

const textOf = (query: SQL) => {
  const { sql: text, params } = new SQLiteSyncDialect().sqlToQuery(query)
  return params.reduce<string>((whole, value) => whole.replace('?', typeof value === 'number' ? String(value) : `'${value}'`), text)
}

test.each(['91350100M000100Y44', '91350100M000100Y4'])('credit code %s is refused at the form and at an edit (S1-24)', (creditCode) => {
  const sales = aUser('sales')
  const customer = aCustomer(sales)
  expect(() => aCustomer(sales, { creditCode })).toThrow('校验位不对')
  expect(() => edit(sales, customer, { creditCode })).toThrow('校验位不对')
  expect(row(customer.id).creditCode).toBe('')
})

// A code with a right check digit, another for each number.
function codeFor(n: number) {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
  const body = `9135010${String(n).padStart(10, '0')}`
  const sum = [...body].reduce((total, c, i) => total + alphabet.indexOf(c) * weights[i]!, 0)
  return body + alphabet[(31 - (sum % 31)) % 31]
}
