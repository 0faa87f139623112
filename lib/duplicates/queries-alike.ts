import { and, eq, gte, inArray, isNull, lt, ne, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { contacts } from '#db/schema/archive'
import { customers } from '#db/schema/customers'
import { departments, users } from '#db/schema/people'
import { listLiving } from '../customers/list.ts'
import { statusLabels } from '../customers/model.ts'
import { pinyinOf } from '../formats/pinyin.ts'
import { comparableName } from '../formats/text.ts'
import { type Actor, can, grant, idOf } from '../kernel/grant.ts'
import { DAY, now } from '../kernel/time.ts'
import { type AlikeReason, type Asked, type Hit, isAlike, mayBeAlike, placesOf, starredName } from './model.ts'
import { tokenFor } from './token.ts'

const MOST_HITS = 10
const MOST_LOOKED_AT = 100

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
    .where(and(eq(contacts.phone, phone), sql`${contacts.phone} <> ''`, isNull(customers.deletedAt)))
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
