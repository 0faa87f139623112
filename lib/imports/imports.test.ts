import { readFile } from 'node:fs/promises'
import { count, eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { reader } from '#db/client'
import { auditLog } from '#db/schema/audit'
import { customers } from '#db/schema/customers'
import { followUps, purchases, todos } from '#db/schema/followups'
import { importRows } from '#db/schema/imports'
import { execute } from '#lib/execute'
import { grant, type User } from '#lib/kernel/grant'
import { aCustomer, aDepartment, aUser } from '#tests/factories'
import { listCustomers } from '../customers/list.ts'
import type { Target } from './aliases.ts'
import { advanceImport, cancelImport, checkImport, mapImport, startImport } from './commands.ts'
import { findImport, type Job, listKeptOut } from './queries.ts'
import { resumeImports, runImport } from './run.ts'
import { bringSheet } from './stage.ts'

const machine = { job: 'import.start' }
const job = (me: User, id: number) => findImport(grant(me, 'import.read'), id)
const counts = ({ status, valid, refused, duplicate, imported }: Job) => ({ status, valid, refused, duplicate, imported })
const lines = (...rows: string[]) => new TextEncoder().encode(rows.join('\n'))
const recordsBy = (id: number, verdict: 'refused' | 'duplicate') =>
  reader()
    .select({ record: importRows.record })
    .from(importRows)
    .where(sql`${importRows.jobId} = ${id} and ${importRows.verdict} = ${verdict}`)
    .orderBy(importRows.record)
    .all()
    .map(({ record }) => record)

async function checked(me: User, target: Target, bytes: Uint8Array, change?: (job: Job) => void) {
  const id = await bringSheet(me, { target, fileName: '表格.csv', bytes })
  change?.(job(me, id))
  execute(checkImport, me, { id })
  await runImport(id)
  return id
}

async function imported(me: User, target: Target, bytes: Uint8Array, change?: (job: Job) => void) {
  const id = await checked(me, target, bytes, change)
  execute(startImport, me, { id })
  await runImport(id)
  return id
}

test('the three samples come in exactly as expected, and a second time nothing does', async () => {
  const admin = aUser('admin')
  const files = { customers: '客户基本信息表', followUps: '客户跟进记录表', purchases: '历史购买记录' } as const
  const bytes = async (target: Target) => readFile(`tests/samples/${files[target]}.csv`)
  const expected = JSON.parse(await readFile('tests/samples/客户基本信息表.expected.json', 'utf8'))
  const first = await imported(admin, 'customers', await bytes('customers'))
  expect(job(admin, first)).toMatchObject({ status: 'done', total: 1200, valid: 1115, imported: 1115, refused: 48, duplicate: 37 })
  expect(job(admin, first).encoding).toContain('GB18030')
  expect(recordsBy(first, 'refused')).toEqual(expected.invalid_rows)
  expect(recordsBy(first, 'duplicate')).toEqual(expected.duplicate_rows)
  expect(listCustomers(grant(admin, 'customer.read'), { q: '郭敏' }).rows[0]).toMatchObject({ createdOn: '2023-08-25' })

  const talks = await imported(admin, 'followUps', await bytes('followUps'))
  expect(counts(job(admin, talks))).toEqual({ status: 'done', valid: 1874, refused: 0, duplicate: 0, imported: 1874 })
  const buys = await imported(admin, 'purchases', await bytes('purchases'))
  expect(counts(job(admin, buys))).toEqual({ status: 'done', valid: 2066, refused: 0, duplicate: 0, imported: 2066 })

  for (const [target, all] of [
    ['customers', 1152],
    ['followUps', 1874],
    ['purchases', 2066],
  ] as const) {
    const again = await checked(admin, target, await bytes(target))
    expect(job(admin, again)).toMatchObject({ status: 'checked', valid: 0, duplicate: all })
    expect(() => execute(startImport, admin, { id: again })).toThrow('没有可导入的记录')
  }
  const n = (table: typeof customers | typeof followUps | typeof purchases) => reader().select({ n: count() }).from(table).get()?.n
  expect([n(customers), n(followUps), n(purchases)]).toEqual([1115, 1874, 2066])
}, 120_000)
