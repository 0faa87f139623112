import { and, desc, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { users } from '#db/schema/people'
import { verifications } from '#db/schema/truth'
import { builtOnce } from '#db/statements'
import { reachCustomer } from '../customers/queries.ts'
import { inOrder } from '../formats/in-order.ts'
import type { Grant } from '../kernel/grant.ts'
import { today } from '../kernel/time.ts'
import { holdsFrom, type Stamp, type Verified } from './model.ts'
import { countAlong, idsAlong, indexFor, ownReach, turned } from './walk.ts'

/** The stamps that hold on one archive, by fact; who put them, by masked name. */
export function listStamps(me: Grant<'customer.read'>, customerId: number, from: Source = reader()): Stamp[] {
  reachCustomer(me, customerId, from)
  return stampsOf(from).all({ customerId })
}

const stampsOf = builtOnce((from) =>
  from
    .select({ fact: verifications.fact, via: verifications.via, verifiedOn: verifications.verifiedOn, by: users.nameMasked })
    .from(verifications)
    .leftJoin(users, eq(users.id, verifications.createdBy))
    .where(and(eq(verifications.customerId, sql.placeholder('customerId')), isNull(verifications.voidedAt)))
    .prepare(),
)

/** All that was ever verified on one archive, latest first. */
export function listVerifications(me: Grant<'customer.read'>, customerId: number, limit: number, from: Source = reader()) {
  reachCustomer(me, customerId, from)
  return from
    .select({
      id: verifications.id,
      fact: verifications.fact,
      via: verifications.via,
      verifiedOn: verifications.verifiedOn,
      by: users.nameMasked,
      isVoid: isNotNull(verifications.voidedAt).mapWith(Boolean),
    })
    .from(verifications)
    .leftJoin(users, eq(users.id, verifications.createdBy))
    .where(eq(verifications.customerId, customerId))
    .orderBy(desc(verifications.id))
    .limit(limit)
    .all()
}

export type VerifiedFilter = { standing?: Verified; owner?: number; page?: number; size?: number }

/** Archives by how their newest verification stands, longest ago first; never verified: newest archive first. Counted up to 10,000. */
export function listByStanding(me: Grant<'customer.read'>, filter: VerifiedFilter, from: Source = reader()) {
  const { standing = 'never', owner } = filter
  const index = indexFor(me, 'verified', owner)
  const where = standingIs(me, standing, owner)
  const paging = turned(countAlong(index, where, from), filter)
  const order = standing === 'never' ? sql`id desc` : sql`verified_on, id`
  return { rows: rowsOf(idsAlong(index, where, order, paging, from), from), ...paging }
}

/** How many archives within reach stand so, up to 10,001. */
export const countByStanding = (me: Grant<'customer.read'>, standing: Verified, from: Source = reader()) =>
  countAlong(indexFor(me, 'verified'), standingIs(me, standing), from)

function standingIs(me: Grant<'customer.read'>, standing: Verified, owner?: number): SQL | undefined {
  const edge = holdsFrom(today())
  const standsSo = {
    never: sql`verified_on is null`,
    faded: sql`verified_on < ${edge}`,
    holding: sql`verified_on >= ${edge}`,
  }
  return and(sql`deleted_at is null`, standsSo[standing], ownReach(me), owner === undefined ? undefined : eq(customers.ownerId, owner))
}

function rowsOf(ids: number[], from: Source) {
  const rows = from.select(columns).from(customers).leftJoin(users, eq(users.id, customers.ownerId)).where(inArray(customers.id, ids)).all()
  return inOrder(ids, rows)
}

const columns = {
  id: customers.id,
  name: customers.name,
  number: customers.number,
  ownerMasked: users.nameMasked,
  verifiedOn: customers.verifiedOn,
  status: customers.status,
  facts: sql<string | null>`(select group_concat(fact) from verifications v where v.customer_id = ${customers.id} and v.voided_at is null)`,
}
