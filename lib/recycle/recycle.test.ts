import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { dataDir, reader, writer } from '#db/client'
import { collaborators, contacts, files, profiles } from '#db/schema/archive'
import { auditChanges, auditLog } from '#db/schema/audit'
import { customers } from '#db/schema/customers'
import { notifications } from '#db/schema/machine'
import { emptyBin } from '#jobs/recycle'
import { deleteCustomer, revealField } from '#lib/customers/commands'
import { editCustomer } from '#lib/customers/edits'
import { countCustomers, matchCustomers } from '#lib/customers/list'
import type { Customer } from '#lib/customers/model'
import { findArchive } from '#lib/customers/queries-archive'
import { keysToCustomers } from '#lib/duplicates/hanging'
import { execute } from '#lib/execute'
import { createTodo } from '#lib/followups/commands'
import { listCustomerFollowUps } from '#lib/followups/queries-story'
import { grant } from '#lib/kernel/grant'
import { asOf, DAY, now, today } from '#lib/kernel/time'
import { recordPurchase } from '#lib/purchases/commands'
import { aCustomer, aDepartment, aFollowUp, aUser } from '#tests/factories'
import { plant } from '#tests/plant'
import { purgeCustomers, restoreCustomer } from './commands.ts'
import { daysLeft, KEPT_MS } from './model.ts'
import { findDeleted, listDeleted } from './queries.ts'

const admin = aUser('admin', '管理员甲')
const me = grant(admin, 'customer.restore')
const read = grant(admin, 'customer.read')
const bin = (customer: Pick<Customer, 'id'>) =>
  execute(deleteCustomer, admin, {
    id: customer.id,
    version: reader().select().from(customers).where(sql`id = ${customer.id}`).get()!.version,
  }).after
const signal = new AbortController().signal

test('a deleted customer stands in the bin with who and when, is found there by name and number, and comes back whole', () => {
  const customer = aCustomer(undefined, { name: '回来有限公司' })
  aFollowUp(admin, customer.id)
  const fields = { type: 'company', contact: '王建国', industry: 'C34', source: '展会推广' } as const
  execute(editCustomer, admin, { ...fields, id: customer.id, version: 1, name: '改名有限公司', phone: '' })
  const total = countCustomers(read, {})
  const gone = bin(customer)
  expect(countCustomers(read, {})).toBe(total - 1)
  expect(listDeleted(me, { q: '改名' }).rows).toMatchObject([{ id: customer.id, deletedBy: '管理员甲', deletedAt: gone.deletedAt }])
  expect(listDeleted(me, { q: customer.number.toLowerCase() }).total).toBe(1)
  expect(listDeleted(me, { q: '%' }).total).toBe(0)
  execute(restoreCustomer, admin, { id: customer.id, version: gone.version })
  expect(listDeleted(me, { q: '改名' }).total).toBe(0)
  expect(countCustomers(read, {})).toBe(total)
  for (const q of ['改名', '回来', customer.number, customer.phone])
    expect(
      matchCustomers(read, q).map(({ id }) => id),
      q,
    ).toEqual([customer.id])
  expect(listCustomerFollowUps(read, customer.id, 10)).toHaveLength(1)
  expect(findArchive(read, customer.id).version).toBe(gone.version + 1)
})

test('it does not come back beside a twin, nor beside its own credit code', () => {
  const customer = aCustomer(undefined, { name: '孪生公司', phone: '13711112222', creditCode: '91350100M000100Y43' })
  const gone = bin(customer)
  const twin = aCustomer(undefined, { name: '孪生公司', phone: '13711112222' })
  const attempt = () => execute(restoreCustomer, admin, { id: customer.id, version: gone.version })
  expect(attempt).toThrow(`已经存在：${twin.number}`)
  bin(twin)
  const coded = aCustomer(undefined, { creditCode: '91350100M000100Y43' })
  expect(attempt).toThrow(`客户 ${coded.number} 已登记`)
  expect(findDeleted(me, customer.id).deletedAt).toBe(gone.deletedAt)
})

test('nobody without the right restores, twice does nothing, and who sees less finds less', () => {
  const [mine, theirs] = [aDepartment(), aDepartment()]
  const gone = bin(aCustomer(aUser('sales', undefined, theirs.id)))
  expect(() => execute(restoreCustomer, aUser('sales_manager', undefined, theirs.id), { id: gone.id, version: gone.version })).toThrow(
    '没有权限',
  )
  const narrow = { ...aUser('sales_manager', undefined, mine.id), may: { 'customer.restore': 'department' } as const }
  expect(() => execute(restoreCustomer, narrow, { id: gone.id, version: gone.version })).toThrow('找不到客户')
  expect(listDeleted(grant(narrow, 'customer.restore'), {}).total).toBe(0)
  execute(restoreCustomer, admin, { id: gone.id, version: gone.version })
  expect(() => execute(restoreCustomer, admin, { id: gone.id, version: gone.version + 1 })).toThrow('找不到客户')
})

test('after thirty days it is out of reach, and the job takes it away with all that hung on it', async () => {
  const customer = aCustomer(undefined, { name: '一去不返公司' })
  const { id } = customer
  const stays = aCustomer()
  const sha256 = [hang(id), hang(stays.id)][0]!
  const own = 'b'.repeat(64)
  writer()
    .insert(files)
    .values({ ...file(id), sha256: own })
    .run()
  for (const sha of [sha256, own]) store(sha)
  const gone = asOf(now() - 31 * DAY, () => bin(customer))
  const recent = bin(aCustomer())
  expect(() => execute(restoreCustomer, admin, { id, version: gone.version })).toThrow('找不到客户')
  expect(await emptyBin({ at: now(), signal })).toBe('彻底删除客户 1 位')
  for (const table of tablesOfCustomers())
    expect(writer().$client.prepare(`select count(*) from ${table} where customer_id = ?`).pluck().get(id), table).toBe(0)
  expect(reader().select().from(customers).where(sql`id = ${id}`).get()).toBeUndefined()
  expect(reader().select().from(profiles).where(sql`id = ${id}`).get()).toBeUndefined()
  expect(reader().select().from(notifications).where(sql`href = '/customers/' || ${id}`).all()).toEqual([])
  expect(reader().select().from(contacts).where(sql`customer_id = ${stays.id}`).all()).toHaveLength(1)
  expect(findDeleted(me, recent.id).id).toBe(recent.id)
  expect([existsSync(place(sha256)), existsSync(place(own))]).toEqual([true, false])
  expect(writer().$client.pragma('foreign_key_check')).toEqual([])
  const rows = reader().select().from(auditLog).where(sql`action = 'customer.purge'`).all()
  expect(rows).toMatchObject([{ entityId: id, customerId: id, actor: '系统：recycle' }])
  expect(JSON.stringify(reader().select().from(auditChanges).where(sql`audit_id = ${rows[0]!.id}`).all())).not.toContain('一去不返')
  expect(await emptyBin({ at: now(), signal })).toBe('回收站里没有到期的客户和附件')
})

test('every table that hangs on a customer is emptied of it, those to come included', () => {
  const customer = aCustomer()
  const keys = keysToCustomers(writer())
  for (const { table, column } of keys) plant(table, { [column]: customer.id })
  writer().update(customers).set({ deletedAt: now() }).where(eq(customers.id, customer.id)).run()
  const late = now() + KEPT_MS + 1000
  asOf(late, () => execute(purgeCustomers, { job: '清空回收站' }, { ids: [customer.id], at: late }))
  for (const { table, column } of keys) {
    const left = writer().all(sql`select 1 from ${sql.identifier(table)} where ${sql.identifier(column)} = ${customer.id}`)
    expect({ table, left }).toEqual({ table, left: [] })
  }
})

test('no person purges, and the machine takes none before its time', () => {
  const gone = bin(aCustomer())
  expect(() => execute(purgeCustomers, admin, { ids: [gone.id], at: now() })).toThrow('没有权限')
  execute(purgeCustomers, { job: 'recycle' }, { ids: [gone.id], at: now() })
  expect(findDeleted(me, gone.id).id).toBe(gone.id)
})

test('how long it stays is said in days', () => {
  expect([daysLeft(0, 0), daysLeft(0, 29 * DAY + 1), daysLeft(0, 30 * DAY), daysLeft(0, 40 * DAY)]).toEqual([30, 1, 0, 0])
})

function hang(customerId: number): string {
  execute(revealField, admin, { id: customerId, field: 'phone', reason: '核对' })
  aFollowUp(admin, customerId, { next: '回电', nextOn: today() })
  execute(createTodo, admin, { customerId, title: '回电', dueOn: today() })
  execute(recordPurchase, admin, { customerId, product: '耗材', quantity: '1', amount: '1.00', purchasedOn: today() } as never)
  const sha256 = 'a'.repeat(64)
  writer().insert(contacts).values({ customerId, name: '李四', nameMasked: '李*', createdAt: now() }).run()
  writer()
    .insert(files)
    .values({ ...file(customerId), sha256 })
    .run()
  writer().insert(profiles).values({ id: customerId, updatedAt: now() }).run()
  writer().insert(collaborators).values({ customerId, userId: admin.id, addedAt: now() }).run()
  writer().$client.prepare("insert into former_values (customer_id, field, value, replaced_at) values (?, 'name', '旧', 0)").run(customerId)
  writer()
    .insert(notifications)
    .values({
      userId: admin.id,
      key: `c${customerId}`,
      kind: 'assigned',
      title: '分配',
      href: `/customers/${customerId}`,
      createdAt: now(),
    })
    .run()
  return sha256
}

const file = (customerId: number) => ({
  customerId,
  kind: '其他',
  name: 'a',
  originalName: 'a.pdf',
  extension: 'pdf',
  mediaType: 'application/pdf',
  bytes: 1,
  createdAt: now(),
})
const place = (sha256: string) => join(dataDir(), 'files', sha256.slice(0, 2), sha256)

function store(sha256: string) {
  mkdirSync(join(dataDir(), 'files', sha256.slice(0, 2)), { recursive: true })
  writeFileSync(place(sha256), 'x')
}

// Every table there is with a customer in it, so that a new one is not forgotten; the record itself outlives what it speaks of.
function tablesOfCustomers(): string[] {
  const tables = writer().$client.prepare("select name from sqlite_schema where type = 'table'").pluck().all() as string[]
  const holds = (table: string) =>
    (writer().$client.pragma(`table_info(${table})`) as { name: string }[]).some(({ name }) => name === 'customer_id')
  return tables.filter((table) => table !== 'audit_log' && holds(table))
}
