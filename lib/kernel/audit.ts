import { createHash } from 'node:crypto'
import { desc, getTableColumns, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { auditChanges, auditLog } from '#db/schema/audit'
import type { Change } from './command.ts'
import { type Actor, authorOf, type Grant, nameOf } from './grant.ts'
import { now } from './time.ts'

type Difference = Record<string, [unknown, unknown]>
type Entry = typeof auditLog.$inferSelect

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

type Stored = Entry & { changes: string | null }

/**
 * The first row whose hash does not follow from its content and its predecessor, or undefined when the chain is whole (I-06); `previous` is
 * the hash before the first row. A row that was blanked for a person's sake is held to the digest that `redacted` has for it (I-04).
 */
export function brokenLink(rows: Iterable<Stored>, previous = '', redacted: ReadonlyMap<number, string> = new Map()): number | undefined {
  for (const row of rows) {
    const digest = redacted.get(row.id)
    const holds = digest === undefined ? sha(row.changes ?? '{}') === row.changesHash && row.hash === link(row) : digest === digestOf(row)
    if (!holds || row.previousHash !== previous) return row.id
    previous = row.hash
  }
  return undefined
}

/** What seals a blanked row of the record: its place in the chain with all that is left of its words. */
export const digestOf = (row: Stored) => sha(JSON.stringify([row.id, row.hash, link(row), sha(row.changes ?? '{}')]))

type Redaction = { auditId: number; erasureId: number; digest: string }

/** Which digest holds for each blanked row: of each erasure only where the chain's own row for it seals exactly these; of two the later one. */
export function redactedRows(redactions: readonly Redaction[], seals: ReadonlyMap<number, string>): Map<number, string> {
  const byErasure = [...Map.groupBy(redactions, ({ erasureId }) => erasureId)].sort(([a], [b]) => a - b)
  const sealed = byErasure.filter(([id, rows]) => seals.get(id) === sealOf(rows.toSorted((a, b) => a.auditId - b.auditId)))
  return new Map(sealed.flatMap(([, rows]) => rows.map(({ auditId, digest }) => [auditId, digest] as const)))
}

/** One seal over all the rows that were blanked for one person, in order of id. */
export const sealOf = (rows: readonly { auditId: number; digest: string }[]) =>
  sha(JSON.stringify(rows.map(({ auditId, digest }) => [auditId, digest])))

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

type Linked = Omit<Entry, 'id' | 'hash'>
const link = (e: Linked) =>
  sha(
    JSON.stringify([
      e.previousHash,
      e.at,
      e.actorId,
      e.actor,
      e.action,
      e.entity,
      e.entityId,
      e.customerId,
      e.outcome,
      e.why,
      e.address,
      e.request,
      e.changesHash,
    ]),
  )

const sha = (text: string) => createHash('sha256').update(text).digest('base64url')
