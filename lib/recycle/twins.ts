import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { customers } from '#db/schema/customers'
import type { Customer } from '../customers/model.ts'
import { findTwin } from '../customers/queries.ts'
import { Conflict } from '../kernel/errors.ts'

/** A deleted customer does not come back where another has taken its name and number, or its credit code. Throws Conflict. */
export function refuseTwin(tx: Tx, { id, nameKey, phone, creditCode }: Customer) {
  const twin = findTwin(nameKey, phone, tx)
  if (twin) throw new Conflict(`同名同号码的客户已经存在：${twin.number}，不能恢复。可先修改那份档案，再恢复这一份`)
  const coded = and(eq(customers.creditCode, creditCode), ne(customers.id, id), isNull(customers.deletedAt))
  const other = creditCode ? tx.select({ number: customers.number }).from(customers).where(coded).get() : undefined
  if (other) throw new Conflict(`客户 ${other.number} 已登记了同一个统一社会信用代码，不能恢复`)
}
