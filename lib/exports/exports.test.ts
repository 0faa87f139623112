import { expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { auditChanges, auditLog } from '#db/schema/audit'
import { filterWords, orderWords } from '#lib/customers/filter-words'
import type { ColumnKey } from '#lib/customers/labels'
import { listCustomers } from '#lib/customers/list'
import { execute, refuse } from '#lib/execute'
import { parseCsv } from '#lib/formats/csv'
import { unguard } from '#lib/formats/formula-guard'
import { readXlsx } from '#lib/formats/xlsx'
import { grant, type User } from '#lib/kernel/grant'
import { now } from '#lib/kernel/time'
import { aCustomer, aDepartment, aFollowUp, aUser } from '#tests/factories'
import { exportCustomers, exportFollowUps } from './commands.ts'
import { prepareExport } from './in-worker.ts'
import { PER_HOUR, WRONG_PASSWORD, watermark } from './model.ts'
import { countTries } from './queries.ts'
import type { Wanted } from './tables.ts'

const columns: ColumnKey[] = ['name', 'contact', 'note', 'level']
const said = { format: 'csv', reason: '季度盘点', count: 1, filter: '全部客户', confirmed: false } as const

async function written(actor: User, wanted: Wanted, format: 'csv' | 'xlsx' = 'csv') {
  const sheet = await prepareExport({ actor, wanted, format, name: '客户' })
  const chunks: Uint8Array[] = []
  for await (const bytes of sheet.bytes('导出人：甲')) chunks.push(bytes)
  return { count: sheet.count, bytes: Buffer.concat(chunks) }
}

async function linesOf(bytes: Buffer) {
  const lines: string[][] = []
  for await (const { record } of parseCsv(bytes.toString('utf8').replace('\ufeff', ''), ',')) lines.push(record)
  return lines
}

test('a sheet holds what the list holds, in its order, masked, under a watermark, with as many rows as it says', async () => {
  const sales = aUser('sales_manager', undefined, aDepartment().id)
  for (const name of ['丙公司', '甲公司', '乙公司'])
    aCustomer(sales, { name, level: 'vip', phone: `1390000${Math.floor(1000 + Math.random() * 8999)}` })
  aCustomer(sales, { name: '丁公司' })
  const filter = { level: 'vip', sort: 'name', dir: 'asc' } as const
  const { count, bytes } = await written(sales, { kind: 'customers', filter, columns })
  const [mark, header, ...rows] = await linesOf(bytes)
  expect(mark).toEqual(['导出人：甲'])
  expect(header).toEqual(['客户编号', '客户名称', '联系人姓名', '联系方式', '备注信息', '客户等级', '合作潜力'])
  expect(rows.map((row) => row[1])).toEqual(listCustomers(grant(sales, 'customer.read'), filter).rows.map(({ name }) => name))
  expect(rows).toHaveLength(count)
  expect(count).toBe(3)
  expect(rows.map((row) => row[3])).toEqual(rows.map(() => expect.stringMatching(/^139\*{4}\d{4}$/)))
  expect(bytes.toString()).not.toMatch(/1390000\d{4}/)
})

test('more rows than a portion holds, every one of them, once (W-36)', async () => {
  const sales = aUser('sales_manager', undefined, aDepartment().id)
  const one = aCustomer(sales)
  const insert = writer().$client.prepare(
    `insert into customers (number, type, name, name_key, name_pinyin, contact, contact_masked, phone, phone_masked, owner_id, department_id, created_on, created_at, updated_at)
     select ?, type, ?, ?, name_pinyin, contact, contact_masked, phone, phone_masked, owner_id, department_id, created_on, created_at, updated_at from customers where id = ?`,
  )
  writer().transaction(() => {
    for (let n = 0; n < 1234; n++) insert.run(`X${n}`, `多公司${n}`, `多公司${n}`, one.id)
    writer()
      .$client.prepare(
        "insert into customer_terms select id, (select terms from customer_terms where id = ?) from customers where number like 'X%'",
      )
      .run(one.id)
  })
  const { count, bytes } = await written(sales, { kind: 'customers', filter: { sort: 'createdOn' }, columns: ['name'] })
  const rows = (await linesOf(bytes)).slice(2)
  expect(count).toBe(1235)
  expect(new Set(rows.map(([number]) => number)).size).toBe(1235)
  expect((await readXlsx((await written(sales, { kind: 'customers', filter: {}, columns: ['name'] }, 'xlsx')).bytes)).length).toBe(1237)
})

test.each(['csv', 'xlsx'] as const)('a formula is text in %s, and comes back as it was (G-01, G-02, G-03)', async (format) => {
  const sales = aUser('sales_manager', undefined, aDepartment().id)
  const note = '=HYPERLINK("http://evil.example","点")'
  aCustomer(sales, { note })
  const { bytes } = await written(sales, { kind: 'customers', filter: {}, columns: ['note'] }, format)
  const rows = format === 'csv' ? await linesOf(bytes) : await readXlsx(bytes)
  expect(rows.at(-1)).toEqual([format === 'csv' ? `'${note}` : note])
  expect(unguard(rows.at(-1)![0]!)).toBe(note)
})

test('who sees less exports no more, whatever the filter or the ticked rows (B-08, G-07)', async () => {
  const [mine, theirs] = [aDepartment(), aDepartment()]
  const manager = aUser('sales_manager', undefined, mine.id)
  const own = aCustomer(aUser('sales', undefined, mine.id))
  const other = aCustomer(aUser('sales', undefined, theirs.id))
  const names = async (actor: User, wanted: Partial<Wanted>) =>
    (await linesOf((await written(actor, { kind: 'customers', filter: {}, columns: ['name'], ...wanted } as Wanted)).bytes))
      .slice(2)
      .map((row) => row[1])
  expect(await names(manager, {})).toEqual([own.name])
  expect(await names(manager, { filter: { q: other.phone } })).toEqual([])
  expect(await names(manager, { ids: [other.id, own.id] } as Partial<Wanted>)).toEqual([own.name])
  const wide = { ...manager, may: { ...manager.may, 'customer.export': 'all' } } as User
  expect(await names(wide, {})).toEqual([own.name])
  await expect(
    prepareExport({ actor: aUser('sales'), wanted: { kind: 'customers', filter: {}, columns }, format: 'csv', name: '' }),
  ).rejects.toThrow('没有权限')
})

test('follow-ups leave by the same way', async () => {
  const manager = aUser('sales_manager', undefined, aDepartment().id)
  const customer = aCustomer(manager)
  aFollowUp(manager, customer.id, { content: '+谈价格', feedback: '再等等' })
  aFollowUp(aUser('admin'), aCustomer(aUser('sales', undefined, aDepartment().id)).id)
  const { count, bytes } = await written(manager, { kind: 'followUps', filter: {} })
  const [, header, ...rows] = await linesOf(bytes)
  expect(header).toContain('沟通内容')
  expect(rows).toMatchObject([
    [
      expect.any(String),
      customer.number,
      customer.name,
      expect.any(String),
      '电话',
      '',
      "'+谈价格",
      '再等等',
      manager.name,
      expect.any(String),
    ],
  ])
  expect(count).toBe(1)
})

test('the record holds who, how many, which filter and why, and no number that was searched for', () => {
  const admin = aUser('admin')
  const filter = filterWords({ q: '139 0000 8765', level: 'vip', owner: 7 }, () => '李梅')
  expect(filter).toBe('搜索「139****8765」；客户等级 VIP客户；负责人 李梅')
  expect(filterWords({}, () => '')).toBe('全部客户')
  expect(orderWords({ sort: 'name' })).toBe('按客户名称升序')
  execute(exportCustomers, admin, { ...said, count: 12, filter })
  const entry = reader().select().from(auditLog).all().at(-1)!
  expect(entry).toMatchObject({ action: 'customer.export', actorId: admin.id, why: '季度盘点', outcome: 'done' })
  expect(reader().select().from(auditChanges).all().at(-1)?.changes).toMatchObject({
    count: [null, 12],
    filter: [null, filter],
    format: [null, 'csv'],
  })
})

test('without a reason, without the password where it must be given, or empty, nothing leaves', () => {
  const admin = aUser('admin')
  expect(() => execute(exportCustomers, admin, { ...said, reason: ' ' })).toThrow('请填写导出原因')
  expect(() => execute(exportCustomers, admin, { ...said, count: 201 })).toThrow('登录密码')
  expect(() => execute(exportCustomers, admin, { ...said, count: 0 })).toThrow('没有可导出')
  expect(() => execute(exportCustomers, admin, { ...said, format: 'xlsx', count: 100_001, confirmed: true })).toThrow('请选择 CSV')
  expect(() => execute(exportCustomers, admin, { ...said, count: 201, confirmed: true })).not.toThrow()
  expect(() => execute(exportCustomers, aUser('sales'), said)).toThrow('没有权限')
})

test('ten an hour and person, wrong passwords among them', () => {
  const [admin, boss] = [aUser('admin'), aUser('boss')]
  for (let n = 0; n < PER_HOUR - 2; n++) execute(exportCustomers, admin, said)
  execute(exportFollowUps, admin, said)
  refuse(admin, 'customer.export', WRONG_PASSWORD)
  expect(countTries(grant(admin, 'customer.export'))).toBe(PER_HOUR)
  expect(() => execute(exportCustomers, admin, said)).toThrow('最多导出')
  expect(() => execute(exportFollowUps, boss, said)).not.toThrow()
})

test('the watermark names the person, the moment, the count and the filter', () => {
  const mark = watermark({ by: '李梅', at: now(), count: 3, filter: '全部客户' })
  for (const part of ['李梅', '条数：3', '筛选：全部客户', '脱敏']) expect(mark).toContain(part)
})
