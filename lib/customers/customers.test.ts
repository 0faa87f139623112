import { expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { register } from '#db/demo/register'
import { auditChanges, auditLog } from '#db/schema/audit'
import { execute, executeOnce } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { aCustomer, aDepartment, aUser } from '#tests/factories'
import { assignCustomer, createCustomer, deleteCustomer, revealField } from './commands.ts'
import { editCustomer } from './edits.ts'
import { countCustomers, listCustomers, matchCustomers } from './list.ts'
import { findArchive } from './queries-archive.ts'

const fields = {
  type: 'company',
  name: '苏州蓝澜电子科技有限公司',
  contact: '王芳',
  phone: '138 1234 5678',
  industry: '制造业',
  source: '转介绍',
} as const

test('a customer gets its number, its day and its masks when everything fits', () => {
  const sales = aUser('sales')
  const { after } = execute(createCustomer, sales, fields)
  expect(after).toMatchObject({
    phone: '13812345678',
    phoneMasked: '138****5678',
    contactMasked: '王*',
    level: 'normal',
    industry: 'C',
    ownerId: sales.id,
  })
  expect(after.number).toMatch(/^Q\d{4}0\d{3}$/)
})

test('every empty mandatory field has its own sentence, and nothing is written', () => {
  const before = countRows()
  const sales = aUser('sales')
  const attempt = () => execute(createCustomer, sales, { type: 'company', name: ' ', contact: '', phone: '', industry: '', source: '' })
  expect(attempt).toThrow()
  try {
    attempt()
  } catch (error) {
    expect((error as { issues: { path: string[] }[] }).issues.map((i) => i.path[0])).toEqual([
      'name',
      'contact',
      'phone',
      'industry',
      'source',
    ])
  }
  expect(countRows()).toBe(before)
})

test('the same name and the same number are one customer, whatever the spelling of the number', () => {
  const sales = aUser('sales')
  register(sales, { ...fields, name: '重名公司' })
  expect(() => execute(createCustomer, sales, { ...fields, name: ' 重名公司　', phone: '+86 138-1234-5678' })).toThrow('已经存在')
  expect(register(sales, { ...fields, name: '重名公司', phone: '13912345678' }).id).toBeGreaterThan(0)
})

test('the database itself refuses a twin', () => {
  const one = aCustomer()
  const { id, number, ...rest } = one
  expect(() =>
    writer()
      .$client.prepare(
        `insert into customers (number, ${Object.keys(snake(rest)).join(', ')}) select number || ?, ${Object.keys(snake(rest)).join(', ')} from customers where id = ?`,
      )
      .run('x', id),
  ).toThrow(/UNIQUE/)
  expect(number).toBeTruthy()
})

test('an unknown field is refused, and the refusal leaves one row', () => {
  const sales = aUser('sales')
  const rows = auditRows()
  expect(() => execute(createCustomer, sales, { ...fields, name: '多余字段', number: 'X1' } as never)).toThrow()
  expect(auditRows()).toBe(rows + 1)
  expect(reader().select().from(auditLog).all().at(-1)).toMatchObject({ outcome: 'denied', action: 'customer.create', actorId: sales.id })
})

test.each([
  ['蓝澜', 'two characters'],
  ['lldz', 'initials'],
  ['lanlan', 'pinyin'],
  ['5678', 'the tail of the number'],
  ['13812345678', 'the whole number'],
  ['王芳', 'the contact'],
  ['wf', 'the initials of the contact'],
])('%s finds it by %s', (q) => {
  const sales = aUser('sales')
  const after = register(sales, { ...fields, name: `苏州蓝澜电子${sales.id}` })
  expect(listCustomers(grant(sales, 'customer.read'), { q }).rows.map((r) => r.id)).toEqual([after.id])
})

test('a former name is still found, and the number too', () => {
  const sales = aUser('sales')
  const customer = aCustomer(sales, { name: '杭州旧名贸易有限公司' })
  execute(editCustomer, sales, { ...fields, id: customer.id, version: 1, name: '杭州新名贸易有限公司', phone: '' })
  expect(matchCustomers(grant(sales, 'customer.read'), '旧名').map((r) => r.name)).toEqual(['杭州新名贸易有限公司'])
  expect(matchCustomers(grant(sales, 'customer.read'), customer.number)).toHaveLength(1)
  expect(findArchive(grant(sales, 'customer.read'), customer.id).phoneMasked).toBe(customer.phoneMasked)
})

test('sales see their own, a manager the department, the administrator all; counts agree with lists', () => {
  const department = aDepartment()
  const [ann, bob] = [aUser('sales', 'ann', department.id), aUser('sales', 'bob')]
  const [hers, his] = [aCustomer(ann), aCustomer(bob)]
  const seen = (user: ReturnType<typeof aUser>) => listCustomers(grant(user, 'customer.read'), { size: 200 })
  expect(seen(ann).rows.map((r) => r.id)).toEqual([hers.id])
  expect(seen(aUser('sales_manager', 'm', department.id)).rows.map((r) => r.id)).toEqual([hers.id])
  const all = seen(aUser('admin'))
  expect(all.rows.map((r) => r.id)).toContain(his.id)
  expect(all.total).toBe(all.rows.length)
  expect(countCustomers(grant(ann, 'customer.read'), { q: his.name })).toBe(0)
  expect(() => findArchive(grant(ann, 'customer.read'), his.id)).toThrow('找不到客户')
})

test('each filter and sort keeps to what it says', () => {
  const sales = aUser('sales')
  const me = grant(sales, 'customer.read')
  aCustomer(sales, { name: '乙公司', level: 'vip', industry: 'I65', source: '转介绍', createdOn: '2024-01-05' })
  aCustomer(sales, { name: '甲公司', level: 'normal', industry: 'C39', potential: 'A', createdOn: '2024-03-05' })
  const names = (filter: Parameters<typeof listCustomers>[1]) => listCustomers(me, filter).rows.map((r) => r.name)
  expect(names({ level: 'vip' })).toEqual(['乙公司'])
  expect(names({ industry: 'C' })).toEqual(['甲公司'])
  expect(names({ industry: 'I65' })).toEqual(['乙公司'])
  expect(names({ potential: 'A' })).toEqual(['甲公司'])
  expect(names({ source: '转介绍' })).toEqual(['乙公司'])
  expect(names({ from: '2024-02-01', to: '2024-12-31' })).toEqual(['甲公司'])
  expect(names({ sort: 'name', dir: 'asc' })).toEqual(['甲公司', '乙公司'])
  expect(names({ sort: 'createdOn', dir: 'asc' })).toEqual(['乙公司', '甲公司'])
  expect(names({ q: '%' })).toEqual([])
  expect(listCustomers(me, { page: 1e9 }).page).toBe(1)
})

test('the second of two who edit is told, and overwrites nothing (J-02)', () => {
  const sales = aUser('sales')
  const customer = aCustomer(sales)
  const edit = { ...fields, name: customer.name, id: customer.id, version: 1, phone: '' }
  execute(editCustomer, sales, { ...edit, level: 'vip' })
  expect(() => execute(editCustomer, sales, { ...edit, level: 'strategic' })).toThrow('普通客户 改为 VIP客户')
  expect(findArchive(grant(sales, 'customer.read'), customer.id).level).toBe('vip')
})

test('a number is shown only after a reveal with a reason, to that person alone', () => {
  const [sales, boss] = [aUser('sales'), aUser('boss')]
  const customer = aCustomer(sales)
  expect(() => execute(revealField, sales, { id: customer.id, field: 'phone', reason: ' ' })).toThrow()
  execute(revealField, sales, { id: customer.id, field: 'phone', reason: '拨打' })
  expect(findArchive(grant(sales, 'customer.read'), customer.id).revealed).toEqual({ phone: customer.phone })
  expect(findArchive(grant(boss, 'customer.read'), customer.id).revealed).toEqual({})
})

test('neither list, archive nor audit row holds a raw number (I-01)', () => {
  const sales = aUser('sales')
  const customer = aCustomer(sales, { phone: '13900001234', email: 'geheim@example.com' })
  execute(editCustomer, sales, { ...fields, name: customer.name, id: customer.id, version: 1, phone: '13900009999' })
  const me = grant(sales, 'customer.read')
  const told = JSON.stringify([
    listCustomers(me, {}),
    findArchive(me, customer.id),
    reader().select().from(auditLog).all(),
    reader().select().from(auditChanges).all(),
  ])
  for (const raw of ['13900001234', '13900009999', 'geheim@example.com']) expect(told).not.toContain(raw)
})

test('sales may not delete, the administrator may, and the number is not found any more', () => {
  const sales = aUser('sales')
  const customer = aCustomer(sales)
  expect(() => execute(deleteCustomer, sales, { id: customer.id, version: 1 })).toThrow('没有权限')
  execute(deleteCustomer, aUser('admin'), { id: customer.id, version: 1 })
  expect(listCustomers(grant(sales, 'customer.read'), {}).total).toBe(0)
  expect(matchCustomers(grant(aUser('admin'), 'customer.read'), customer.number)).toEqual([])
})

test('a new owner finds the customer, the old one no longer', () => {
  const department = aDepartment()
  const [ann, bob] = [aUser('sales', 'ann', department.id), aUser('sales', 'bob', department.id)]
  const customer = aCustomer(ann)
  execute(assignCustomer, aUser('sales_manager', 'm', department.id), { id: customer.id, version: 1, ownerId: bob.id })
  expect(listCustomers(grant(bob, 'customer.read'), {}).total).toBe(1)
  expect(listCustomers(grant(ann, 'customer.read'), {}).rows).toEqual([])
  expect(matchCustomers(grant(bob, 'customer.read'), customer.number)).toHaveLength(1)
})

test('the same form twice makes one customer', () => {
  const sales = aUser('sales')
  const first = executeOnce('k1', createCustomer, sales, { ...fields, name: '一次', phone: '13700000009' })
  expect(executeOnce('k1', createCustomer, sales, { ...fields, name: '一次', phone: '13700000009' })).toBe(first)
  expect(listCustomers(grant(sales, 'customer.read'), {}).total).toBe(1)
})

const countRows = () => (writer().$client.prepare('select count(*) as n from customers').get() as { n: number }).n
const auditRows = () => reader().select().from(auditLog).all().length
const snake = (row: object) =>
  Object.fromEntries(Object.entries(row).map(([k, v]) => [k.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`), v]))
