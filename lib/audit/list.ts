import { and, desc, eq, gte, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { auditLog } from '#db/schema/audit'
import { customers } from '#db/schema/customers'
import { users } from '#db/schema/people'
import { literal } from '#db/statements'
import type { Grant } from '../kernel/grant.ts'
import { CAP } from '../kernel/pages.ts'
import { DAY, endOf, instantOf } from '../kernel/time.ts'
import { type AuditFilter, actionsOf } from './model.ts'
import { rowsOf } from './rows.ts'

/** Rows looked at for one page where several conditions meet; beyond it the page says where to go on. */
export const SLICE = 20_000
// A clock set back leaves rows out of order by hours; days are searched with this much to spare.
const SPARE = DAY / 8

/**
 * One page of the record, newest first, by key. The most telling condition drives, on its own index; the others are asked of at most SLICE rows,
 * so that no question walks the whole record. `next` is the id to go on before, undefined at the end; `total` is missing where counting would walk it.
 */
export function listAudit(me: Grant<'audit.read'>, filter: AuditFilter, from: Source = reader()) {
  const size = Math.min(Math.max(filter.size ?? 50, 1), 200)
  const drive = driveOf(filter, from)
  if (!drive) return { rows: [], next: undefined, total: 0, capped: false, size }
  const found = idsOf(drive, filter.before, size + 1, from)
  const next = found.length > size ? found[size - 1] : endOfSlice(drive, filter.before, from)
  return { rows: rowsOf(me, found.slice(0, size), from), next, ...countOf(drive, from), size }
}

/** Everybody who may stand in the record, for the filter; ids and names only. */
export function listActors(_me: Grant<'audit.read'>, from: Source = reader()) {
  return from.select({ id: users.id, name: users.name, active: users.active }).from(users).orderBy(desc(users.active), users.id).all()
}

type Drive = { by: SQL[]; low?: number; high?: number; rest: SQL | undefined }

/** What drives (each member of `by` on an index that ends in id), the ids that the days lie between, and what is left to ask; undefined where nothing can fit. */
function driveOf(f: AuditFilter, from: Source): Drive | undefined {
  const customerId = f.customer ? customerOf(f.customer, from) : undefined
  if (f.customer && customerId === undefined) return undefined
  const outcome = f.outcome && eq(auditLog.outcome, f.outcome)
  const conditions = [
    customerId === undefined ? undefined : [eq(auditLog.customerId, customerId)],
    f.action ? [eq(auditLog.action, f.action)] : undefined,
    f.outcome === 'denied' && outcome ? [outcome] : undefined,
    f.person === undefined ? undefined : [f.person === 0 ? isNull(auditLog.actorId) : eq(auditLog.actorId, f.person)],
    f.entity ? actionsOf(f.entity).map((action) => eq(auditLog.action, action)) : undefined,
    f.outcome === 'done' && outcome ? [outcome] : undefined,
  ].filter((one) => one !== undefined)
  if (conditions.some((one) => one.length === 0)) return undefined
  const [by = [], ...others] = conditions
  const days = [f.from ? gte(auditLog.at, instantOf(f.from)) : undefined, f.to ? lte(auditLog.at, endOf(f.to)) : undefined]
  const rest = and(...days, ...others.map((one) => or(...one)))
  const low = f.from ? firstAfter(instantOf(f.from) - SPARE, from) : undefined
  const high = f.to ? firstAfter(endOf(f.to) + SPARE, from) : undefined
  return { by, low, high, rest }
}

function idsOf({ by, rest, ...range }: Drive, before: number | undefined, limit: number, from: Source): number[] {
  const where = by.length === 0 ? and(between(range, before), rest) : rest
  const source = by.length === 0 ? sql`audit_log` : slice({ by, ...range }, before, rest ? sliceOf(by) : limit)
  return from
    .all<{ id: number }>(sql`select id from ${source} where ${where ?? sql`1`} order by id desc limit ${literal(limit)}`)
    .map(({ id }) => id)
}

/** The newest `limit` rows that the driving condition names, under the table's own name. */
function slice({ by, ...range }: Omit<Drive, 'rest'>, before: number | undefined, limit: number): SQL {
  const parts = by.map(
    (one) =>
      sql`select * from (select * from audit_log where ${and(one, between(range, before))} order by id desc limit ${literal(limit)})`,
  )
  return sql`(select * from (${sql.join(parts, sql` union all `)}) order by id desc limit ${literal(limit)}) as audit_log`
}

// A family of deeds is as many walks as it has deeds: each of them shorter.
const sliceOf = (by: SQL[]) => (by.length > 1 ? SLICE / 4 : SLICE)

const between = ({ low, high }: Pick<Drive, 'low' | 'high'>, before?: number) =>
  and(low ? gte(auditLog.id, low) : undefined, high ? lt(auditLog.id, high) : undefined, before ? lt(auditLog.id, before) : undefined)

/** Where to go on when a slice was looked through and more lies behind it. */
function endOfSlice({ rest, ...drive }: Drive, before: number | undefined, from: Source): number | undefined {
  if (!rest || drive.by.length === 0) return undefined
  const limit = sliceOf(drive.by)
  const seen = from.get<{ n: number; last: number }>(sql`select count(*) as n, min(id) as last from ${slice(drive, before, limit)}`)
  return seen?.n === limit ? seen.last : undefined
}

// Of several conditions together nobody is told a number: counting them would walk the record.
function countOf({ by, rest, ...range }: Drive, from: Source): { total: number | undefined; capped: boolean } {
  if (rest && by.length > 0) return { total: undefined, capped: false }
  const parts = (by.length > 0 ? by : [rest]).map(
    (one) => sql`select 1 from audit_log where ${and(one, between(range)) ?? sql`1`} limit ${literal(CAP + 1)}`,
  )
  const total = parts.reduce((sum, part) => sum + (from.get<{ n: number }>(sql`select count(*) as n from (${part})`)?.n ?? 0), 0)
  return { total: Math.min(total, CAP), capped: total > CAP }
}

/** The first id written at or after a moment: ids and moments rise together, so halving finds it without an index. */
function firstAfter(at: number, from: Source): number {
  const last = from.select({ id: auditLog.id }).from(auditLog).orderBy(desc(auditLog.id)).limit(1).get()?.id ?? 0
  let [low, high] = [1, last + 1]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const row = from
      .select({ id: auditLog.id, at: auditLog.at })
      .from(auditLog)
      .where(gte(auditLog.id, middle))
      .orderBy(auditLog.id)
      .limit(1)
      .get()
    if (row && row.at < at) low = row.id + 1
    else high = middle
  }
  return low
}

const customerOf = (number: string, from: Source) =>
  from.select({ id: customers.id }).from(customers).where(eq(customers.number, number.trim().toUpperCase())).get()?.id

export type AuditRow = ReturnType<typeof listAudit>['rows'][number]
