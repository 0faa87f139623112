import { Story } from '#components/customers/story'
import { Tabs } from '#components/ui/tabs'
import { listHistory } from '#lib/audit/queries'
import { listChanges } from '#lib/changes/queries'
import { countStory, listCustomerFollowUps, listCustomerPurchases } from '#lib/followups/queries-story'
import { type Grant, grant } from '#lib/kernel/grant'
import { now } from '#lib/kernel/time'
import type { mayWith } from '#lib/sharing/queries'
import type { attachedTo } from './attached.ts'

export const kinds = ['follow-ups', 'purchases', 'changes'] as const
export const STEP = 30

type May = ReturnType<typeof mayWith>
type Asked = { kind: (typeof kinds)[number] | undefined; limit: number; may: May }

/** What has passed between the house and one customer, of the kind asked for, the latest `limit`. */
export function pastOf(me: Grant<'customer.read'>, id: number, { kind, limit, may }: Asked) {
  const counts = countStory(me, id)
  const followUps = !kind || kind === 'follow-ups' ? listCustomerFollowUps(me, id, limit) : []
  const purchases =
    (!kind || kind === 'purchases') && may('purchase.read') ? listCustomerPurchases(grant(me.actor, 'purchase.read'), id, limit) : []
  const history = !kind || kind === 'changes' ? listHistory(me, id, limit) : []
  const changes = !kind || kind === 'changes' ? listChanges(me, id, limit) : []
  return { kind, limit, counts, followUps, purchases, history, changes }
}

type Props = { id: number; past: ReturnType<typeof pastOf>; attached: ReturnType<typeof attachedTo>; may: May }

/** The story of one customer, told by kind, with the way to what is older. */
export function Past({ id, past: { kind, limit, counts, followUps, purchases, history, changes }, attached, may }: Props) {
  return (
    <>
      <Tabs
        label="往来"
        tabs={[
          { href: `/customers/${id}`, label: '全部', current: !kind },
          { href: `/customers/${id}?show=follow-ups`, label: '跟进', count: counts.followUps, current: kind === 'follow-ups' },
          { href: `/customers/${id}?show=purchases`, label: '采购', count: counts.purchases, current: kind === 'purchases' },
          ...(attached ? [{ href: `/customers/${id}/files`, label: '附件', count: attached.count }] : []),
          { href: `/customers/${id}?show=changes`, label: '变更', current: kind === 'changes' },
        ]}
      />
      <Story
        followUps={followUps}
        purchases={purchases}
        history={history}
        events={changes}
        at={now()}
        limit={limit}
        id={id}
        attached={attached}
        show={kind}
        may={{ follow: may('followUp.create'), import: may('import.create') }}
      />
      {followUps.length + purchases.length + history.length > limit && (
        <p>
          <a className="btn" href={`/customers/${id}?${new URLSearchParams({ ...(kind && { show: kind }), more: String(limit + STEP) })}`}>
            显示更早的记录
          </a>
        </p>
      )}
    </>
  )
}
