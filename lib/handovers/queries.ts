import { and, count, desc, eq, gt, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { reader, type Source } from '#db/client'
import { handovers } from '#db/schema/handovers'
import { users } from '#db/schema/people'
import { Missing } from '../kernel/errors.ts'
import { departmentOf, type Grant, idOf } from '../kernel/grant.ts'
import { pageWithin } from '../kernel/pages.ts'
import type { Permission } from '../kernel/permissions.ts'
import type { Handover, State } from './model.ts'

type HandoverGrant = Grant<Extract<Permission, `handover.${string}`>>
export const sides = ['mine', 'given', 'all'] as const
export type HandoverFilter = { side?: (typeof sides)[number]; state?: State; person?: number; page?: number; size?: number }

const [giver, receiver, doer] = [alias(users, 'giver'), alias(users, 'receiver'), alias(users, 'doer')]

/** Hand-overs within reach, newest first: to oneself, from oneself, or all of them. */
export function listHandovers(me: Grant<'handover.read'>, filter: HandoverFilter, from: Source = reader()) {
  const size = filter.size ?? 50
  const where = and(within(me), sideIs(me, filter.side), stateIs(filter.state), personIs(filter.person))
  const total = from.select({ n: count() }).from(handovers).where(where).get()?.n ?? 0
  const page = pageWithin(total, { page: filter.page, size })
  const rows = named(from)
    .where(where)
    .orderBy(desc(handovers.id))
    .limit(size)
    .offset((page - 1) * size)
    .all()
  return { rows, total, page, size }
}

/** How many of one's own are left to confirm. */
export const countToConfirm = (me: Grant<'handover.read'>, from: Source = reader()) =>
  from
    .select({ n: count() })
    .from(handovers)
    .where(and(sideIs(me, 'mine'), stateIs('open')))
    .get()?.n ?? 0

/** One hand-over: of whoever reads, the giver, the doer or the receiver; to confirm it one must be the receiver. Throws Missing. */
export function findHandover(me: HandoverGrant, id: number, from: Source = reader()): Handover {
  const found = from
    .select()
    .from(handovers)
    .where(and(eq(handovers.id, id), within(me)))
    .get()
  if (!found) throw new Missing('交接书')
  return found
}

/** The same with the names. */
export function findHandoverPage(me: Grant<'handover.read'>, id: number, from: Source = reader()) {
  const found = named(from)
    .where(and(eq(handovers.id, id), within(me)))
    .get()
  if (!found) throw new Missing('交接书')
  return found
}

/** Books with the names of the three they concern. */
export const named = (from: Source) =>
  from
    .select({
      id: handovers.id,
      at: handovers.at,
      reason: handovers.reason,
      customers: handovers.customers,
      todos: handovers.todos,
      lines: handovers.lines,
      open: handovers.open,
      undoneAt: handovers.undoneAt,
      leaveId: handovers.leaveId,
      fromId: handovers.fromId,
      toId: handovers.toId,
      from: giver.name,
      to: receiver.name,
      by: doer.name,
    })
    .from(handovers)
    .leftJoin(giver, eq(giver.id, handovers.fromId))
    .leftJoin(receiver, eq(receiver.id, handovers.toId))
    .leftJoin(doer, eq(doer.id, handovers.byId))
    .$dynamic()

// To confirm is the receiver's; to read also the giver's, the doer's and, by department, their manager's.
export function within(me: HandoverGrant): SQL | undefined {
  const self = idOf(me.actor)
  if (me.reach === 'all') return undefined
  if (me.permission === 'handover.confirm') return eq(handovers.toId, self)
  const own = or(eq(handovers.toId, self), eq(handovers.fromId, self), eq(handovers.byId, self))
  const department = departmentOf(me.actor)
  if (me.reach === 'own' || department === null) return own
  return or(own, sql`${handovers.toId} in (select id from users where department_id = ${department})`)
}

function sideIs(me: Grant<'handover.read'>, side: HandoverFilter['side']) {
  const self = idOf(me.actor)
  if (side === 'mine') return eq(handovers.toId, self)
  return side === 'given' ? or(eq(handovers.fromId, self), eq(handovers.byId, self)) : undefined
}

function stateIs(state: State | undefined) {
  if (state === 'undone') return isNotNull(handovers.undoneAt)
  if (state === 'open') return and(isNull(handovers.undoneAt), gt(handovers.open, 0))
  return state === 'done' ? and(isNull(handovers.undoneAt), eq(handovers.open, 0)) : undefined
}

const personIs = (person: number | undefined) =>
  person === undefined ? undefined : or(eq(handovers.fromId, person), eq(handovers.toId, person))
