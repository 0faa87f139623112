import type Database from 'better-sqlite3'

export type Said = { sql: string; values: unknown[]; ms: number; rows: number }

const ASKS = new Set<string | symbol>(['all', 'get', 'run'])

/** Has a connection tell each statement with its values, and what it took; SQLite's own trace cuts long values short. */
export function tell(db: Database.Database, said: Said[]) {
  const prepare = db.prepare.bind(db)
  const speaking = (sql: string, statement: Database.Statement): Database.Statement =>
    new Proxy(statement, {
      get(target, key) {
        const found = Reflect.get(target, key)
        if (typeof found !== 'function') return found
        if (key === 'raw') return (on = true) => speaking(sql, target.raw(on))
        return (...values: unknown[]) => {
          if (!ASKS.has(key)) return found.apply(target, values)
          const began = performance.now()
          const answer: unknown = found.apply(target, values)
          said.push({ sql, values, ms: performance.now() - began, rows: Array.isArray(answer) ? answer.length : 1 })
          return answer
        }
      },
    })
  db.prepare = ((sql: string) => speaking(sql, prepare(sql))) as typeof db.prepare
}
