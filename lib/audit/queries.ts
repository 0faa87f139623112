import { and, asc, desc, eq, gt, inArray, lte, ne, notInArray, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { auditChanges, auditLog } from '#db/schema/audit'
import { departments, users } from '#db/schema/people'
import { findArchive } from '../customers/queries.ts'
import { brokenLink } from '../kernel/audit.ts'
import { can, type Grant } from '../kernel/grant.ts'
import { actionWords, actorWords, type Changes, inWords, type Names, peopleIn } from './words.ts'

const LOT = 500
// What stands in the story in its own words, and looks that changed nothing.
const TOLD_ELSEWHERE = ['followUp.create', 'todo.create', 'purchase.record', 'file.read']

/** What was done to one customer and all that hangs on it, newest first, in words; people other than the doer by their masked names. */
export function listHistory(me: Grant<'customer.read'>, customerId: number, limit: number, from: Source = reader()) {
  findArchive(me, customerId, from)
  const rows = from
    .select({
      id: auditLog.id,
      at: auditLog.at,
      actor: auditLog.actor,
      action: auditLog.action,
      entity: auditLog.entity,
      why: auditLog.why,
      changes: auditChanges.changes,
    })
    .from(auditLog)
    .leftJoin(auditChanges, eq(auditChanges.auditId, auditLog.id))
    .where(
      and(eq(auditLog.customerId, customerId), eq(auditLog.outcome, 'done'), notInArray(auditLog.action, TOLD_ELSEWHERE), speakable(me)),
    )
    .orderBy(desc(auditLog.id))
    .limit(limit)
    .all()
  const names = namesFor(
    rows.map((row) => row.changes ?? {}),
    'masked',
    from,
  )
  return rows.map(({ entity, changes, ...row }) => ({
    ...row,
    actor: actorWords(row.actor),
    action: actionWords(row.action),
    changes: inWords(entity, changes ?? {}, names),
  }))
}

// Who manages no contracts reads of no files: their names say what they are.
const speakable = (me: Grant) => (can(me.actor, 'file.readContract') ? undefined : ne(auditLog.entity, 'file'))

/** The names behind the ids that these changes speak of. */
export function namesFor(changes: Changes[], as: 'masked' | 'full', from: Source = reader()): Names {
  const ids = [...new Set(changes.flatMap(peopleIn))]
  const people =
    ids.length === 0
      ? []
      : from
          .select({ id: users.id, name: as === 'full' ? users.name : users.nameMasked })
          .from(users)
          .where(inArray(users.id, ids))
          .all()
  const houses = from.select({ id: departments.id, name: departments.name }).from(departments).all()
  return { people: nameById(people), departments: nameById(houses) }
}

/** Verifies the newest `limit` rows of the record against their hashes, in lots that leave the machine free between them: how many, from when, and the first broken one. */
export async function checkChain(_me: Grant<'audit.read'>, limit: number, from: Source = reader()) {
  const newest = from.select({ id: auditLog.id }).from(auditLog).orderBy(desc(auditLog.id)).limit(1).get()?.id ?? 0
  const start = Math.max(0, newest - limit)
  let [last, previous, checked] = [start, hashAt(start, from), 0]
  while (last < newest) {
    const rows = lotAfter(last, newest, from)
    if (rows.length === 0) break
    const broken = brokenLink(rows, previous)
    if (broken !== undefined) return { checked, broken, since: momentOf(start, from) }
    last = rows.at(-1)!.id
    previous = rows.at(-1)!.hash
    checked += rows.length
    await new Promise(setImmediate)
  }
  return { checked, broken: undefined, since: momentOf(start, from) }
}

const nameById = (rows: { id: number; name: string }[]) => new Map(rows.map(({ id, name }) => [id, name]))

function lotAfter(after: number, upTo: number, from: Source) {
  return from
    .select({ entry: auditLog, changes: sql<string | null>`${auditChanges.changes}` })
    .from(auditLog)
    .leftJoin(auditChanges, eq(auditChanges.auditId, auditLog.id))
    .where(and(gt(auditLog.id, after), lte(auditLog.id, upTo)))
    .orderBy(asc(auditLog.id))
    .limit(LOT)
    .all()
    .map(({ entry, changes }) => ({ ...entry, changes }))
}

const hashAt = (id: number, from: Source) =>
  from.select({ hash: auditLog.hash }).from(auditLog).where(lte(auditLog.id, id)).orderBy(desc(auditLog.id)).limit(1).get()?.hash ?? ''
const momentOf = (id: number, from: Source) =>
  from.select({ at: auditLog.at }).from(auditLog).where(gt(auditLog.id, id)).orderBy(asc(auditLog.id)).limit(1).get()?.at
