import { and, eq, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { customers } from '#db/schema/customers'
import { customerChecks, verifications } from '#db/schema/truth'
import { noteChanges } from '../changes/note.ts'
import type { Customer } from '../customers/model.ts'
import { findCustomer, living } from '../customers/queries.ts'
import { renewTerms } from '../customers/terms.ts'
import { type Change, command, created, updated } from '../kernel/command.ts'
import { Conflict, Unfit } from '../kernel/errors.ts'
import { authorOf, type Grant } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { type Fact, factLabels, isTold, verifyShape } from './model.ts'

const id = z.coerce.number().int().positive()
const MOST_AT_ONCE = 200

/** Stamps what was checked: several facts at once, one source, one day (N-13, S1-68). `settled` takes an unverified archive to 正常. */
export const verifyCustomer = command({
  name: 'customer.verify',
  input: z.strictObject({ ...verifyShape, id, settled: z.literal('on').optional() }),
  run(tx, me, { id, facts, via, verifiedOn, settled }): Change[] {
    const customer = findCustomer(me, id, tx)
    const missing = facts.find((fact) => !isTold(customer, fact))
    if (missing) throw new Unfit('facts', `「${factLabels[missing]}」还没有填写，请先补全再核验`)
    replace(tx, id, facts)
    const stamp = { customerId: id, via, verifiedOn, createdBy: authorOf(me.actor), createdAt: now() }
    const stamps = facts.map((fact) =>
      created(
        tx
          .insert(verifications)
          .values({ ...stamp, fact })
          .returning()
          .get(),
        id,
      ),
    )
    return settled && customer.status === 'unverified' ? [...stamps, settle(tx, me, customer)] : stamps
  },
})

/** 「已核对，无变化」: gone over today and found as it is, which counts as looked after this month (S1-73). */
export const checkCustomer = command({
  name: 'customer.check',
  input: z.strictObject({ id }),
  run(tx, me, { id }) {
    findCustomer(me, id, tx)
    return check(tx, me, id)
  },
})

/** The same for those that were ticked, or none of them. */
export const checkMany = command({
  name: 'customer.check',
  input: z.strictObject({
    ids: z
      .preprocess((v) => (Array.isArray(v) ? v : v ? [v] : []), z.array(id))
      .pipe(z.array(z.number()).min(1, '请先勾选客户').max(MOST_AT_ONCE, `一次最多 ${MOST_AT_ONCE} 位`)),
  }),
  run(tx, me, { ids }) {
    const wanted = [...new Set(ids)]
    const found = tx
      .select({ id: customers.id })
      .from(customers)
      .where(living(me, inArray(customers.id, wanted)))
      .all()
    const missing = wanted.length - found.length
    if (missing > 0) throw new Conflict(`找不到其中 ${missing} 位客户，可能已删除或不在你的范围内，本次一位都没有记录`)
    return wanted.map((one) => check(tx, me, one))
  },
})

const check = (tx: Tx, me: Grant, customerId: number) =>
  created(
    tx
      .insert(customerChecks)
      .values({ customerId, createdBy: authorOf(me.actor), createdAt: now() })
      .returning()
      .get(),
    customerId,
  )

// One stamp holds for each fact: the new one takes the place of the old.
function replace(tx: Tx, customerId: number, facts: Fact[]) {
  tx.update(verifications)
    .set({ voidedAt: now() })
    .where(and(eq(verifications.customerId, customerId), inArray(verifications.fact, facts), isNull(verifications.voidedAt)))
    .run()
}

function settle(tx: Tx, me: Grant, before: Customer) {
  const set = { status: 'normal' as const, updatedAt: now(), version: before.version + 1 }
  const after = tx.update(customers).set(set).where(eq(customers.id, before.id)).returning().get()!
  renewTerms(tx, before.id)
  noteChanges(tx, me, before, after, { review: false })
  return updated(before, after, before.id)
}
