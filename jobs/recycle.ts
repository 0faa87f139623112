import { dataDir } from '#db/client'
import { execute } from '#lib/execute'
import { discard } from '#lib/files/store'
import { grant } from '#lib/kernel/grant'
import { purgeCustomers } from '#lib/recycle/commands'
import { PURGE_AT_ONCE } from '#lib/recycle/model'
import { isSpokenOf, listContents, listExpired } from '#lib/recycle/queries'
import type { Run } from './schedule.ts'
import { inSlices } from './slices.ts'

const actor = { job: 'recycle' }
const me = grant(actor, 'customer.purge')

/** Empties the recycle bin of what has lain there for thirty days, a few customers at a time. */
export async function emptyBin({ at, signal }: Pick<Run, 'at' | 'signal'>): Promise<string> {
  let gone = 0
  await inSlices(portions(at), signal, (ids) => {
    purge(ids, at)
    gone += ids.length
  })
  return gone > 0 ? `彻底删除客户 ${gone} 位` : '回收站里没有到期的客户'
}

function* portions(at: number) {
  for (let ids = listExpired(me, at, PURGE_AT_ONCE); ids.length > 0; ids = listExpired(me, at, PURGE_AT_ONCE)) yield ids
}

// The contents go once no row speaks of them; the same file may belong to another customer.
function purge(ids: number[], at: number) {
  const contents = listContents(me, ids)
  execute(purgeCustomers, actor, { ids, at })
  for (const sha256 of contents.filter((one) => !isSpokenOf(me, one))) discard(dataDir(), sha256)
}
