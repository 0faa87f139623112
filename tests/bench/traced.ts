import type Database from 'better-sqlite3'

export type Said = { sql: string; values: unknown[] }

const ASKS = new Set<string | symbol>(['all', 'get', 'run'])

/** Has a connection tell each statement with its values as it runs; SQLite's own trace cuts long values short. */
export function tell(db: Database.Database, said: Said[]) {
  const prepare = db.prepare.bind(db)
  const speaking = (sql: string, statement: Database.Statement): Database.Statement =>
    new Proxy(statement, {
      get(target, key) {
        const found = Reflect.get(target, key)
        if (typeof found !== 'function') return found
        if (key === 'raw') return (on = true) => speaking(sql, target.raw(on))
        return (...values: unknown[]) => {
          if (ASKS.has(key)) said.push({ sql, values })
          return found.apply(target, values)
        }
      },
    })
  db.prepare = ((sql: string) => speaking(sql, prepare(sql))) as typeof db.prepare
}
