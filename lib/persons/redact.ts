import { and, eq, inArray, ne } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { auditChanges, auditLog } from '#db/schema/audit'
import { auditRedactions } from '#db/schema/persons'
import { ERASED } from '../formats/mask.ts'
import { digestOf, sealOf } from '../kernel/audit-chain.ts'
import type { Person } from './model.ts'
import { cleaned, cleanedWithin, type Known } from './words.ts'

type Changes = Record<string, [unknown, unknown]>
type Row = { entry: typeof auditLog.$inferSelect; changes: Changes | null }

const OF_CONTACT = ['contactMasked', 'phoneMasked', 'emailMasked', 'position', 'channel', 'birthday', 'preferences', 'taboos']
const OF_ARCHIVE = ['contactMasked', 'phoneMasked', 'emailMasked', 'position']
const LOT = 500

/** Blanks a person in the record's before and after, and in its reasons; the chain holds, because each blanked row is put down with a digest. Returns how many, and the seal over all. */
export function redactAudit(
  tx: Tx,
  { person, alone, found, address }: { person: Person; alone: Known; found: number[]; address: boolean },
  erasureId: number,
) {
  const own = idsOf(tx, person)
  const ids = [...new Set([...own, ...found])].sort((a, b) => a - b)
  const mine = new Set(own)
  const redactions = lotsOf(ids).flatMap((lot) =>
    rowsOf(tx, lot).flatMap((row) => blank(tx, row, mine.has(row.entry.id) ? person : { ...person, ...alone }, address, erasureId)),
  )
  return { count: redactions.length, seal: sealOf(redactions) }
}

function blank(tx: Tx, row: Row, person: Person, address: boolean, erasureId: number) {
  const { entry } = row
  const why = cleaned(entry.why, person, true)
  const changes = row.changes && withoutWords(entry, row.changes, person, address)
  const [before, after] = [JSON.stringify(row.changes), JSON.stringify(changes)]
  if (why === entry.why && before === after) return []
  const digest = digestOf({ ...entry, why, changes: row.changes ? after : null })
  tx.insert(auditRedactions).values({ auditId: entry.id, erasureId, digest }).run()
  if (why !== entry.why) tx.update(auditLog).set({ why }).where(eq(auditLog.id, entry.id)).run()
  if (before !== after) tx.update(auditChanges).set({ changes }).where(eq(auditChanges.auditId, entry.id)).run()
  return [{ auditId: entry.id, digest }]
}

function withoutWords(entry: Row['entry'], changes: Changes, person: Person, address: boolean): Changes {
  const fields = new Set(personalFields(entry, person, address))
  return Object.fromEntries(
    Object.entries(changes).map(([field, pair]) => [
      field,
      fields.has(field) ? (pair.map(erased) as [unknown, unknown]) : (cleanedWithin(pair, person, true) as [unknown, unknown]),
    ]),
  )
}

const erased = (value: unknown) => (value === null || value === '' ? value : ERASED)

/** The fields of this row that say something of the person, whatever they say. */
function personalFields({ entity, entityId }: Row['entry'], { records, contacts }: Person, address: boolean): string[] {
  if (entity === 'contact') return contacts.includes(entityId ?? 0) ? OF_CONTACT : []
  const isTheirs = records.some(({ kind, id }) => kind === 'customer' && id === entityId)
  return entity === 'customer' && isTheirs ? [...OF_ARCHIVE, ...(address ? ['address', 'note'] : [])] : []
}

const idsOf = (tx: Tx, { customers }: Person) =>
  tx
    .select({ id: auditLog.id })
    .from(auditLog)
    .where(and(inArray(auditLog.customerId, customers), ne(auditLog.entity, 'person')))
    .all()
    .map(({ id }) => id)

const rowsOf = (tx: Tx, ids: number[]): Row[] =>
  tx
    .select({ entry: auditLog, changes: auditChanges.changes })
    .from(auditLog)
    .leftJoin(auditChanges, eq(auditChanges.auditId, auditLog.id))
    .where(and(inArray(auditLog.id, ids), ne(auditLog.entity, 'person')))
    .orderBy(auditLog.id)
    .all()

const lotsOf = (ids: number[]) => Array.from({ length: Math.ceil(ids.length / LOT) }, (_, at) => ids.slice(at * LOT, (at + 1) * LOT))
