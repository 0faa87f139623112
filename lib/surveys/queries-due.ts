import { and, asc, eq, gt, isNull, lte, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { purchases } from '#db/schema/followups'
import { surveyInvitations, surveys } from '#db/schema/surveys'
import { literal } from '#db/statements'
import { LINK_MS } from './model.ts'
import type { SurveyGrant } from './reach.ts'

/** The day a customer bought first; undefined for one that never did. */
export const firstPurchase = (customerId: number, from: Source = reader()) =>
  from
    .select({ day: sql<string | null>`min(${purchases.purchasedOn})` })
    .from(purchases)
    .where(eq(purchases.customerId, customerId))
    .get()?.day ?? undefined

/** Open questionnaires by which customers are asked at three months. */
export const listAutomatic = (_me: SurveyGrant, from: Source = reader()): number[] =>
  from
    .select({ id: surveys.id })
    .from(surveys)
    .where(and(eq(surveys.status, 'open'), eq(surveys.atThreeMonths, true)))
    .all()
    .map(({ id }) => id)

/** Customers that bought on some day for the first time ever, after the one given, up to `most`. */
export const listFirstBuyers = (_me: SurveyGrant, day: string, after: number, most: number, from: Source = reader()): number[] =>
  from
    .all<{ id: number }>(
      sql`select distinct p.customer_id as id from purchases p
          where p.purchased_on = ${day} and p.customer_id > ${after}
            and not exists (select 1 from purchases e where e.customer_id = p.customer_id and e.purchased_on < ${day})
          order by p.customer_id limit ${literal(most)}`,
    )
    .map(({ id }) => id)

/** Links unanswered since a moment, of which nobody has spoken yet, after the id given, up to `most`. */
export const listUnanswered = (
  _me: SurveyGrant,
  { at, since, after, most }: { at: number; since: number; after: number; most: number },
  from: Source = reader(),
) =>
  from
    .select({ id: surveyInvitations.id })
    .from(surveyInvitations)
    .where(
      and(
        sql`answered_at is null and cancelled_at is null`,
        gt(surveyInvitations.expiresAt, at),
        lte(surveyInvitations.expiresAt, since + LINK_MS),
        isNull(surveyInvitations.remindedAt),
        gt(surveyInvitations.id, after),
      ),
    )
    .orderBy(asc(surveyInvitations.id))
    .limit(most)
    .all()
    .map(({ id }) => id)

/** The newest invitation's id: what it grew by is how many were asked since. */
export const countInvited = (_me: SurveyGrant, from: Source = reader()) =>
  from
    .select({ n: sql<number>`coalesce(max(${surveyInvitations.id}), 0)` })
    .from(surveyInvitations)
    .get()?.n ?? 0
