import { and, asc, desc, eq, gt, lte, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { auditChanges, auditLog } from '#db/schema/audit'
import { auditRedactions } from '#db/schema/persons'
import { brokenLink, redactedRows } from '../kernel/audit-chain.ts'
import { breath } from '../kernel/breath.ts'
import type { Grant } from '../kernel/grant.ts'

const LOT = 500

/** Verifies the newest `limit` rows of the record against their hashes, in lots that leave the machine free between them: how many, from when, and the first broken one. */
export async function checkChain(_me: Grant<'audit.read'>, limit: number, from: Source = reader()) {
  const newest = from.select({ id: auditLog.id }).from(auditLog).orderBy(desc(auditLog.id)).limit(1).get()?.id ?? 0
  const start = Math.max(0, newest - limit)
  const redacted = redactedIn(from)
  let [last, previous, checked] = [start, hashAt(start, from), 0]
  while (last < newest) {
    const rows = lotAfter(last, newest, from)
    if (rows.length === 0) break
    const broken = brokenLink(rows, previous, redacted)
    if (broken !== undefined) return { checked, broken, since: momentOf(start, from) }
    last = rows.at(-1)!.id
    previous = rows.at(-1)!.hash
    checked += rows.length
    await breath()
  }
  return { checked, broken: undefined, since: momentOf(start, from) }
}

// What was blanked for people who were erased, as far as the chain itself vouches for it (I-04).
function redactedIn(from: Source) {
  const seals = from
    .select({ id: auditLog.entityId, seal: sql<string>`json_extract(${auditChanges.changes}, '$.seal[1]')` })
    .from(auditLog)
    .innerJoin(auditChanges, eq(auditChanges.auditId, auditLog.id))
    .where(
      and(
        eq(auditLog.action, 'person.erase'),
        eq(auditLog.outcome, 'done'),
        sql`json_extract(${auditChanges.changes}, '$.seal[1]') is not null`,
      ),
    )
    .all()
  return redactedRows(from.select().from(auditRedactions).all(), new Map(seals.map(({ id, seal }) => [id ?? 0, seal])))
}

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
