import { isShown } from '#lib/files/formats'
import { countFiles, listFiles, listFollowUpFiles } from '#lib/files/list'
import { reachesFiles } from '#lib/files/queries'
import { can, type Grant, grant } from '#lib/kernel/grant'

const LATEST = 5

/** What the archive shows of its files: how many, the latest, those of each follow-up; undefined for whom files are no business. */
export function attachedTo(me: Grant<'customer.read'>, id: number, followUps: { id: number }[]) {
  if (!can(me.actor, 'file.read')) return undefined
  const reading = grant(me.actor, 'file.read')
  if (!reachesFiles(reading, 'file.read', id)) return undefined
  const withSign = <F extends { extension: string }>(file: F) => ({ ...file, shown: isShown(file.extension) })
  const theirs = listFollowUpFiles(
    reading,
    id,
    followUps.map((one) => one.id),
  )
  return {
    count: countFiles(reading, id),
    latest: listFiles(reading, id, { size: LATEST }).map(withSign),
    mayAttach: reachesFiles(reading, 'file.attach', id),
    byFollowUp: Map.groupBy(theirs.map(withSign), ({ followUpId }) => followUpId ?? 0),
  }
}
