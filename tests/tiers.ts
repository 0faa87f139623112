import { asc, eq } from 'drizzle-orm'
import { reader, writer } from '#db/client'
import { purchases } from '#db/schema/followups'
import { customerTiers, tierMoves, tierRuns, tiers } from '#db/schema/tiers'
import { labelCustomers } from '#jobs/tiers'
import { askedPeriod } from '#lib/jobs/model'
import { instantOf, now } from '#lib/kernel/time'

/** A purchase of so many yuan. */
export const buy = (customerId: number, yuan: number, purchasedOn: string) =>
  writer()
    .insert(purchases)
    .values({ customerId, product: '轴承', quantityMilli: 1000, amountFen: Math.round(yuan * 100), purchasedOn, createdAt: now() })
    .returning()
    .get()

/** The night's run for a day. */
export const labelOn = (day: string, signal = new AbortController().signal) =>
  labelCustomers({ at: instantOf(day, '03:00'), period: day, signal })

/** Whatever was asked for. */
export const labelAsked = () => labelCustomers({ at: now(), period: askedPeriod(now()), signal: new AbortController().signal })

/** The labels of a customer by their keys, or names where they have none. */
export const labelsWith = (customerId: number) =>
  reader()
    .select({ key: tiers.key, name: tiers.name })
    .from(customerTiers)
    .innerJoin(tiers, eq(tiers.id, customerTiers.tierId))
    .where(eq(customerTiers.customerId, customerId))
    .orderBy(asc(tiers.priority))
    .all()
    .map(({ key, name }) => key ?? name)

export const tierOf = (key: string) => reader().select().from(tiers).where(eq(tiers.key, key)).get()!
export const lastRunRow = () => reader().select().from(tierRuns).all().at(-1)!
export const movesOfRun = (runId: number) => reader().select().from(tierMoves).where(eq(tierMoves.runId, runId)).all()
