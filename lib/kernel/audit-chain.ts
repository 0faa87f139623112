import { createHash } from 'node:crypto'
import type { auditLog } from '#db/schema/audit'

export type Entry = typeof auditLog.$inferSelect

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

type Linked = Omit<Entry, 'id' | 'hash'>
/** The hash of a row: its own content and that of the row before it. */
export const link = (e: Linked) =>
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

export const sha = (text: string) => createHash('sha256').update(text).digest('base64url')
