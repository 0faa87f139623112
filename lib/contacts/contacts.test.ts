import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { reader } from '#db/client'
import { contacts } from '#db/schema/archive'
import { auditChanges, auditLog } from '#db/schema/audit'
import { listHistory } from '#lib/audit/queries'
import { editCustomer } from '#lib/customers/edits'
import { matchCustomers } from '#lib/customers/list'
import { findArchive } from '#lib/customers/queries-archive'
import { execute } from '#lib/execute'
import { grant, type User } from '#lib/kernel/grant'
import { addDays, asOf, now, today } from '#lib/kernel/time'
import { aCustomer, aDepartment, aUser } from '#tests/factories'
import { createContact, leaveContact, revealContact, updateContact } from './commands.ts'
import { birthdayLine, lunarOf, nextBirthday, readBirthday } from './model.ts'
import { findContactPage, listContacts } from './queries.ts'

const read = (user: User) => grant(user, 'contact.read')
const found = (user: User, q: string) => matchCustomers(grant(user, 'customer.read'), q).map(({ id }) => id)

test.each([
  ['2026-02-17', { month: 1, isLeap: false, day: 1 }],
  ['2025-06-25', { month: 6, isLeap: false, day: 1 }],
  ['2025-07-25', { month: 6, isLeap: true, day: 1 }],
  ['2026-02-16', { month: 12, isLeap: false, day: 29 }],
  ['2027-02-05', { month: 12, isLeap: false, day: 29 }],
  ['2027-02-06', { month: 1, isLeap: false, day: 1 }],
  ['2027-03-07', { month: 1, isLeap: false, day: 30 }],
  ['2027-03-08', { month: 2, isLeap: false, day: 1 }],
  ['2030-02-02', { month: 12, isLeap: false, day: 30 }],
  ['2030-02-03', { month: 1, isLeap: false, day: 1 }],
])('%s in the lunar calendar', (day, lunar) => expect(lunarOf(day)).toEqual(lunar))

test.each([
  ['05-20', false, '2026-05-20', '2026-05-20'],
  ['05-20', false, '2026-05-21', '2027-05-20'],
  ['02-29', false, '2026-01-01', '2026-02-28'],
  ['02-29', false, '2028-01-01', '2028-02-29'],
  ['01-01', true, '2026-01-01', '2026-02-17'],
  ['01-01', true, '2026-02-18', '2027-02-06'],
  ['06-01', true, '2025-06-26', '2026-07-14'],
  ['06-10', true, '2025-07-01', '2025-07-04'],
  ['12-30', true, '2026-01-01', '2026-02-16'],
  ['12-30', true, '2026-02-16', '2026-02-16'],
  ['12-30', true, '2026-02-17', '2027-02-05'],
  ['10-13', true, '2026-11-01', '2026-11-21'],
])('a birthday %s, lunar %s, asked on %s is kept on %s', (birthday, isLunar, from, next) => {
  expect(nextBirthday({ birthday, isLunar }, from)).toBe(next)
})

test.each([
  ['10-13', '10-13', false],
  ['3.5', '03-05', false],
  ['1985年10月3日', '10-03', false],
  ['农历10-13', '10-13', true],
  ['农历十月十三', '10-13', true],
  ['腊月三十', '12-30', true],
  ['正月初一', '01-01', true],
  ['十一月廿一', '11-21', true],
  ['二月二十', '02-20', true],
])('%s is read as %s', (typed, birthday, isLunar) => expect(readBirthday(typed)).toEqual({ birthday, isLunar }))

test.each(['02-30', '13-01', '00-10', '10-32', '农历10-31', '明天', '闰六月初一日日'])('%s is no birthday', (typed) =>
  expect(readBirthday(typed)).toBeUndefined(),
)

test('a birthday is shown in its own calendar, with the day it is kept next', () => {
  const lunar = { birthday: '10-13', isLunar: true }
  expect(birthdayLine(lunar, '2026-11-01')).toBe('农历十月十三 · 今年 11-21')
  expect(birthdayLine(lunar, '2026-11-21')).toBe('农历十月十三 · 今天')
  expect(birthdayLine(lunar, '2026-11-22')).toBe('农历十月十三 · 明年 11-10')
  expect(birthdayLine({ birthday: '', isLunar: false }, '2026-11-22')).toBe('')
})

test('a contact is kept whole, shown by masks, and the customer is found by name, sound and number', () => {
  const sales = aUser('sales')
  const customer = aCustomer(sales)
  const roles = ['decider', 'executive']
  execute(createContact, sales, {
    customerId: customer.id,
    name: '欧阳静怡',
    phone: '139 0000 7781',
    email: 'jy@example.com',
    roles,
    agreesVisits: 'on',
  })
  expect(listContacts(read(sales), customer.id)).toMatchObject([
    {
      nameMasked: '欧阳*',
      phoneMasked: '139****7781',
      emailMasked: 'j***@example.com',
      roles,
      agreesVisits: true,
      agreesMarketing: false,
      revealed: {},
    },
  ])
  for (const q of ['静怡', 'oyjy', '13900007781', '7781']) expect(found(sales, q)).toEqual([customer.id])
})

test('who left, and what a contact was called before, is still found (S0-04)', () => {
  const sales = aUser('sales')
  const customer = aCustomer(sales)
  const { id } = execute(createContact, sales, { customerId: customer.id, name: '司马相如', phone: '13700006612' }).after
  execute(updateContact, sales, { id, version: 1, name: '司马长卿', phone: '13700009923' })
  execute(leaveContact, sales, { id, version: 2, leftOn: today() })
  for (const q of ['相如', '长卿', '13700006612', '13700009923']) expect(found(sales, q)).toEqual([customer.id])
  execute(createContact, sales, { customerId: customer.id, name: '卓文君' })
  expect(listContacts(read(sales), customer.id).map(({ nameMasked, leftOn }) => [nameMasked, leftOn])).toEqual([
    ['卓*', null],
    ['司马*', today()],
  ])
  expect(execute(leaveContact, sales, { id, version: 3, leftOn: '' }).after.leftOn).toBeNull()
})

test('a change of the customer itself loses no contact from the search', () => {
  const sales = aUser('sales')
  const customer = aCustomer(sales)
  execute(createContact, sales, { customerId: customer.id, name: '端木赐' })
  const same = { type: 'company', name: '改了名的公司', contact: '', phone: '', industry: 'C34', source: '展会推广' } as const
  execute(editCustomer, sales, { ...same, id: customer.id, version: 1 })
  expect(found(sales, '端木赐')).toEqual([customer.id])
})

test('what the form does not show stays unchanged, and the second of two who edit is told', () => {
  const sales = aUser('sales')
  const { id } = execute(createContact, sales, {
    customerId: aCustomer(sales).id,
    name: '李广',
    phone: '13600001111',
    birthday: '腊月三十',
  }).after
  execute(updateContact, sales, { id, version: 1, name: '', phone: '', position: '厂长', birthday: '腊月三十' })
  const row = reader().select().from(contacts).where(eq(contacts.id, id)).get()
  expect(row).toMatchObject({ name: '李广', phone: '13600001111', position: '厂长', birthday: '12-30', isLunar: true, version: 2 })
  expect(() => execute(updateContact, sales, { id, version: 1, name: '' })).toThrow('被改过')
})

test.each([
  ['name', ' ', '请填写姓名'],
  ['phone', '12345', '手机号需为 11 位数字'],
  ['email', 'x', '邮箱格式不对'],
  ['birthday', '02-30', '生日写作'],
  ['roles', ['king'], '请从列表中选择角色'],
  ['channel', 'pigeon', '请从列表中选择渠道'],
])('%s %s is refused, and nothing is written', (field, value, sentence) => {
  const sales = aUser('sales')
  const { id } = aCustomer(sales)
  expect(() => execute(createContact, sales, { customerId: id, name: '张三', [field]: value } as never)).toThrow(sentence)
  expect(listContacts(read(sales), id)).toEqual([])
})

test('nobody leaves tomorrow', () => {
  const sales = aUser('sales')
  const { id } = execute(createContact, sales, { customerId: aCustomer(sales).id, name: '张三' }).after
  expect(() => execute(leaveContact, sales, { id, version: 1, leftOn: addDays(today(), 1) })).toThrow('不能在今天之后')
})

test('a number is shown after a reason, to that person, of that contact, for ten minutes', () => {
  const [sales, boss] = [aUser('sales'), aUser('boss')]
  const customer = aCustomer(sales)
  const make = (name: string, phone: string) => execute(createContact, sales, { customerId: customer.id, name, phone }).after
  const [one] = [make('甲一', '13511110000'), make('乙二', '13522220000')]
  execute(revealContact, sales, { id: one.id, field: 'phone', reason: '拨打电话' })
  const revealed = (user: User) => listContacts(read(user), customer.id).map((c) => c.revealed)
  expect(revealed(sales)).toEqual([{ phone: '13511110000' }, {}])
  expect(revealed(boss)).toEqual([{}, {}])
  expect(asOf(now() + 601_000, () => revealed(sales))).toEqual([{}, {}])
  expect(findArchive(grant(sales, 'customer.read'), customer.id).revealed).toEqual({})
})

test('neither list, history nor record holds a raw name or number', () => {
  const sales = aUser('sales')
  const customer = aCustomer(sales)
  const { id } = execute(createContact, sales, {
    customerId: customer.id,
    name: '上官婉儿',
    phone: '13355556666',
    email: 'secret@example.com',
  }).after
  execute(updateContact, sales, { id, version: 1, name: '上官仪', phone: '13344447777' })
  const told = JSON.stringify([
    listContacts(read(sales), customer.id),
    listHistory(grant(sales, 'customer.read'), customer.id, 50),
    reader().select().from(auditLog).all(),
    reader().select().from(auditChanges).all(),
  ])
  for (const raw of ['上官婉儿', '上官仪', '13355556666', '13344447777', 'secret@']) expect(told).not.toContain(raw)
  expect(told).toContain('新增联系人')
})

test('a colleague’s contact, or one asked for under another customer, is not there', () => {
  const department = aDepartment()
  const [ann, bob] = [aUser('sales', 'ann', department.id), aUser('sales', 'bob', department.id)]
  const [hers, other] = [aCustomer(ann), aCustomer(ann)]
  const { id } = execute(createContact, ann, { customerId: hers.id, name: '张三' }).after
  expect(() => listContacts(read(bob), hers.id)).toThrow('找不到客户')
  expect(() => execute(updateContact, bob, { id, version: 1, name: '李四' })).toThrow('找不到客户')
  expect(() => findContactPage(read(ann), other.id, id)).toThrow('找不到联系人')
  expect(execute(updateContact, aUser('service'), { id, version: 1, name: '', position: '采购' }).after.position).toBe('采购')
})
