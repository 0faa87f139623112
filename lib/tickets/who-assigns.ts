import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { rolePermissions, users } from '#db/schema/people'
import { tickets, ticketTypes } from '#db/schema/tickets'
import { type Grant, grant } from '../kernel/grant.ts'
import { whatMay } from '../roles/queries.ts'
import { kindLabels } from './labels.ts'
import type { Ticket } from './model.ts'
import { reached } from './reach.ts'
import { hail } from './write.ts'

type Person = Pick<typeof users.$inferSelect, 'id' | 'login' | 'name' | 'role' | 'departmentId'>

/** What nobody handles is told at once to the head of its type, else to those who may assign it; who could not open it is not told. */
export function tellUnassigned(tx: Tx, me: Grant, ticket: Ticket) {
  if (ticket.handlerId !== null) return
  const type = ticket.typeId === null ? undefined : tx.select().from(ticketTypes).where(eq(ticketTypes.id, ticket.typeId)).get()
  const words = `待分配：${kindLabels[ticket.kind]} ${type?.name ?? ''}`.trim()
  for (const { id } of whoAssigns(tx, ticket, type?.headId ?? null)) hail(tx, me, id, ticket, words)
}

function whoAssigns(tx: Tx, { id }: Ticket, headId: number | null): Person[] {
  const head = headId === null ? [] : activeOnes(tx, [headId]).filter((person) => opens(tx, person, 'ticket.read', id))
  if (head.length > 0) return head
  const some = assigners(tx).filter((person) => opens(tx, person, 'ticket.assign', id))
  const others = some.filter(({ role }) => role !== 'admin')
  return others.length > 0 ? others : some
}

const person = { id: users.id, login: users.login, name: users.name, role: users.role, departmentId: users.departmentId }

const activeOnes = (tx: Tx, ids: number[]): Person[] =>
  tx
    .select(person)
    .from(users)
    .where(and(inArray(users.id, ids), eq(users.active, true)))
    .all()

const assigners = (tx: Tx): Person[] =>
  tx
    .select(person)
    .from(users)
    .innerJoin(rolePermissions, and(eq(rolePermissions.role, users.role), eq(rolePermissions.permission, 'ticket.assign')))
    .where(eq(users.active, true))
    .orderBy(users.id)
    .all()

function opens(tx: Tx, one: Person, permission: 'ticket.read' | 'ticket.assign', id: number): boolean {
  const may = whatMay(one.role, tx)
  if (!may[permission]) return false
  const within = and(eq(tickets.id, id), reached(grant({ ...one, may }, permission)))
  return tx.select({ id: tickets.id }).from(tickets).where(within).get() !== undefined
}
