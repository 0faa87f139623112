import { can, type Grant, grant } from '#lib/kernel/grant'
import { type findRun, findTier, lastRun } from '#lib/tiers/queries'
import { isDecidedSince } from '#lib/tiers/queries-held'

/** Whether a trial can no longer become true as it was shown: labels, rules or decisions have changed since. */
export function isStale(me: Grant<'tier.read'>, run: ReturnType<typeof findRun>): boolean {
  if ((lastRun(me)?.id ?? null) !== run.baseId) return true
  if (run.rules.some(({ id, version }) => findTier(me, id).version !== version)) return true
  return can(me.actor, 'tier.edit') && isDecidedSince(grant(me.actor, 'tier.edit'), run.finishedAt ?? 0)
}
