import { readFile } from 'node:fs/promises'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { reader } from '#db/client'
import { customers } from '#db/schema/customers'
import { customerTiers, tiers } from '#db/schema/tiers'
import { labelCustomers } from '#jobs/tiers'
import { instantOf } from '#lib/kernel/time'
import { aUser } from '#tests/factories'
import { importedSheet, jobOf } from '#tests/imports'

const sample = (name: string) => readFile(`tests/samples/${name}`)

test('the sample purchases, brought in as a clerk would, give exactly the expected customers their labels (S0-50, S0-51)', async () => {
  const admin = aUser('admin')
  await importedSheet(admin, 'customers', await sample('客户基本信息表.csv'))
  const id = await importedSheet(admin, 'purchases', await sample('历史购买记录.csv'))
  const expected = JSON.parse(await readFile('tests/samples/历史购买记录.expected.json', 'utf8'))
  expect(jobOf(admin, id).imported).toBe(expected.records)
  const at = instantOf(expected.as_of, '03:00')
  await labelCustomers({ at, period: '2026-10-31', signal: new AbortController().signal })
  expect(namesWith('high_value')).toEqual(expected.高价值)
  expect(namesWith('active')).toEqual(expected.活跃)
})

const namesWith = (key: string) =>
  reader()
    .select({ name: customers.name })
    .from(customerTiers)
    .innerJoin(customers, eq(customers.id, customerTiers.customerId))
    .innerJoin(tiers, eq(tiers.id, customerTiers.tierId))
    .where(eq(tiers.key, key))
    .all()
    .map(({ name }) => name)
    .sort()
