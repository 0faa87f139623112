import { isNull, type SQL, sql } from 'drizzle-orm'
import type { Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { rowsOnce } from '#db/statements'
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
export function clashFinder(tx: Source) {
  return ({ name, phone, number, creditCode }: Pick<NewCustomer, 'name' | 'phone' | 'number' | 'creditCode'>): Clash | undefined => {
    const [same] = twins(tx, { nameKey: name.toLowerCase(), phone })
    if (same) return { ...same, field: 'name', message: '同名同号码的客户已经存在' }
    const [taken] = number ? numbered(tx, { number }) : []
    if (taken) return { ...taken, field: 'number', message: `客户编号 ${number} 已经用过` }
    const [registered] = creditCode ? coded(tx, { creditCode }) : []
    return registered && { ...registered, field: 'creditCode', message: '已有客户登记了这个统一社会信用代码' }
  }
}

type Other = Pick<Clash, 'number' | 'ownerId' | 'departmentId'>

const other = (what: SQL) =>
  rowsOnce<Other>(
    sql`select ${customers.number} as number, ${customers.ownerId} as ownerId, ${customers.departmentId} as departmentId from ${customers} where ${what} limit 1`,
  )
const living = isNull(customers.deletedAt)
const twins = other(
  sql`${customers.nameKey} = ${sql.placeholder('nameKey')} and ${customers.phone} = ${sql.placeholder('phone')} and ${living}`,
)
const numbered = other(sql`${customers.number} = ${sql.placeholder('number')}`)
const coded = other(sql`${customers.creditCode} = ${sql.placeholder('creditCode')} and ${living}`)
