import { desc, getTableColumns, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { auditChanges, auditLog } from '#db/schema/audit'
import { type Entry, link, sha } from './audit-chain.ts'
import type { Change } from './command.ts'
import { type Actor, authorOf, type Grant, nameOf } from './grant.ts'
import { now } from './time.ts'

type Difference = Record<string, [unknown, unknown]>

const secrets = new Set(['passwordHash', 'sid'])
const noise = new Set([
  'version',
  'updatedAt',
  'nameKey',
  'namePinyin',
  'nameCore',
  'nameMasked',
  'contact',
  'phone',
  'email',
  'demo',
  'importJobId',
  'importKey',
  'query',
])

/** Writes what a command changed into the chain, in the command's own transaction. */
export function record(tx: Tx, me: Grant, change: Change) {
  const row = change.after ?? change.before
  const changes = difference(change.before, change.after)
  append(
    tx,
    me.actor,
    { action: me.permission, entityId: row.id, customerId: change.about ?? null, outcome: 'done', why: change.why ?? '' },
    changes,
  )
}

/** Writes that something was refused, and why; never what was typed. */
export function recordDenial(tx: Tx, actor: Actor, action: string, why: string, entityId: number | null = null) {
  append(tx, actor, { action, entityId, customerId: null, outcome: 'denied', why: why.slice(0, 300) }, {})
}

/** What differs between two states of a row, by field: [from, to]; secrets are never spelled out. */
export function difference(before: object = {}, after: object = {}): Difference {
  const from = before as Record<string, unknown>
  const to = after as Record<string, unknown>
  const keys = Object.keys({ ...from, ...to }).filter(
    (key) => !noise.has(key) && JSON.stringify(from[key] ?? null) !== JSON.stringify(to[key] ?? null),
  )
  return Object.fromEntries(keys.map((key) => [key, secrets.has(key) ? ['•••', '•••'] : [from[key] ?? null, to[key] ?? null]]))
}

function append(tx: Tx, actor: Actor, what: Pick<Entry, 'action' | 'entityId' | 'customerId' | 'outcome' | 'why'>, changes: Difference) {
  const { from } = actor
  const chain = chainOf(tx)
  const text = JSON.stringify(changes)
  const entry = {
    ...what,
    at: now(),
    actorId: authorOf(actor),
    actor: nameOf(actor),
    entity: what.action.split('.')[0] ?? what.action,
    address: from?.address ?? '',
    request: from?.request ?? '',
    changesHash: sha(text),
    previousHash: chain.last,
  }
  chain.last = link(entry)
  const { lastInsertRowid } = chain.add.run({ ...entry, hash: chain.last })
  if (text !== '{}') chain.addChanges.run({ auditId: Number(lastInsertRowid), changes })
}

const chains = new WeakMap<Tx, ReturnType<typeof prepare>>()

// Statements and the last link, once a transaction: an import records hundreds of rows in one.
function chainOf(tx: Tx) {
  const chain = chains.get(tx) ?? prepare(tx)
  chains.set(tx, chain)
  return chain
}

function prepare(tx: Tx) {
  const { id: _, ...columns } = getTableColumns(auditLog)
  const hole = (name: string) => [name, sql.placeholder(name)] as const
  return {
    last: tx.select({ hash: auditLog.hash }).from(auditLog).orderBy(desc(auditLog.id)).limit(1).get()?.hash ?? '',
    add: tx
      .insert(auditLog)
      .values(Object.fromEntries(Object.keys(columns).map(hole)) as never)
      .prepare(),
    addChanges: tx
      .insert(auditChanges)
      .values({ auditId: sql.placeholder('auditId'), changes: sql.placeholder('changes') })
      .prepare(),
  }
}
