import { and, eq, like } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { auditLog } from '#db/schema/audit'
import { customers } from '#db/schema/customers'
import { importJobs } from '#db/schema/imports'
import { notifications } from '#db/schema/machine'
import { users } from '#db/schema/people'
import { execute } from '#lib/execute'
import { UnreadableSheet } from '#lib/formats/refusal'
import { grant } from '#lib/kernel/grant'
import { aUser } from '#tests/factories'
import { checkedSheet, importedSheet, jobOf, rowsOf, sheetOf } from '#tests/imports'
import { advanceImport } from './advance.ts'
import { cancelImport, checkImport, createImport, mapImport, startImport } from './commands.ts'
import { keptOutCsv } from './kept-out.ts'
import { MOST_STAGED } from './problems.ts'
import { clearGivenUp, nextSize, resumeImports, runImport } from './run.ts'
import { bringSheet } from './stage.ts'
import { templateOf } from './template.ts'

const machine = { job: 'import.start' }
const HEAD = '客户类型,客户名称,联系人姓名,联系方式'
let serial = 0
const line = (name = `公司${++serial}`) => `企业客户,${name},王芳,139${String(++serial).padStart(8, '0')}`
const many = (n: number) => sheetOf(HEAD, ...Array.from({ length: n }, () => line()))
const customersOf = (id: number) => reader().select().from(customers).where(eq(customers.importJobId, id)).orderBy(customers.id).all()

test('after a stop in the middle it goes on at the cursor, and nobody comes in twice (R-04)', async () => {
  const admin = aUser('admin')
  const id = await checkedSheet(admin, 'customers', many(10))
  execute(startImport, admin, { id })
  execute(advanceImport, machine, { id, size: 4 })
  expect(jobOf(admin, id)).toMatchObject({ status: 'running', cursor: 5, imported: 4 })
  await resumeImports()
  expect(jobOf(admin, id)).toMatchObject({ status: 'done', imported: 10 })
  expect(customersOf(id)).toHaveLength(10)
})

test('a portion that fails leaves neither rows nor cursor behind', async () => {
  const admin = aUser('admin')
  const id = await checkedSheet(admin, 'customers', many(6))
  execute(startImport, admin, { id })
  writer().$client.exec(
    `create trigger trouble before insert on customers when new.name = '${rowsOf(id)[4]!.cells[1]}' begin select raise(abort, 'trouble'); end`,
  )
  execute(advanceImport, machine, { id, size: 3 })
  expect(() => execute(advanceImport, machine, { id, size: 3 })).toThrow('trouble')
  writer().$client.exec('drop trigger trouble')
  expect(jobOf(admin, id)).toMatchObject({ cursor: 4, imported: 3 })
  expect(customersOf(id)).toHaveLength(3)
  await runImport(id)
  expect(customersOf(id)).toHaveLength(6)
})

test('a stopped import keeps what came in; the same file brings the rest', async () => {
  const admin = aUser('admin')
  const sheet = many(9)
  const id = await checkedSheet(admin, 'customers', sheet)
  execute(startImport, admin, { id })
  execute(advanceImport, machine, { id, size: 4 })
  execute(cancelImport, admin, { id })
  await runImport(id)
  expect(jobOf(admin, id)).toMatchObject({ status: 'cancelled', imported: 4 })
  const rest = await importedSheet(admin, 'customers', sheet)
  expect(jobOf(admin, rest)).toMatchObject({ imported: 5, duplicate: 4 })
})

test('a trial run writes nobody, and stopping it leads back to the columns', async () => {
  const admin = aUser('admin')
  const id = await bringSheet(admin, { target: 'customers', fileName: 'x.csv', bytes: many(5) })
  execute(checkImport, admin, { id })
  execute(advanceImport, machine, { id, size: 2 })
  expect(jobOf(admin, id)).toMatchObject({ status: 'checking', valid: 2 })
  execute(cancelImport, admin, { id })
  expect(jobOf(admin, id)).toMatchObject({ status: 'mapping', valid: 0, cursor: 0 })
  expect(customersOf(id)).toEqual([])
})

test('an upload that broke off is given up at the next start', async () => {
  const admin = aUser('admin')
  const id = await bringSheet(admin, { target: 'customers', fileName: 'x.csv', bytes: many(1) })
  writer().update(importJobs).set({ status: 'reading' }).where(eq(importJobs.id, id)).run()
  await resumeImports()
  expect(jobOf(admin, id)).toMatchObject({ status: 'failed', failure: '上传没有完成，请重新上传' })
  expect(() => execute(startImport, admin, { id })).toThrow('没有可导入的记录')
})

test('other columns can be chosen, and a column that must be there is asked for at its field', async () => {
  const admin = aUser('admin')
  const id = await bringSheet(admin, { target: 'customers', fileName: 'x.csv', bytes: sheetOf('类,谁,甲,乙', line()) })
  expect(() => execute(checkImport, admin, { id })).toThrow('客户类型')
  const { mapping } = jobOf(admin, id)
  expect(() => execute(mapImport, admin, { id, version: 1, mapping })).toThrow('请选择「客户类型」所在的列')
  execute(mapImport, admin, { id, version: 1, mapping: { type: 0, name: 1, contact: 2, phone: 3 } })
  expect(() => execute(mapImport, admin, { id, version: 1, mapping: { type: 0, name: 1, phone: 3 } })).toThrow('刚被改过')
  expect(() => execute(mapImport, admin, { id, version: 2, mapping: { type: 0, name: 1, phone: 9 } })).toThrow('不认识')
  execute(checkImport, admin, { id })
  await runImport(id)
  expect(jobOf(admin, id)).toMatchObject({ status: 'checked', valid: 1 })
})

test('whoever lost the right or the account meanwhile brings in nothing more', async () => {
  const admin = aUser('admin')
  const id = await checkedSheet(admin, 'customers', many(2))
  execute(startImport, admin, { id })
  writer().update(users).set({ active: false }).where(eq(users.id, admin.id)).run()
  await runImport(id)
  expect(jobOf(admin, id)).toMatchObject({ status: 'failed', imported: 0, failure: '上传这份表格的账号已停用' })
})

test('what is no table is refused with a sentence, and nothing is left of it (R-19)', async () => {
  const admin = aUser('admin')
  const before = reader().select().from(importJobs).all().length
  for (const bytes of [new Uint8Array(), crypto.getRandomValues(new Uint8Array(4000)), sheetOf('PK\u0003\u0004 cut short'), sheetOf(HEAD)])
    await expect(bringSheet(admin, { target: 'customers', fileName: 'x.xlsx', bytes })).rejects.toThrow(UnreadableSheet)
  expect(reader().select().from(importJobs).all()).toHaveLength(before)
})

test('the sheet of refused records names line, column and reason beside the original values, and is for its owner alone', async () => {
  const admin = aUser('admin')
  const name = `重名${++serial}`
  const id = await checkedSheet(
    admin,
    'customers',
    sheetOf(
      HEAD,
      line(name),
      `企业客户,"=cmd|A0",王芳,12`,
      line(name).replace(/\d{11}$/, '13900000000'),
      `企业客户,${name},王芳,１３９００００００００`,
    ),
  )
  const text = (await Array.fromAsync(keptOutCsv(grant(admin, 'import.download'), id))).join('')
  const [head, first, second, end] = text.split('\r\n')
  expect(head).toBe('\ufeff行号,记录号,结果,列,原因,客户类型,客户名称,联系人姓名,联系方式')
  expect(first).toMatch(/^3,3,不合格,联系方式,.*电话.*,企业客户,'=cmd\|A0,王芳,12$/)
  expect(second).toBe('5,5,重复,客户名称,与第 4 条记录重复：客户名称和联系方式相同,企业客户,' + name + ',王芳,１３９００００００００')
  expect(end).toBe('')
  await expect(Array.fromAsync(keptOutCsv(grant(aUser('admin'), 'import.download'), id))).rejects.toThrow('找不到导入')
})

test('each customer that came in says by whom, and the importer is told when it is done', async () => {
  const admin = aUser('admin', '周敏')
  const id = await importedSheet(admin, 'customers', many(2))
  const [one] = customersOf(id)
  const said = reader()
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.customerId, one!.id), eq(auditLog.action, 'import.advance')))
    .all()
  expect(said.map(({ why }) => why)).toEqual(['由 周敏 导入'])
  expect(
    reader()
      .select()
      .from(notifications)
      .where(and(eq(notifications.userId, admin.id), like(notifications.title, '导入完成%')))
      .all(),
  ).toHaveLength(1)
})

test('the templates are read without a complaint about their form', async () => {
  const admin = aUser('admin')
  const bytes = (target: 'customers' | 'followUps' | 'purchases') => new TextEncoder().encode(templateOf(target))
  for (const target of ['customers', 'followUps', 'purchases'] as const)
    expect(jobOf(admin, await importedSheet(admin, target, bytes(target)))).toMatchObject({ status: 'done', imported: 1 })
})

test.each([
  [400, 200, 200],
  [400, 100, 400],
  [300, 1, 600],
  [800, 1, 1000],
  [200, 900, 200],
])('after %i records in %i ms the next portion has %i', (size, took, next) => {
  expect(nextSize(size, took)).toBe(next)
})

test('a sheet that is given up leaves no record behind, unless something came in', async () => {
  const admin = aUser('admin')
  const mapped = await bringSheet(admin, { target: 'customers', fileName: 'x.csv', bytes: many(3) })
  const checked = await checkedSheet(admin, 'customers', many(3))
  const failed = await checkedSheet(admin, 'customers', many(3))
  writer().update(importJobs).set({ status: 'failed' }).where(eq(importJobs.id, failed)).run()
  for (const id of [mapped, checked, failed]) {
    expect(rowsOf(id)).toHaveLength(3)
    execute(cancelImport, admin, { id })
    expect([jobOf(admin, id).status, rowsOf(id)]).toEqual(['cancelled', []])
  }
  const begun = await checkedSheet(admin, 'customers', many(3))
  execute(startImport, admin, { id: begun })
  execute(advanceImport, machine, { id: begun, size: 2 })
  writer().update(importJobs).set({ status: 'failed' }).where(eq(importJobs.id, begun)).run()
  execute(cancelImport, admin, { id: begun })
  expect(rowsOf(begun)).toHaveLength(3)
})

test('an upload that broke off leaves no record behind', async () => {
  const admin = aUser('admin')
  const id = await bringSheet(admin, { target: 'customers', fileName: 'x.csv', bytes: many(2) })
  writer().update(importJobs).set({ status: 'reading' }).where(eq(importJobs.id, id)).run()
  await resumeImports()
  expect(rowsOf(id)).toEqual([])
})

test('of one person 400,000 records wait at most; what came in does not count', async () => {
  const [admin, other] = [aUser('admin'), aUser('admin')]
  await importedSheet(admin, 'customers', many(3))
  const job = (me: typeof admin, total: number) =>
    execute(createImport, me, {
      target: 'customers',
      fileName: 'x',
      sha256: 'x',
      encoding: '',
      header: ['x'],
      mapping: {},
      names: [],
      total,
    })
  const waiting = await bringSheet(admin, { target: 'customers', fileName: 'x.csv', bytes: many(2) })
  expect(() => job(admin, MOST_STAGED - 1)).toThrow('40 万行上限')
  expect(() => job(other, MOST_STAGED)).not.toThrow()
  expect(() => job(admin, MOST_STAGED - 2)).not.toThrow()
  execute(cancelImport, admin, { id: waiting })
  expect(() => job(admin, MOST_STAGED)).not.toThrow()
})

test('of a large sheet that is given up the first records go at once, the rest in slices; a sheet in use loses none', async () => {
  const admin = aUser('admin')
  const id = await bringSheet(admin, { target: 'customers', fileName: 'x.csv', bytes: many(2500) })
  const kept = await checkedSheet(admin, 'customers', many(2))
  await clearGivenUp(kept)
  execute(cancelImport, admin, { id })
  expect(rowsOf(id)).toHaveLength(500)
  await clearGivenUp(id)
  expect([rowsOf(id).length, rowsOf(kept).length]).toEqual([0, 2])
})
