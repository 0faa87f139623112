import { dataDir } from '#db/client'
import { execute } from '#lib/execute'
import { purgeFiles } from '#lib/files/commands'
import { listExpiredFiles } from '#lib/files/queries-stored'
import { discard } from '#lib/files/store'
import { grant } from '#lib/kernel/grant'
import { purgeCustomers } from '#lib/recycle/commands'
import { PURGE_AT_ONCE } from '#lib/recycle/model'
import { isSpokenOf, listContents, listExpired } from '#lib/recycle/queries'
import { settleErasures } from './erasures.ts'
import type { Run } from './schedule.ts'
import { inSlices } from './slices.ts'

const actor = { job: 'recycle' }
const me = grant(actor, 'customer.purge')

/** Empties the recycle bins of what has lain there for thirty days, customers and files, a few at a time. */
export async function emptyBin({ at, signal }: Pick<Run, 'at' | 'signal'>): Promise<string> {
  let [gone, files] = [0, 0]
  await inSlices(portions(at), signal, (ids) => {
    purge(ids, at)
    gone += ids.length
  })
  await inSlices(filePortions(at), signal, (portion) => {
    purgeSome(portion, at)
    files += portion.length
  })
  settleErasures()
  const said = [gone > 0 && `客户 ${gone} 位`, files > 0 && `附件 ${files} 个`].filter((word) => word !== false)
  return said.length > 0 ? `彻底删除${said.join('，')}` : '回收站里没有到期的客户和附件'
}

function* portions(at: number) {
  for (let ids = listExpired(me, at, PURGE_AT_ONCE); ids.length > 0; ids = listExpired(me, at, PURGE_AT_ONCE)) yield ids
}

type Stored = ReturnType<typeof listExpiredFiles>[number]

function* filePortions(at: number) {
  const next = () => listExpiredFiles(grant(actor, 'file.purge'), at, PURGE_AT_ONCE)
  for (let some = next(); some.length > 0; some = next()) yield some
}

function purgeSome(some: Stored[], at: number) {
  execute(purgeFiles, actor, { ids: some.map(({ id }) => id), at })
  for (const { sha256 } of some) if (!isSpokenOf(me, sha256)) discard(dataDir(), sha256)
}

// The contents go once no row speaks of them; the same file may belong to another customer.
function purge(ids: number[], at: number) {
  const contents = listContents(me, ids)
  execute(purgeCustomers, actor, { ids, at })
  for (const sha256 of contents.filter((one) => !isSpokenOf(me, one))) discard(dataDir(), sha256)
}
