import type { LedgerEntry } from '#lib/backups/erasure-ledger'
import { clearTraces, listForgotten } from '#lib/backups/erasures'
import { execute } from '#lib/execute'
import { erasePerson, settleErasure } from '#lib/persons/commands'
import { listHits } from '#lib/persons/list'
import { refWord } from '#lib/persons/model'
import { findStill } from '#lib/persons/queries'

/** Ends what erasures left to be cleared. */
export function settleErasures() {
  for (const id of clearTraces()) execute(settleErasure, { job: 'person.settle' }, { id })
}

/** Carries out again what was erased after the state that lies here was saved (I-04): before anybody is served, however long it takes. */
export function eraseAgain() {
  for (const entry of listForgotten()) repeat(entry)
  settleErasures()
}

function repeat({ id, at, actor, erasedBy, reason, records, terms, counts }: LedgerEntry) {
  const { refs, known } = findStill(records, terms)
  if (refs.length === 0) return
  const input = {
    of: refs.map(refWord),
    reason,
    address: counts.address === 1,
    files: counts.archiveFiles === 1,
    sure: true,
    confirmed: true,
    hits: [...listHits(known)].flat(),
    again: { id, at, actor, by: erasedBy },
  }
  execute(erasePerson, { job: 'person.erase' }, input)
}
