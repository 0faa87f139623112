import Database from 'better-sqlite3'

type Facts = { version: number; rows: Record<string, number>; head: Head | undefined }
type Head = { id: number; hash: string }

/** Copies a database that may be written to meanwhile, checks the copy through, and returns its rows by table; throws with the reason when it is not sound. */
export function copyDatabase(database: string, into: string): Record<string, number> {
  const source = new Database(database, { readonly: true, fileMustExist: true, timeout: 5000 })
  try {
    const before = factsOf(source)
    source.prepare('vacuum into ?').run(into)
    const rows = soundRows(into, (copy) => differenceOf(before, source, copy))
    return rows
  } finally {
    source.close()
  }
}

/** The rows by table of a database that is whole; throws with the reason when it is not. */
export function soundRows(file: string, alsoWrong: (facts: Facts) => string | undefined = () => undefined): Record<string, number> {
  const copy = new Database(file, { readonly: true, fileMustExist: true })
  try {
    const facts = problemIn(copy) ?? factsOf(copy)
    const problem = typeof facts === 'string' ? facts : alsoWrong(facts)
    if (problem !== undefined) throw new Error(problem)
    return (facts as Facts).rows
  } finally {
    copy.close()
  }
}

/** What SQLite finds wrong in a database: its pages and indexes, then its references. */
export function problemIn(db: Database.Database): string | undefined {
  const found = db.pragma('integrity_check(1)', { simple: true })
  if (found !== 'ok') return `数据库校验未通过：${String(found).split('\n')[0]}`
  const orphans = db.pragma('foreign_key_check') as unknown[]
  return orphans.length > 0 ? `${orphans.length} 处引用失效` : undefined
}

/** The names of our own tables; the search index keeps its data in tables of its own. */
export function tablesOf(db: Database.Database): string[] {
  const names = db
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name")
    .pluck()
    .all() as string[]
  return names.filter((name) => !name.startsWith('customer_search'))
}

function factsOf(db: Database.Database): Facts {
  const version = db.pragma('data_version', { simple: true }) as number
  const rows = Object.fromEntries(tablesOf(db).map((name) => [name, db.prepare(`select count(*) from "${name}"`).pluck().get() as number]))
  return { version, rows, head: headOf(db) }
}

const headOf = (db: Database.Database) => db.prepare('select id, hash from audit_log order by id desc limit 1').get() as Head | undefined

// Where nobody wrote meanwhile, every table counts the same. Else the copy is a moment in between: its audit chain ends on a link of the source's own.
function differenceOf(before: Facts, source: Database.Database, copy: Facts): string | undefined {
  const untouched = source.pragma('data_version', { simple: true }) === before.version
  const odd = Object.keys(before.rows).find((name) => copy.rows[name] === undefined || (untouched && copy.rows[name] !== before.rows[name]))
  if (odd) return `备份与原库不一致：${odd}`
  if ((copy.head?.id ?? 0) < (before.head?.id ?? 0)) return '备份与原库不一致：审计日志较短'
  const same = copy.head && source.prepare('select hash from audit_log where id = ?').pluck().get(copy.head.id)
  return same === copy.head?.hash ? undefined : '备份与原库不一致：审计日志不同'
}
