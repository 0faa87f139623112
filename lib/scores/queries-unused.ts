import { and, asc, eq, gt, isNull, lte, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { scoreLinks } from '#db/schema/closing'
import { customers } from '#db/schema/customers'
import { users } from '#db/schema/people'
import { ticketScores, tickets } from '#db/schema/tickets'
import type { Grant } from '../kernel/grant.ts'
import type { Message } from '../notifications/model.ts'
import { REMIND_DAYS, REMIND_MS } from './model.ts'

export type Unused = { id: number; createdAt: number; by: number; ticketId: number; number: string }

/** Links made three days ago or earlier that are still good and were not used, of closed tickets that nobody has scored since, by who made them and is still there: a slice after a mark. */
export function listUnusedLinks(
  _me: Grant<'notification.raise'>,
  mark: Pick<Unused, 'createdAt' | 'id'>,
  at: number,
  limit: number,
  from: Source = reader(),
): Unused[] {
  return from
    .select({ id: scoreLinks.id, createdAt: scoreLinks.createdAt, by: users.id, ticketId: tickets.id, number: tickets.number })
    .from(scoreLinks)
    .innerJoin(users, and(eq(users.id, scoreLinks.createdBy), eq(users.active, true)))
    .innerJoin(tickets, and(eq(tickets.id, scoreLinks.ticketId), eq(tickets.status, 'closed')))
    .innerJoin(customers, and(eq(customers.id, tickets.customerId), isNull(customers.deletedAt)))
    .where(
      and(
        isNull(scoreLinks.usedAt),
        sql`(${scoreLinks.createdAt}, ${scoreLinks.id}) > (${mark.createdAt}, ${mark.id})`,
        lte(scoreLinks.createdAt, at - REMIND_MS),
        gt(scoreLinks.expiresAt, at),
        sql`not exists (select 1 from ${ticketScores} s where s.ticket_id = ${tickets.id} and s.at >= ${scoreLinks.createdAt})`,
      ),
    )
    .orderBy(asc(scoreLinks.createdAt), asc(scoreLinks.id))
    .limit(limit)
    .all()
}

/** What who made it is told, once (W-34). */
export const reminderOf = ({ id, by, ticketId, number }: Unused): Message => ({
  userId: by,
  key: `scoreLink:${id}`,
  kind: 'todo',
  title: `工单 ${number} 的评分链接发出 ${REMIND_DAYS} 天还没有使用，请提醒客户，或打电话请客户评分`,
  href: `/tickets/${ticketId}`,
})
