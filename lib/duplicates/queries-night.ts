import { and, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { duplicatePairs, merges } from '#db/schema/duplicates'
import { literal } from '#db/statements'
import type { Grant } from '../kernel/grant.ts'
import { UNDO_MS } from './model.ts'

/** Merges whose thirty days are over and which still keep what an undo needs. */
export const listOverdueUndo = (_me: Grant<'duplicate.note'>, at: number, limit: number, from: Source = reader()) =>
  from
    .select({ id: merges.id })
    .from(merges)
    .where(and(isNotNull(merges.undo), lt(merges.mergedAt, at - UNDO_MS)))
    .limit(limit)
    .all()
    .map(({ id }) => id)

/** Pairs that nobody has dismissed and that were last seen before a moment. */
export const listUnseen = (_me: Grant<'duplicate.note'>, at: number, limit: number, from: Source = reader()) =>
  from
    .select({ id: duplicatePairs.id })
    .from(duplicatePairs)
    .where(and(isNull(duplicatePairs.dismissedAt), lt(duplicatePairs.seenAt, at)))
    .limit(limit)
    .all()
    .map(({ id }) => id)

type Mark = { key: string; id: number }
type Keyed = Mark & { customerId: number }

/** The next customers in the order of a key, deleted ones too: a walk along an index, for the nightly search. */
export function listByKey(
  _me: Grant<'duplicate.note'>,
  key: 'phone' | 'core' | 'contactPhone',
  after: Mark,
  limit: number,
  from: Source = reader(),
): Keyed[] {
  const walks = {
    phone: sql`select phone as key, id, id as customerId from customers where (phone, id) > (${after.key}, ${after.id}) order by phone, id limit ${literal(limit)}`,
    core: sql`select name_core as key, id, id as customerId from customers where deleted_at is null and (name_core, id) > (${after.key}, ${after.id}) order by name_core, id limit ${literal(limit)}`,
    contactPhone: sql`select phone as key, id, customer_id as customerId from contacts where phone <> '' and left_on is null and (phone, id) > (${after.key}, ${after.id}) order by phone, id limit ${literal(limit)}`,
  }
  return from.all<Keyed>(walks[key])
}

/** Living customers with their names, of these. */
export const listNamed = (_me: Grant<'duplicate.note'>, ids: number[], from: Source = reader()) =>
  from
    .select({ id: customers.id, name: customers.name, type: customers.type })
    .from(customers)
    .where(and(inArray(customers.id, ids), isNull(customers.deletedAt)))
    .all()

/** Living customers whose own number is one of these. */
export const listByPhones = (_me: Grant<'duplicate.note'>, phones: string[], from: Source = reader()) =>
  from
    .select({ id: customers.id, phone: customers.phone })
    .from(customers)
    .where(and(inArray(customers.phone, phones), isNull(customers.deletedAt)))
    .all()

/** Customers whose core nobody has looked at yet. */
export const listUncored = (_me: Grant<'duplicate.note'>, limit: number, from: Source = reader()) =>
  from
    .select({ id: customers.id })
    .from(customers)
    .where(and(isNull(customers.nameCore), isNull(customers.deletedAt)))
    .limit(limit)
    .all()
    .map(({ id }) => id)
