import { and, eq, gt, isNull, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { rolePermissions, users } from '#db/schema/people'
import { collaborationRequests } from '#db/schema/sharing'
import { listLiving } from '../customers/list.ts'
import type { Customer } from '../customers/model.ts'
import { starredName } from '../duplicates/model.ts'
import { customerIdOf } from '../duplicates/token.ts'
import { Conflict, Missing } from '../kernel/errors.ts'
import { type Actor, can, type Grant, grant, idOf, within } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import type { Request } from './model.ts'
import { active } from './queries.ts'

type AnswerGrant = Grant<'collaboration.accept' | 'collaboration.refuse'>

/** One request about a customer of one's own, or of the department. */
export function findRequest(me: AnswerGrant, id: number, from: Source = reader()): { request: Request; customer: Customer } {
  const found = from
    .select({ request: collaborationRequests, customer: customers })
    .from(collaborationRequests)
    .innerJoin(customers, eq(customers.id, collaborationRequests.customerId))
    .where(and(eq(collaborationRequests.id, id), isNull(customers.deletedAt), within(me, customers.ownerId, customers.departmentId)))
    .get()
  if (!found) throw new Missing('协作申请')
  return found
}

/** The customer that a blind check's token names to this person, as they may see it: never more than the starred name (N-03). */
export function findAsked(me: Grant<'collaboration.ask'>, token: string, from: Source = reader()): Customer {
  const id = customerIdOf(token, idOf(me.actor))
  const customer =
    id === undefined
      ? undefined
      : from
          .select()
          .from(customers)
          .where(and(eq(customers.id, id), isNull(customers.deletedAt)))
          .get()
  if (!customer) throw new Conflict('找不到这位客户：查重结果一小时内有效，请重新查重后再申请')
  return customer
}

/** That customer for the page on which one asks: what may be shown, and what stands in the way. */
export function findAskPage(me: Grant<'collaboration.ask'>, token: string, from: Source = reader()) {
  const customer = findAsked(me, token, from)
  const owner = customer.ownerId === null ? undefined : from.select().from(users).where(eq(users.id, customer.ownerId)).get()
  return {
    name: starredName(customer.name, customer.type),
    owner: owner?.name ?? '',
    level: customer.level,
    lastContactAt: customer.lastContactAt,
    reachedId: isReached(me.actor, customer.id, from) ? customer.id : undefined,
    isOpen: findOpen(me, customer.id, from) !== undefined,
  }
}

/** One's own request about a customer that waits for its answer. */
export const findOpen = (me: Grant<'collaboration.ask'>, customerId: number, from: Source = reader()) =>
  from
    .select()
    .from(collaborationRequests)
    .where(and(ofPair(customerId, idOf(me.actor)), gt(collaborationRequests.expiresAt, now())))
    .get()

export const ofPair = (customerId: number, askerId: number) =>
  and(
    eq(collaborationRequests.customerId, customerId),
    eq(collaborationRequests.askerId, askerId),
    sql`${collaborationRequests.status} = 'open'`,
  )

/** Whether a person sees this customer already. */
export function isReached(actor: Actor, customerId: number, from: Source = reader()): boolean {
  return can(actor, 'customer.read') && listLiving(grant(actor, 'customer.read'), [customerId], from).length > 0
}

/** Whom a request about a customer concerns: its owner, the heads of its department; where there is nobody, those who answer for all. */
export function listConcerned(_me: Grant<'collaboration.ask'>, { ownerId, departmentId }: Customer, from: Source = reader()): number[] {
  const owner =
    ownerId === null
      ? []
      : from
          .select({ id: users.id })
          .from(users)
          .where(active(eq(users.id, ownerId)))
          .all()
  const heads = departmentId === null ? [] : listAnswering('department', eq(users.departmentId, departmentId), from)
  const concerned = [...owner, ...heads]
  return [...new Set((concerned.length > 0 ? concerned : listAnswering('all', undefined, from)).map(({ id }) => id))]
}

function listAnswering(reach: 'department' | 'all', where: SQL | undefined, from: Source) {
  const may = and(
    eq(rolePermissions.role, users.role),
    eq(rolePermissions.permission, 'collaboration.accept'),
    eq(rolePermissions.reach, reach),
  )
  return from.select({ id: users.id }).from(users).innerJoin(rolePermissions, may).where(active(where)).all()
}
