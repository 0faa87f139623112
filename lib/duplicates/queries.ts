import { and, desc, eq, gte, inArray, isNotNull, isNull, lt, ne, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { reader, type Source } from '#db/client'
import { contacts, profiles } from '#db/schema/archive'
import { customers } from '#db/schema/customers'
import { duplicatePairs, merges } from '#db/schema/duplicates'
import { departments, users } from '#db/schema/people'
import { listLiving } from '../customers/list.ts'
import { statusLabels } from '../customers/model.ts'
import { findCustomer, living, reachCustomer, shown } from '../customers/queries.ts'
import { pinyinOf } from '../formats/pinyin.ts'
import { comparableName } from '../formats/text.ts'
import { Missing } from '../kernel/errors.ts'
import { type Actor, can, type Grant, grant, idOf, within } from '../kernel/grant.ts'
import { bearer, preparedFor } from '../kernel/prepared.ts'
import { DAY, now } from '../kernel/time.ts'
import { differing, firstChoice, firstProfile, firstWinner } from './choice.ts'
import { type AlikeReason, type Asked, type Hit, isAlike, mayBeAlike, type PairReason, placesOf, starredName, UNDO_MS } from './model.ts'
import { tokenFor } from './token.ts'

const MOST_HITS = 10
const MOST_LOOKED_AT = 100
/** Beyond this many pairs the list says "more than". */
export const PAIR_CAP = 1000

/** Customers like the one asked for, whoever looks after them, strongest first, ten at most; a handful of index reads each, at a million as at ten. */
export function findAlike(asked: Asked, from: Source = reader()): Map<number, AlikeReason> {
  const found = new Map<number, AlikeReason>()
  const take = (reason: AlikeReason, ids: number[]) => {
    for (const id of ids) if (id !== asked.except && !found.has(id) && found.size < MOST_HITS) found.set(id, reason)
  }
  const { name = '', phone = '', creditCode = '' } = asked
  if (name && phone) take('twin', idsWhere(and(eq(customers.phone, phone), eq(customers.nameKey, name.toLowerCase())), from))
  if (creditCode) take('creditCode', idsWhere(eq(customers.creditCode, creditCode), from))
  if (phone) take('phone', idsWhere(eq(customers.phone, phone), from))
  if (phone) take('contactPhone', idsByContact(phone, from))
  if (name && asked.type !== 'person') for (const [reason, ids] of byName(name, from)) take(reason, ids)
  return found
}

/** What an actor may see of such customers: an archive within reach in full, of any other a starred name and whom to ask. */
export function tellHits(actor: Actor, found: Map<number, AlikeReason>, from: Source = reader()): Hit[] {
  const ids = [...found.keys()]
  if (ids.length === 0) return []
  const reached = new Set(can(actor, 'customer.read') ? listLiving(grant(actor, 'customer.read'), ids, from) : [])
  const rows = new Map(rowsOf(ids, from).map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = rows.get(id)
    if (!row) return []
    const shared = {
      reason: found.get(id)!,
      status: statusLabels[row.status],
      owner: ownerWords(row),
      days: row.lastContactAt === null ? null : Math.max(0, Math.floor((now() - row.lastContactAt) / DAY)),
    }
    if (reached.has(id)) return { ...shared, id, number: row.number, name: row.name }
    return { ...shared, name: starredName(row.name, row.type), token: tokenFor(id, idOf(actor)) }
  })
}

/** The numbers of customers, for the record. */
export function numbersOf(ids: number[], from: Source = reader()): Map<number, string> {
  const rows = from.select({ id: customers.id, number: customers.number }).from(customers).where(inArray(customers.id, ids)).all()
  return new Map(rows.map(({ id, number }) => [id, number]))
}

type PairFilter = { reason?: PairReason | undefined; page?: number; size?: number }
const [low, high] = [alias(customers, 'low'), alias(customers, 'high')]

/** Pairs that may be one, both within reach, the surest first. */
export function listPairs(me: Grant<'duplicate.read'>, filter: PairFilter, from: Source = reader()) {
  const size = filter.size ?? 50
  const where = and(filter.reason && eq(duplicatePairs.reason, filter.reason), openPair(me))
  const some = pairsOf(from)
    .where(where)
    .limit(PAIR_CAP + 1)
    .all().length
  const [total, capped] = [Math.min(some, PAIR_CAP), some > PAIR_CAP]
  const last = capped ? Number.MAX_SAFE_INTEGER : Math.max(1, Math.ceil(total / size))
  const page = Math.min(Math.max(filter.page ?? 1, 1), last)
  const rows = pairsOf(from)
    .where(where)
    .orderBy(desc(duplicatePairs.score), desc(duplicatePairs.id))
    .limit(size)
    .offset((page - 1) * size)
    .all()
  const sides = new Map(
    sidesOf(
      rows.flatMap((row) => [row.lowId, row.highId]),
      from,
    ).map((side) => [side.id, side]),
  )
  return { rows: rows.map((row) => ({ ...row, low: sides.get(row.lowId)!, high: sides.get(row.highId)! })), total, capped, page, size }
}

/** One open pair, both sides within reach. */
export function findPair(me: Grant<'duplicate.read' | 'duplicate.dismiss' | 'customer.merge'>, id: number, from: Source = reader()) {
  const pair = pairsOf(from)
    .where(and(eq(duplicatePairs.id, id), openPair(me)))
    .get()
  if (!pair) throw new Missing('这一组客户')
  return pair
}

/** Both sides of a pair as the comparison may show them: every secret by its mask. */
export function findSides(me: Grant<'customer.merge'>, pairId: number, from: Source = reader()) {
  const { lowId, highId } = findPair(me, pairId, from)
  const [one, other] = [findCustomer(me, lowId, from), findCustomer(me, highId, from)]
  const side = (id: number) => {
    const columns = { ...shown, version: customers.version, ownerMasked: users.nameMasked }
    const row = from.select(columns).from(customers).leftJoin(users, eq(users.id, customers.ownerId)).where(eq(customers.id, id)).get()!
    return { ...row, profile: from.select().from(profiles).where(eq(profiles.id, id)).get(), hanging: countHanging(id, from) }
  }
  const [low, high] = [side(lowId), side(highId)]
  const fields = differing(one, other).map((field) => ({ field, first: firstChoice(field, one, other) }))
  const ofProfile = low.profile && high.profile ? [{ field: 'profile' as const, first: firstProfile(low.profile, high.profile) }] : []
  return { low, high, fields: [...fields, ...ofProfile], winner: firstWinner(one, other) }
}

/** How many rows of each table hang on a customer; for the words before and after a merge. */
export function countHanging(id: number, from: Source = reader()): Record<string, number> {
  const counted = ['follow_ups', 'todos', 'purchases', 'contacts', 'files', 'tickets'] as const
  const one = (table: string) =>
    from.get<{ n: number }>(sql`select count(*) as n from ${sql.identifier(table)} where customer_id = ${id}`)?.n ?? 0
  return Object.fromEntries(counted.map((table) => [table, one(table)]))
}

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
    .where(and(what, isNull(customers.deletedAt), within(me, customers.ownerId, customers.departmentId)))
    .orderBy(desc(merges.id))
    .limit(sql.placeholder('limit'))
    .offset(sql.placeholder('offset'))
    .prepare()

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
    phone: sql`select phone as key, id, id as customerId from customers where (phone, id) > (${after.key}, ${after.id}) order by phone, id limit ${limit}`,
    core: sql`select name_core as key, id, id as customerId from customers where deleted_at is null and (name_core, id) > (${after.key}, ${after.id}) order by name_core, id limit ${limit}`,
    contactPhone: sql`select phone as key, id, customer_id as customerId from contacts where phone <> '' and left_on is null and (phone, id) > (${after.key}, ${after.id}) order by phone, id limit ${limit}`,
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

const idsWhere = (what: SQL | undefined, from: Source) =>
  from
    .select({ id: customers.id })
    .from(customers)
    .where(and(what, isNull(customers.deletedAt)))
    .limit(MOST_HITS + 1)
    .all()
    .map(({ id }) => id)

const idsByContact = (phone: string, from: Source) =>
  from
    .selectDistinct({ id: customers.id })
    .from(contacts)
    .innerJoin(customers, eq(customers.id, contacts.customerId))
    .where(and(eq(contacts.phone, phone), ne(contacts.phone, ''), isNull(customers.deletedAt)))
    .limit(MOST_HITS + 1)
    .all()
    .map(({ id }) => id)

function byName(name: string, from: Source): [AlikeReason, number[]][] {
  const core = comparableName(name)
  if (core.length < 2) return []
  const named = { id: customers.id, name: customers.name, core: sql<string>`coalesce(${customers.nameCore}, '')` }
  const look = (what: SQL | undefined) =>
    from
      .select(named)
      .from(customers)
      .where(and(what, isNull(customers.deletedAt)))
      .limit(MOST_LOOKED_AT)
      .all()
      .filter((row) => mayBeAlike(core, row.core) && isAlike(name, row.name))
  const { stem, end, beginnings } = placesOf(core)
  const same = look(eq(customers.nameCore, core))
  const near = [
    ...(core.length >= stem.length ? look(and(gte(customers.nameCore, stem), lt(customers.nameCore, end))) : []),
    ...(beginnings.length > 0 ? look(inArray(customers.nameCore, beginnings)) : []),
    ...look(soundsLike(name)),
  ]
  return [
    ['name', same.map(({ id }) => id)],
    ['similar', near.map(({ id }) => id)],
  ]
}

// What lists sort by begins with the reading: names that read alike stand together.
function soundsLike(name: string) {
  const { full } = pinyinOf(name)
  return and(gte(customers.namePinyin, `${full} `), lt(customers.namePinyin, `${full}!`))
}

const rowsOf = (ids: number[], from: Source) =>
  from
    .select({
      id: customers.id,
      number: customers.number,
      name: customers.name,
      type: customers.type,
      status: customers.status,
      lastContactAt: customers.lastContactAt,
      owner: users.name,
      department: departments.name,
    })
    .from(customers)
    .leftJoin(users, eq(users.id, customers.ownerId))
    .leftJoin(departments, eq(departments.id, customers.departmentId))
    .where(inArray(customers.id, ids))
    .all()

const ownerWords = ({ owner, department }: { owner: string | null; department: string | null }) =>
  owner && (department ? `${owner}（${department}）` : owner)

const pairsOf = (from: Source) =>
  from
    .select({
      id: duplicatePairs.id,
      lowId: duplicatePairs.lowId,
      highId: duplicatePairs.highId,
      reason: duplicatePairs.reason,
      score: duplicatePairs.score,
      foundAt: duplicatePairs.foundAt,
    })
    .from(duplicatePairs)
    .innerJoin(low, eq(low.id, duplicatePairs.lowId))
    .innerJoin(high, eq(high.id, duplicatePairs.highId))
    .$dynamic()

const openPair = (me: Grant) =>
  and(
    isNull(duplicatePairs.dismissedAt),
    isNull(low.deletedAt),
    isNull(high.deletedAt),
    within(me, low.ownerId, low.departmentId),
    within(me, high.ownerId, high.departmentId),
  )

const sidesOf = (ids: number[], from: Source) =>
  from
    .select({
      id: customers.id,
      number: customers.number,
      name: customers.name,
      phoneMasked: customers.phoneMasked,
      ownerMasked: users.nameMasked,
      createdOn: customers.createdOn,
      lastContactAt: customers.lastContactAt,
    })
    .from(customers)
    .leftJoin(users, eq(users.id, customers.ownerId))
    .where(inArray(customers.id, ids))
    .all()
