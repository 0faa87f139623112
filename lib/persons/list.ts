import { max, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { auditChanges, auditLog } from '#db/schema/audit'
import { type TextTable, textTables } from './tables.ts'
import { type Known, likesOf } from './words.ts'

/** A row in which a word of a person was found. */
export type Hit = { table: string; row: number }

const STEP = 2000

// Named in these, a person need not be named by number: they are copies of what people wrote, for people to read.
const NAMED: Record<string, SQL> = {
  notifications: sql`1`,
  import_rows: sql`job_id in (select id from import_jobs where status in ('done', 'cancelled', 'failed'))`,
}

/** Looks through all text there is for what is this person's alone, some rows at each step; yields what it finds, so that others get their turn. */
export function* listHits(known: Known, from: Source = reader()): Generator<Hit[]> {
  for (const table of textTables(from)) yield* hitsIn(table, known, from)
  yield* auditHits(known, from)
}

function* hitsIn({ name, columns }: TextTable, known: Known, from: Source): Generator<Hit[]> {
  const texts = columns.map((column) => sql.identifier(column))
  const alone = anyLike(texts, likesOf(known, false))
  const named = NAMED[name] ? sql`(${NAMED[name]} and ${anyLike(texts, likesOf(known, true))})` : sql`0`
  const table = sql.identifier(name)
  const last = from.get<{ n: number | null }>(sql`select max(rowid) as n from ${table}`)?.n ?? 0
  for (let at = 0; at <= last; at += STEP) {
    const rows = from.all<{ row: number }>(
      sql`select rowid as row from ${table} where rowid > ${at - 1} and rowid <= ${at + STEP - 1} and (${alone} or ${named})`,
    )
    yield rows.map(({ row }) => ({ table: name, row }))
  }
}

// A record's words: what changed, and why; a notification's also by name.
function* auditHits(known: Known, from: Source): Generator<Hit[]> {
  const last =
    from
      .select({ n: max(auditLog.id) })
      .from(auditLog)
      .get()?.n ?? 0
  const words = [sql`l.why`, sql`c.changes`]
  const alone = anyLike(words, likesOf(known, false))
  const named = sql`(l.entity = 'notification' and ${anyLike(words, likesOf(known, true))})`
  for (let at = 0; at <= last; at += STEP) {
    const rows = from.all<{ row: number }>(
      sql`select l.id as row from ${auditLog} l left join ${auditChanges} c on c.audit_id = l.id
        where l.id > ${at - 1} and l.id <= ${at + STEP - 1} and l.entity <> 'person' and (${alone} or ${named})`,
    )
    yield rows.map(({ row }) => ({ table: 'audit_log', row }))
  }
}

function anyLike(columns: unknown[], likes: string[]): SQL {
  const parts = columns.flatMap((column) => likes.map((like) => sql`${column} like ${like} escape '\\'`))
  return parts.length === 0 ? sql`0` : sql`(${sql.join(parts, sql` or `)})`
}
