import { and, asc, count, desc, eq, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { handoverMoves, handovers, leaves } from '#db/schema/handovers'
import { users } from '#db/schema/people'
import type { Grant } from '../kernel/grant.ts'
import type { Leave } from './model.ts'
import { named } from './queries.ts'

type LeaveGrant = Grant<'user.leave' | 'user.return'>

/** The last leave of a person. */
export const findLastLeave = (_me: LeaveGrant, userId: number, from: Source = reader()): Leave | undefined =>
  from.select().from(leaves).where(eq(leaves.userId, userId)).orderBy(desc(leaves.id)).limit(1).get()

/** The books of a leave. */
export const listBooks = (_me: LeaveGrant, leaveId: number, from: Source = reader()) =>
  named(from).where(eq(handovers.leaveId, leaveId)).orderBy(asc(handovers.id)).all()

/** What stayed with others when a leave was taken back: customers by name, up to `most`, and how many of each kind. */
export function listStayed(_me: LeaveGrant, leaveId: number, most: number, from: Source = reader()) {
  const stayed = and(eq(handovers.leaveId, leaveId), sql`${handoverMoves.state} = 'stayed'`)
  const kinds = from
    .select({ kind: handoverMoves.kind, n: count() })
    .from(handoverMoves)
    .innerJoin(handovers, eq(handovers.id, handoverMoves.handoverId))
    .where(stayed)
    .groupBy(handoverMoves.kind)
    .all()
  const rows = from
    .select({ id: customers.id, name: customers.name, number: customers.number, owner: users.nameMasked, deletedAt: customers.deletedAt })
    .from(handoverMoves)
    .innerJoin(handovers, eq(handovers.id, handoverMoves.handoverId))
    .innerJoin(customers, eq(customers.id, handoverMoves.rowId))
    .leftJoin(users, eq(users.id, customers.ownerId))
    .where(and(stayed, eq(handoverMoves.kind, 'customer')))
    .limit(most)
    .all()
  return { kinds, rows }
}
