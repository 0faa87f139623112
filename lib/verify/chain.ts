import type Database from 'better-sqlite3'
import { brokenLink, redactedRows } from '../kernel/audit-chain.ts'

type Link = Parameters<typeof brokenLink>[0] extends Iterable<infer Row> ? Row : never

const ROWS = `select l.id, at, actor_id as actorId, actor, action, entity, entity_id as entityId, customer_id as customerId, outcome, why, address, request,
  changes_hash as changesHash, previous_hash as previousHash, hash, c.changes from audit_log l left join audit_changes c on c.audit_id = l.id order by l.id`

/** Where the audit chain breaks, or that its end is missing (I-06); it is read row by row, however long it is. */
export function brokenChain(db: Database.Database): string | undefined {
  const broken = brokenLink(db.prepare(ROWS).iterate() as Iterable<Link>, '', redactedIn(db))
  if (broken !== undefined) return `第 ${broken} 条被改动过，或前面缺了记录`
  const last = db.prepare('select coalesce(max(id), 0) from audit_log').pluck().get()
  const given = db.prepare("select coalesce((select seq from sqlite_sequence where name = 'audit_log'), 0)").pluck().get()
  return last === given ? undefined : `末尾缺了 ${Number(given) - Number(last)} 条`
}

const SEALS = `select l.entity_id as id, json_extract(c.changes, '$.seal[1]') as seal from audit_log l join audit_changes c on c.audit_id = l.id
  where l.action = 'person.erase' and l.outcome = 'done' and json_extract(c.changes, '$.seal[1]') is not null`

// What was blanked for people who were erased, as far as the chain itself vouches for it (I-04).
function redactedIn(db: Database.Database) {
  if (!db.prepare("select 1 from sqlite_schema where name = 'audit_redactions'").get()) return new Map<number, string>()
  const redactions = db.prepare('select audit_id as auditId, erasure_id as erasureId, digest from audit_redactions').all()
  const seals = db.prepare(SEALS).all() as { id: number; seal: string }[]
  return redactedRows(redactions as Parameters<typeof redactedRows>[0] & unknown[], new Map(seals.map(({ id, seal }) => [id, seal])))
}
