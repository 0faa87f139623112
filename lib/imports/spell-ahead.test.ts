import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { reader } from '#db/client'
import { customers, customerTerms } from '#db/schema/customers'
import { execute } from '#lib/execute'
import { aUser } from '#tests/factories'
import { checkedSheet, importedSheet, jobOf, sheetOf } from '#tests/imports'
import { spell, termsOf } from '../customers/search-words.ts'
import { startImport } from './commands.ts'
import { startSpelling } from './spell-ahead.ts'

const sheet = (n: number, from = 0) =>
  sheetOf(
    '客户类型,客户名称,联系人姓名,联系方式',
    ...Array.from({ length: n }, (_, i) => `个人客户,单于飞${from + i},,136${String(from + i).padStart(8, '0')}`),
  )

test('the thread spells what the writer would', async () => {
  const admin = aUser('admin')
  const id = await checkedSheet(admin, 'customers', sheet(3))
  execute(startImport, admin, { id })
  const ahead = startSpelling(id)
  const stock = await ahead.atLeast(1000)
  expect([...stock.keys()]).toEqual([2, 3, 4])
  expect(stock.get(2)).toEqual(spell({ type: 'person', name: '单于飞0', contact: '单于飞0', phone: '13600000000', email: '' }))
  ahead.forget(3)
  expect([...stock.keys()]).toEqual([4])
  ahead.end()
})

test('a large sheet comes in whole, each customer under its own words', async () => {
  const admin = aUser('admin')
  const id = await importedSheet(admin, 'customers', sheet(2600, 1000))
  expect(jobOf(admin, id)).toMatchObject({ status: 'done', imported: 2600 })
  const wrong = reader()
    .select()
    .from(customers)
    .innerJoin(customerTerms, eq(customerTerms.id, customers.id))
    .where(eq(customers.importJobId, id))
    .all()
    .filter((row) => row.customer_terms.terms !== termsOf(row.customers))
  expect(wrong).toEqual([])
}, 120_000)
