import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Source, Tx } from '#db/client'
import { departments, rolePermissions, users } from '#db/schema/people'
import { tickets, ticketTypes } from '#db/schema/tickets'
import { kindLabels } from './labels.ts'
import { openStatuses } from './model.ts'

export type TicketType = typeof ticketTypes.$inferSelect
export type Dispatched = { departmentId: number | null; handlerId: number | null; dispatchReason: string }
type Candidate = { id: number; name: string }

/** Who gets a new ticket of this type, by the administrator's rule, and why in words (S0-41). Nobody where the rule leads nowhere. */
export function dispatch(tx: Tx, type: TicketType): Dispatched {
  const house = departmentFor(tx, type)
  const name = `${kindLabels[type.kind]}「${type.name}」`
  if (!house)
    return {
      departmentId: null,
      handlerId: null,
      dispatchReason: type.departmentName
        ? `${name}应由${type.departmentName}处理，还没有这个部门，等待分配`
        : `${name}没有设定处理部门，等待分配`,
    }
  const { handler, why } = chosen(tx, type, house.id)
  return { departmentId: house.id, handlerId: handler?.id ?? null, dispatchReason: `${name}由${house.name}处理，${why}` }
}

/** The department that a type is for: the chosen one, else the one of the name it came with. */
export function departmentFor(tx: Source, type: Pick<TicketType, 'departmentId' | 'departmentName'>) {
  const which = type.departmentId === null ? eq(departments.name, type.departmentName) : eq(departments.id, type.departmentId)
  return tx
    .select({ id: departments.id, name: departments.name })
    .from(departments)
    .where(and(which, eq(departments.active, true)))
    .get()
}

/** Whether tickets can be given to somebody: an active account whose role may receive them. */
export const listHandlers = (tx: Source, departmentId?: number): (Candidate & { departmentId: number | null })[] =>
  tx
    .select({ id: users.id, name: users.name, departmentId: users.departmentId })
    .from(users)
    .innerJoin(rolePermissions, and(eq(rolePermissions.role, users.role), eq(rolePermissions.permission, 'ticket.receive')))
    .where(and(eq(users.active, true), departmentId === undefined ? undefined : eq(users.departmentId, departmentId)))
    .orderBy(asc(users.id))
    .all()

function chosen(tx: Tx, type: TicketType, departmentId: number): { handler?: Candidate; why: string } {
  if (type.way === 'queue') return { why: hasTakers(tx, departmentId) ? '由部门同事领取' : '部门里没有可以领取的同事，等待分配' }
  if (type.way === 'head') {
    const head = listHandlers(tx).find(({ id }) => id === type.headId)
    return head ? { handler: head, why: `交给负责人${head.name}` } : { why: '负责人不在或没有设定，等待分配' }
  }
  const people = listHandlers(tx, departmentId)
  if (people.length === 0) return { why: '部门里没有可以接单的同事，等待分配' }
  return type.way === 'turn' ? inTurn(tx, type, people) : leastBusy(tx, people)
}

const hasTakers = (tx: Tx, departmentId: number) =>
  tx
    .select({ id: users.id })
    .from(users)
    .innerJoin(rolePermissions, and(eq(rolePermissions.role, users.role), eq(rolePermissions.permission, 'ticket.take')))
    .where(and(eq(users.active, true), eq(users.departmentId, departmentId)))
    .limit(1)
    .get() !== undefined

function inTurn(tx: Tx, type: TicketType, people: Candidate[]) {
  const handler = people.find(({ id }) => id > (type.lastHandlerId ?? 0)) ?? people[0]!
  tx.update(ticketTypes).set({ lastHandlerId: handler.id }).where(eq(ticketTypes.id, type.id)).run()
  return { handler, why: `轮到${handler.name}` }
}

// Of those equally busy, the one who got a ticket longest ago.
function leastBusy(tx: Tx, people: Candidate[]) {
  const mine = inArray(
    tickets.handlerId,
    people.map(({ id }) => id),
  )
  const loads = tx
    .select({ id: tickets.handlerId, n: sql<number>`count(*)`, last: sql<number>`max(${tickets.assignedAt})` })
    .from(tickets)
    .where(and(mine, inArray(tickets.status, [...openStatuses])))
    .groupBy(tickets.handlerId)
    .all()
  const loadOf = ({ id }: Candidate) => loads.find((load) => load.id === id) ?? { n: 0, last: 0 }
  const [handler] = people.toSorted((a, b) => loadOf(a).n - loadOf(b).n || loadOf(a).last - loadOf(b).last || a.id - b.id)
  return { handler: handler!, why: `${handler!.name}在办最少（${loadOf(handler!).n} 张）` }
}
