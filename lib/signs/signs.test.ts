import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { contacts } from '#db/schema/archive'
import { customers } from '#db/schema/customers'
import { paddingSignRows, paddingSigns } from '#db/schema/truth'
import { lookForSigns } from '#jobs/signs'
import { createContact } from '#lib/contacts/commands'
import { deleteCustomer } from '#lib/customers/commands'
import { execute } from '#lib/execute'
import { grant, type User } from '#lib/kernel/grant'
import { asOf, DAY, now } from '#lib/kernel/time'
import { aCustomer, aDepartment, aFollowUp, aUser } from '#tests/factories'
import { setAsideSign } from './commands.ts'
import { burstsIn, type Contacted, type SignKind, sequencesIn, signWords } from './model.ts'
import { listSigns } from './queries.ts'

const night = (at = now()) => lookForSigns({ at, signal: new AbortController().signal })
const boss = aUser('boss')
const signs = (kind: SignKind, user: User = boss, aside = false) => listSigns(grant(user, 'sign.read'), { kind, aside }).rows
// Far apart in number and time, so that only what a test means stands out.
let serial = 0
const apart = () => `137${String(++serial * 1013).padStart(8, '0')}`
const aSeller = (house: number | null = null) => aUser('sales', undefined, house)
const registered = (by: User, at: number, values = {}) => asOf(at, () => aCustomer(by, { phone: apart(), ...values }))
const MINUTE = 60_000

beforeEach(() => {
  writer().delete(paddingSignRows).run()
  writer().delete(paddingSigns).run()
})

const row = (id: number, minute: number, firstContactAt: number | null = null): Contacted => ({
  id,
  phone: '',
  createdAt: minute * MINUTE,
  firstContactAt,
})
const at = 20 * DAY

test.each([
  ['five within ten minutes', [0, 2, 4, 6, 10].map((m, i) => row(i, m)), [5]],
  ['four within ten minutes', [0, 2, 4, 6, 11].map((m, i) => row(i, m)), []],
  ['one of them with a contact', [0, 2, 4, 6, 10].map((m, i) => row(i, m, i === 2 ? DAY : null)), []],
  ['one of them with a contact after 14 days', [0, 2, 4, 6, 10].map((m, i) => row(i, m, i === 2 ? 15 * DAY : null)), [5]],
  ['two bursts', [0, 1, 2, 3, 4, 60, 61, 62, 63, 64, 65].map((m, i) => row(i, m)), [5, 6]],
  ['14 days not over', [0, 1, 2, 3, 4].map((m, i) => row(i, m + 10 * 1440)), []],
])('%s', (_, rows, sizes) => expect(burstsIn(rows, at).map((run) => run.length)).toEqual(sizes))

test.each([
  [['13800000001', '13800000002', '13800000003', '13800000004'], [4]],
  [['13800000004', '13800000001', '13800000003', '13800000002', '13800000002'], [4]],
  [['13800000001', '13800000002', '13800000003'], []],
  [['13800000001', '13800000002', '13800000004', '13800000005'], []],
  [['010-12345671', '010-12345672', '010-12345673', '010-12345674'], []],
])('numbers %o are in a row: %o', (phones, sizes) => {
  const rows = phones.map((phone, id) => ({ ...row(id, id), phone }))
  expect(sequencesIn(rows).map((run) => run.length)).toEqual(sizes)
})

test('one number in three archives, of archives or of contacts, is asked about; deleted ones do not count', async () => {
  const [one, two, three] = [aSeller(), aSeller(), aSeller()].map((seller) => registered(seller, now() - DAY))
  const phone = one!.phone
  writer().update(customers).set({ phone }).where(eq(customers.id, two!.id)).run()
  await night()
  expect(signs('phone')).toEqual([])
  const contact = execute(createContact, aUser('admin'), { customerId: three!.id, name: '李四', phone: apart() }).after
  writer().update(contacts).set({ phone }).where(eq(contacts.id, contact.id)).run()
  await night()
  expect(signs('phone')).toMatchObject([{ size: 3, userId: null }])
  expect(signWords(signs('phone')[0]!)).toBe(`号码 ${phone.slice(0, 3)}****${phone.slice(-4)} 出现在 3 份档案里`)
  execute(deleteCustomer, aUser('admin'), {
    id: three!.id,
    version: reader().select().from(customers).where(eq(customers.id, three!.id)).get()!.version,
  })
  await night()
  expect(signs('phone')).toEqual([])
})

test('archives registered one after the other without any follow-up are asked about; followed up in time they are not', async () => {
  const [idle, busy] = [aSeller(), aSeller()]
  const from = now() - 20 * DAY
  const made = [0, 1, 2, 3, 4].map((minute) => registered(idle, from + minute * MINUTE))
  for (const minute of [0, 1, 2, 3, 4]) {
    const { id } = registered(busy, from + minute * MINUTE)
    asOf(from + DAY, () => aFollowUp(busy, id, { content: `第 ${minute} 家已联系` }))
  }
  await night()
  expect(signs('burst')).toMatchObject([{ userId: idle.id, person: idle.name, size: 5 }])
  expect(signs('burst')[0]!.archives.map(({ id }) => id)).toEqual(made.map(({ id }) => id))
})

test('numbers in a row by one person are asked about', async () => {
  const seller = aSeller()
  for (const n of [1, 2, 3, 4]) registered(seller, now() - n * DAY, { phone: `1360000900${n}` })
  await night()
  expect(signs('sequence')).toMatchObject([{ userId: seller.id, size: 4, detail: '136****9001 起' }])
})

test('the same words for three customers are asked about, twice for one are not', async () => {
  const [copies, repeats] = [aSeller(), aSeller()]
  for (let n = 0; n < 3; n++) aFollowUp(copies, registered(copies, now() - n * DAY).id, { content: '已沟通，客户满意' })
  const { id } = registered(repeats, now() - DAY)
  for (let n = 0; n < 3; n++) aFollowUp(repeats, id, { content: '未接通' })
  await night()
  expect(signs('text')).toMatchObject([{ userId: copies.id, size: 3, detail: '已沟通，客户满意' }])
})

test('ten companies without revenue, months after they were registered, are asked about', async () => {
  const seller = aSeller()
  for (let n = 0; n < 10; n++) registered(seller, now() - (40 + n) * DAY)
  for (let n = 0; n < 3; n++) registered(seller, now() - (60 + n) * DAY, { revenueWan: 100 })
  await night()
  expect(signs('revenue').filter(({ userId }) => userId === seller.id)).toEqual([])
  registered(seller, now() - 70 * DAY)
  registered(seller, now() - 71 * DAY)
  await night()
  expect(signs('revenue').filter(({ userId }) => userId === seller.id)).toMatchObject([{ size: 12 }])
})

test('set aside with a note it is not shown again, unless it grows', async () => {
  const seller = aSeller()
  const many = (count: number) => {
    for (let n = 0; n < count; n++) aFollowUp(seller, registered(seller, now() - DAY).id, { content: '节日问候已发送' })
  }
  const mine = (aside = false) => signs('text', boss, aside).filter(({ userId }) => userId === seller.id)
  many(3)
  await night()
  const [sign] = mine()
  expect(() => execute(setAsideSign, boss, { id: sign!.id, note: '' })).toThrow('请填写核实结果')
  execute(setAsideSign, boss, { id: sign!.id, note: '中秋统一问候，属实' })
  await night()
  expect(mine()).toEqual([])
  expect(mine(true)).toMatchObject([{ asideNote: '中秋统一问候，属实', asideBy: boss.name }])
  many(1)
  await night()
  expect(mine()).toMatchObject([{ id: sign!.id, size: 4 }])
})

test('a manager sees what concerns the own department, and no names of others; one’s own is for somebody above', async () => {
  const [house, other] = [aDepartment().id, aDepartment().id]
  const [head, stranger] = [aUser('sales_manager', undefined, house), aUser('sales_manager', undefined, other)]
  const [mine, theirs] = [aSeller(house), aSeller(other)]
  const all = [mine, theirs, theirs].map((seller) => registered(seller, now() - DAY))
  for (const { id } of all) writer().update(customers).set({ phone: all[0]!.phone }).where(eq(customers.id, id)).run()
  for (let n = 0; n < 3; n++) aFollowUp(head, registered(head, now() - DAY).id, { content: '例行回访' })
  await night()
  expect(signs('phone', head)[0]).toMatchObject({ size: 3, archives: [{ id: all[0]!.id }] })
  expect(signs('text', stranger)).toEqual([])
  expect(() => execute(setAsideSign, stranger, { id: signs('text', head)[0]!.id, note: '属实' })).toThrow('找不到核实事项')
  expect(() => execute(setAsideSign, head, { id: signs('text', head)[0]!.id, note: '属实' })).toThrow('请由上级核实')
})

test('a night that finds nothing new writes nothing to the record', async () => {
  const seller = aSeller()
  for (let n = 0; n < 3; n++) aFollowUp(seller, registered(seller, now() - DAY).id, { content: '已寄样品' })
  await night()
  const count = () => reader().$client.prepare('select count(*) from audit_log').pluck().get()
  const before = count()
  await night()
  expect(count()).toBe(before)
})
