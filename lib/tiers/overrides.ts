import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { customers } from '#db/schema/customers'
import { tierOverrides } from '#db/schema/tiers'
import { reached } from '../customers/queries.ts'
import { command, created, updated } from '../kernel/command.ts'
import { Missing, Unfit } from '../kernel/errors.ts'
import { authorOf, type Grant } from '../kernel/grant.ts'
import { addDays, isDay, now, today } from '../kernel/time.ts'
import { reason } from './model.ts'
import { findTier, lastRun, ruledTiers } from './queries.ts'
import { findOverride } from './queries-held.ts'
import { resettle } from './resettle.ts'

const id = z.coerce.number().int().positive()
const MOST_UNTIL_DAYS = 366
const untilText = '请选择截止日期，最长一年'

/** Gives or keeps away a label by hand until a day (I-11), at once; an earlier decision about the same label ends. */
export const override = command({
  name: 'tier.override',
  input: z.strictObject({
    customerId: id,
    tierId: id,
    has: z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')], '请选择给或不给'),
    reason,
    until: z.string(untilText).refine(isDay, untilText),
  }),
  run(tx, me, { customerId, tierId, has, reason, until }) {
    requireCustomer(tx, me, customerId)
    const tier = findTier(me, tierId, tx)
    if (tier.rule.kind === 'rest' || !tier.active) throw new Unfit('tierId', '这个标签不能人工设定')
    const day = today()
    if (until < day || until > addDays(day, MOST_UNTIL_DAYS)) throw new Unfit('until', '截止日期需在今天之后、一年之内')
    tx.update(tierOverrides)
      .set({ endedAt: now() })
      .where(and(eq(tierOverrides.customerId, customerId), eq(tierOverrides.tierId, tierId), isNull(tierOverrides.endedAt)))
      .run()
    const values = { customerId, tierId, has, reason, until, byId: authorOf(me.actor), at: now() }
    const { id } = tx.insert(tierOverrides).values(values).returning().get()
    resettle(tx, ruledTiers(tx), sharedNow(tx, me), { customerId, tierId, day })
    return created({ id, tier: tier.name, has, reason, until }, customerId)
  },
})

/** Takes back what was decided by hand: from now on the rule says it again. */
export const endOverride = command({
  name: 'tier.override',
  input: z.strictObject({ id }),
  run(tx, me, { id }) {
    const { customerId, tierId, has, until } = findOverride(me, id, tx)
    requireCustomer(tx, me, customerId)
    const endedAt = now()
    tx.update(tierOverrides).set({ endedAt }).where(eq(tierOverrides.id, id)).run()
    resettle(tx, ruledTiers(tx), sharedNow(tx, me), { customerId, tierId, day: today() })
    const row = { id, tier: findTier(me, tierId, tx).name, has, until }
    return updated({ ...row, endedAt: null }, { ...row, endedAt }, customerId)
  },
})

const sharedNow = (tx: Tx, me: Grant<'tier.override'>) => lastRun(me, tx)?.counts.shared ?? {}

function requireCustomer(tx: Tx, me: Grant<'tier.override'>, customerId: number) {
  const found = tx
    .select({ id: customers.id })
    .from(customers)
    .where(and(eq(customers.id, customerId), isNull(customers.deletedAt), reached(me)))
    .get()
  if (!found) throw new Missing('客户')
}
