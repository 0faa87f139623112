import { redirect } from 'next/navigation'
import { cache } from 'react'
import { findArchive } from '#lib/customers/queries-archive'
import { findWinner, listMerges } from '#lib/duplicates/queries-merges'
import { can, type Grant, grant } from '#lib/kernel/grant'
import { now } from '#lib/kernel/time'
import { allow, idIn, orNotFound } from '../../../_web/allow.ts'
import { unmerge } from '../duplicates/actions.ts'

/** The archive of an address; a merged one's address leads to the archive it went into (W-15). */
export const archiveAt = async (params: Promise<{ id: string }>) => archiveOf(await idIn(params))

// The title and the page ask for the same one.
const archiveOf = cache(async (id: number) => {
  const me = await allow('customer.read')
  const winner = findWinner(me, id)
  if (winner !== undefined) redirect(`/customers/${winner}`)
  return orNotFound(me, () => findArchive(me, id))
})

/** What was merged into this customer and can still be undone, with the button for it. */
export function mergesOf(me: Grant<'customer.read'>, winnerId: number) {
  const rows = can(me.actor, 'customer.unmerge') ? listMerges(grant(me.actor, 'customer.unmerge'), { winnerId }).rows : []
  return { merges: rows, at: now(), undo: unmerge }
}
