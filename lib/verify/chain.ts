import type Database from 'better-sqlite3'
import { brokenLink } from '../kernel/audit.ts'

type Link = Parameters<typeof brokenLink>[0] extends Iterable<infer Row> ? Row : never

const ROWS = `select l.id, at, actor_id as actorId, actor, action, entity, entity_id as entityId, customer_id as customerId, outcome, why, address, request,
  changes_hash as changesHash, previous_hash as previousHash, hash, c.changes from audit_log l left join audit_changes c on c.audit_id = l.id order by l.id`

/** Where the audit chain breaks, or that its end is missing (I-06); it is read row by row, however long it is. */
export function brokenChain(db: Database.Database): string | undefined {
  const broken = brokenLink(db.prepare(ROWS).iterate() as Iterable<Link>)
  if (broken !== undefined) return `第 ${broken} 条被改动过，或前面缺了记录`
  const last = db.prepare('select coalesce(max(id), 0) from audit_log').pluck().get()
  const given = db.prepare("select coalesce((select seq from sqlite_sequence where name = 'audit_log'), 0)").pluck().get()
  return last === given ? undefined : `末尾缺了 ${Number(given) - Number(last)} 条`
}
