import { and, eq, gt, inArray, or, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { auditLog } from '#db/schema/audit'
import { type Grant, idOf } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { HOUR_MS, WRONG_PASSWORD } from './model.ts'

export type ExportGrant = Grant<
  'customer.export' | 'followUp.export' | 'ticket.export' | 'suggestion.export' | 'survey.export' | 'strategy.export'
>

/** How often this person has exported, or mistaken the password at it, within the last hour. Exports are few: their own index finds them. */
export function countTries(me: ExportGrant, from: Source = reader()): number {
  const tried = and(
    inArray(auditLog.action, [
      'customer.export',
      'followUp.export',
      'ticket.export',
      'suggestion.export',
      'survey.export',
      'strategy.export',
    ]),
    gt(auditLog.at, now() - HOUR_MS),
    eq(sql`+${auditLog.actorId}`, idOf(me.actor)),
    or(eq(auditLog.outcome, 'done'), eq(auditLog.why, WRONG_PASSWORD)),
  )
  return from.select({ n: sql<number>`count(*)` }).from(auditLog).where(tried).get()?.n ?? 0
}

/** Holds this connection to one moment, so that the rows written are the rows counted; for a thread that ends with its export. */
export const holdMoment = () => void reader().$client.exec('begin')
