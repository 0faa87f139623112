import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { customers } from '#db/schema/customers'
import type { NewCustomer } from './insert.ts'

/** Why a customer cannot stand beside those that are there; `ownerId` tells whose the other one is. */
export type Clash = {
  field: 'name' | 'number' | 'creditCode'
  message: string
  number: string
  ownerId: number | null
  departmentId: number | null
}

/** Finds the customer beside whom another one would be refused: same name and phone, same number, same credit code. */
export function clashFinder(tx: Pick<Tx, 'select'>) {
  const other = { number: customers.number, ownerId: customers.ownerId, departmentId: customers.departmentId }
  const twin = tx
    .select(other)
    .from(customers)
    .where(
      and(eq(customers.nameKey, sql.placeholder('nameKey')), eq(customers.phone, sql.placeholder('phone')), isNull(customers.deletedAt)),
    )
    .prepare()
  const numbered = tx
    .select(other)
    .from(customers)
    .where(eq(customers.number, sql.placeholder('number')))
    .prepare()
  const coded = tx
    .select(other)
    .from(customers)
    .where(and(eq(customers.creditCode, sql.placeholder('code')), isNull(customers.deletedAt)))
    .prepare()

  return ({ name, phone, number, creditCode }: Pick<NewCustomer, 'name' | 'phone' | 'number' | 'creditCode'>): Clash | undefined => {
    const same = twin.get({ nameKey: name.toLowerCase(), phone })
    if (same) return { ...same, field: 'name', message: '同名同号码的客户已经存在' }
    const taken = number ? numbered.get({ number }) : undefined
    if (taken) return { ...taken, field: 'number', message: `客户编号 ${number} 已经用过` }
    const registered = creditCode ? coded.get({ code: creditCode }) : undefined
    return registered && { ...registered, field: 'creditCode', message: '已有客户登记了这个统一社会信用代码' }
  }
}
