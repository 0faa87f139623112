import { and, eq, sql } from 'drizzle-orm'
import type { Source } from '#db/client'
import { customers, formerValues } from '#db/schema/customers'
import { living } from '../customers/queries.ts'
import { type Actor, grant } from '../kernel/grant.ts'
import type { Issue } from './reading.ts'

/** Whom a line speaks of, within reach: by number, also one that was merged away, else by a name that one customer alone bears. */
export function customerFinder(me: Actor, from: Source) {
  const may = grant(me, 'customer.read')
  const columns = { id: customers.id, number: customers.number, ownerId: customers.ownerId }
  const numbered = from
    .select(columns)
    .from(customers)
    .where(living(may, eq(customers.number, sql.placeholder('number'))))
    .prepare()
  const merged = from
    .select(columns)
    .from(formerValues)
    .innerJoin(customers, eq(customers.id, formerValues.customerId))
    .where(living(may, and(eq(formerValues.value, sql.placeholder('number')), eq(formerValues.field, 'number'))))
    .limit(1)
    .prepare()
  const named = from
    .select(columns)
    .from(customers)
    .where(living(may, eq(customers.nameKey, sql.placeholder('name'))))
    .limit(6)
    .prepare()

  return ({
    customerNumber,
    customer,
  }: {
    customerNumber: string
    customer: string
  }): { id: number; ownerId: number | null } | { reason: Issue } => {
    if (customerNumber !== '') {
      const found = numbered.get({ number: customerNumber }) ?? merged.get({ number: customerNumber })
      return (
        found ?? {
          reason: { field: 'customerNumber', label: '客户编号', reason: `找不到客户编号 ${customerNumber}，请先导入或新增这位客户` },
        }
      )
    }
    const found = named.all({ name: customer.toLowerCase() })
    if (found.length === 1) return found[0]!
    return {
      reason: { field: 'customer', label: '客户名称', reason: found.length === 0 ? '找不到这位客户，请先导入或新增' : ambiguous(found) },
    }
  }
}

function ambiguous(found: { number: string }[]) {
  const numbers = found
    .slice(0, 5)
    .map(({ number }) => number)
    .join('、')
  return `有多位同名客户：${numbers}${found.length > 5 ? ' 等' : ''}，请填写客户编号`
}
