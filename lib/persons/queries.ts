import { count, desc, eq, isNull } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { files } from '#db/schema/archive'
import { erasures } from '#db/schema/persons'
import { Missing } from '../kernel/errors.ts'
import type { Grant } from '../kernel/grant.ts'
import { type Copy, copyOf } from './copy.ts'
import { isAmong } from './hashes.ts'
import type { Erasure, Ref } from './model.ts'
import { aloneOf, personOf } from './person.ts'
import type { Known } from './words.ts'

export type PersonGrant = Grant<'person.copy' | 'person.erase'>

/** Erasures that were carried out, newest first. */
export function listErasures(_me: PersonGrant, { page = 1, size = 50 }: { page?: number; size?: number } = {}, from: Source = reader()) {
  const total = from.select({ n: count() }).from(erasures).get()?.n ?? 0
  const rows = from
    .select()
    .from(erasures)
    .orderBy(desc(erasures.id))
    .limit(size)
    .offset((page - 1) * size)
    .all()
  return { rows, total }
}

/** One erasure, for its certificate; throws Missing. */
export function findErasure(_me: PersonGrant, id: number, from: Source = reader()): Erasure {
  const row = from.select().from(erasures).where(eq(erasures.id, id)).get()
  if (!row) throw new Missing('删除记录')
  return row
}

/** Erasures whose files and log are not cleared yet. */
export const listUnsettled = (from: Source = reader()): Erasure[] => from.select().from(erasures).where(isNull(erasures.settledAt)).all()

/** Every erasure there is, for the ledger beside the database. */
export const listAllErasures = (from: Source = reader()): Erasure[] => from.select().from(erasures).orderBy(erasures.id).all()

/** Of the records of an erasure those that still bear what was erased, by its hashes, with the words to look for; for a state from before it. */
export function findStill(records: readonly Ref[], hashes: readonly string[], from: Source = reader()): { refs: Ref[]; known: Known } {
  const refs = records.filter((ref) => {
    try {
      return isAmong(personOf([ref], { address: false }, from), hashes)
    } catch (error) {
      if (error instanceof Missing) return false
      throw error
    }
  })
  return { refs, known: aloneOf(personOf(refs, { address: true }, from), from) }
}

/** What of a person is looked for everywhere, before they are erased; throws Missing. */
export const findKnown = (_me: PersonGrant, refs: readonly Ref[], address: boolean, from: Source = reader()): Known =>
  aloneOf(personOf(refs, { address }, from), from)

/** Whether any file still has this content. */
export const isContentUsed = (sha256: string, from: Source = reader()) =>
  from.select({ id: files.id }).from(files).where(eq(files.sha256, sha256)).limit(1).get() !== undefined

/** All that is stored about one person, raw, for the copy they asked for; throws Missing. */
export const findCopy = (_me: Grant<'person.copy'>, refs: readonly Ref[], from: Source = reader()): Copy =>
  copyOf(personOf(refs, { address: false }, from), refs, from)
