import { readFile } from 'node:fs/promises'
import { count } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { reader } from '#db/client'
import { customers } from '#db/schema/customers'
import { followUps, purchases } from '#db/schema/followups'
import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { aUser } from '#tests/factories'
import { checkedSheet, importedSheet, jobOf, rowsOf } from '#tests/imports'
import { listCustomers } from '../customers/list.ts'
import { startImport } from './commands.ts'

const files = { customers: '客户基本信息表', followUps: '客户跟进记录表', purchases: '历史购买记录' } as const
const bytes = (target: keyof typeof files) => readFile(`tests/samples/${files[target]}.csv`)

test('the three samples come in exactly as expected, and a second time nothing does', async () => {
  const admin = aUser('admin')
  const expected = JSON.parse(await readFile('tests/samples/客户基本信息表.expected.json', 'utf8'))
  const first = await importedSheet(admin, 'customers', await bytes('customers'))
  const { valid, invalid, duplicate, records } = expected
  expect(jobOf(admin, first)).toMatchObject({ status: 'done', total: records, valid, imported: valid, refused: invalid, duplicate })
  expect(jobOf(admin, first).encoding).toContain('GB18030')
  expect(recordsBy(first, 'refused')).toEqual(expected.invalid_rows)
  expect(recordsBy(first, 'duplicate')).toEqual(expected.duplicate_rows)
  expect(listCustomers(grant(admin, 'customer.read'), { q: '郭敏' }).rows[0]).toMatchObject({ createdOn: '2023-08-25' })

  for (const [target, all] of [
    ['followUps', 1874],
    ['purchases', 2066],
  ] as const) {
    const id = await importedSheet(admin, target, await bytes(target))
    expect(jobOf(admin, id)).toMatchObject({ status: 'done', valid: all, refused: 0, duplicate: 0, imported: all })
  }
  for (const [target, all] of [
    ['customers', 1152],
    ['followUps', 1874],
    ['purchases', 2066],
  ] as const) {
    const again = await checkedSheet(admin, target, await bytes(target))
    expect(jobOf(admin, again)).toMatchObject({ status: 'checked', valid: 0, duplicate: all })
    expect(() => execute(startImport, admin, { id: again })).toThrow('没有可导入的记录')
  }
  expect([customers, followUps, purchases].map((table) => reader().select({ n: count() }).from(table).get()?.n)).toEqual([1115, 1874, 2066])
}, 120_000)

const recordsBy = (id: number, verdict: string) =>
  rowsOf(id)
    .filter((row) => row.verdict === verdict)
    .map(({ record }) => record)
