import { eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { contacts } from '#db/schema/archive'
import { customers } from '#db/schema/customers'
import { departments, users } from '#db/schema/people'
import { literal, rowsOnce } from '#db/statements'
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
const hole = (name: string) => sql.placeholder(name)

/** Customers like the one asked for, whoever looks after them, strongest first, ten at most; a handful of index reads each, at a million as at ten. */
export function findAlike(asked: Asked, from: Source = reader()): Map<number, AlikeReason> {
  const found = new Map<number, AlikeReason>()
  const take = (reason: AlikeReason, ids: number[]) => {
    for (const id of ids) if (id !== asked.except && !found.has(id) && found.size < MOST_HITS) found.set(id, reason)
  }
  const { name = '', phone = '', creditCode = '' } = asked
  if (name && phone) take('twin', twins(from, { phone, nameKey: name.toLowerCase() }))
  if (creditCode) take('creditCode', registered(from, { creditCode }))
  if (phone) take('phone', phoned(from, { phone }))
  if (phone) take('contactPhone', reachedBy(from, { phone }))
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

// Each form that is saved asks all of these: built once.
const idsWhere = (what: SQL) => {
  const found = rowsOnce<{ id: number }>(
    sql`select ${customers.id} as id from ${customers} where ${what} and ${isNull(customers.deletedAt)} limit ${literal(MOST_HITS + 1)}`,
  )
  return (from: Source, values: Record<string, string>) => found(from, values).map(({ id }) => id)
}
const twins = idsWhere(sql`${customers.phone} = ${hole('phone')} and ${customers.nameKey} = ${hole('nameKey')}`)
const registered = idsWhere(sql`${customers.creditCode} = ${hole('creditCode')}`)
const phoned = idsWhere(sql`${customers.phone} = ${hole('phone')}`)
const reachedBy = idsWhere(
  sql`${customers.id} in (select ${contacts.customerId} from ${contacts} where ${contacts.phone} = ${hole('phone')} and ${contacts.phone} <> '')`,
)

function byName(name: string, from: Source): [AlikeReason, number[]][] {
  const core = comparableName(name)
  if (core.length < 2) return []
  const alike = (rows: Named[]) => rows.filter((row) => mayBeAlike(core, row.core) && isAlike(name, row.name)).map(({ id }) => id)
  const { stem, end, beginnings } = placesOf(core)
  // What lists sort by begins with the reading: names that read alike stand together.
  const { full } = pinyinOf(name)
  return [
    ['name', alike(called(from, { core }))],
    [
      'similar',
      [
        ...(core.length >= stem.length ? alike(near(from, { stem, end })) : []),
        ...(beginnings.length > 0 ? alike(shorter(from, { beginnings: JSON.stringify(beginnings) })) : []),
        ...alike(sounding(from, { first: `${full} `, last: `${full}!` })),
      ],
    ],
  ]
}

type Named = { id: number; name: string; core: string }

const namedWhere = (what: SQL) =>
  rowsOnce<Named>(
    sql`select ${customers.id} as id, ${customers.name} as name, coalesce(${customers.nameCore}, '') as core from ${customers}
      where ${what} and ${isNull(customers.deletedAt)} limit ${literal(MOST_LOOKED_AT)}`,
  )
const called = namedWhere(sql`${customers.nameCore} = ${hole('core')}`)
const near = namedWhere(sql`${customers.nameCore} >= ${hole('stem')} and ${customers.nameCore} < ${hole('end')}`)
const shorter = namedWhere(sql`${customers.nameCore} in (select value from json_each(${hole('beginnings')}))`)
const sounding = namedWhere(sql`${customers.namePinyin} >= ${hole('first')} and ${customers.namePinyin} < ${hole('last')}`)

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
