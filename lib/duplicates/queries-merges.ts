import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { merges } from '#db/schema/duplicates'
import { users } from '#db/schema/people'
import { living, reachCustomer } from '../customers/queries.ts'
import { Missing } from '../kernel/errors.ts'
import { type Grant, withinFound } from '../kernel/grant.ts'
import { bearer, preparedFor } from '../kernel/prepared.ts'

/** Where a merged customer went, if it is within reach. */
export const findWinner = (me: Grant<'customer.read'>, loserId: number, from: Source = reader()): number | undefined =>
  winnerOf(from, me).get({ loserId, ...bearer(me) })?.id

const winnerOf = preparedFor((from, me: Grant<'customer.read'>) =>
  from
    .select({ id: customers.id })
    .from(merges)
    .innerJoin(customers, eq(customers.id, merges.winnerId))
    .where(living(me, and(eq(merges.loserId, sql.placeholder('loserId')), isNull(merges.undoneAt))))
    .prepare(),
)

/** One merge that can still be undone, its winner within reach. */
export function findMerge(me: Grant<'customer.unmerge'>, id: number, from: Source = reader()) {
  const merge = from.select().from(merges).where(eq(merges.id, id)).get()
  if (!merge) throw new Missing('合并记录')
  reachCustomer(me, merge.winnerId, from)
  return merge
}

/** Merges whose winners are within reach, newest first; of one winner alone, where it is named. */
export function listMerges(
  me: Grant<'customer.unmerge'>,
  { winnerId, page = 1, size = 50 }: { winnerId?: number; page?: number; size?: number },
  from: Source = reader(),
) {
  const built = winnerId ? mergesOfOne : mergesOfAll
  const rows = built(from, me).all({ winnerId, limit: size + 1, offset: (page - 1) * size, ...bearer(me) })
  return { rows: rows.slice(0, size), more: rows.length > size, page, size }
}

const mergesOfAll = preparedFor((from, me: Grant<'customer.unmerge'>) => mergesWhere(undefined, me, from))

const mergesOfOne = preparedFor((from, me: Grant<'customer.unmerge'>) =>
  mergesWhere(eq(merges.winnerId, sql.placeholder('winnerId')), me, from),
)

const mergesWhere = (what: SQL | undefined, me: Grant<'customer.unmerge'>, from: Source) =>
  from
    .select({
      id: merges.id,
      winnerId: merges.winnerId,
      winnerName: customers.name,
      winnerNumber: customers.number,
      loserNumber: merges.loserNumber,
      loserName: merges.loserName,
      mergedBy: users.name,
      mergedAt: merges.mergedAt,
      undoneAt: merges.undoneAt,
    })
    .from(merges)
    .innerJoin(customers, eq(customers.id, merges.winnerId))
    .leftJoin(users, eq(users.id, merges.mergedBy))
    .where(and(what, isNull(customers.deletedAt), withinFound(me, customers.ownerId, customers.departmentId)))
    .orderBy(desc(merges.id))
    .limit(sql.placeholder('limit'))
    .offset(sql.placeholder('offset'))
    .prepare()
