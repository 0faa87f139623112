import type { listCustomerPurchases } from '#lib/followups/queries-story'
import { formatFen, formatMilli } from '#lib/kernel/money'
import { changeItem } from '../truth/change-item.tsx'
import { type Empty, EmptyState } from '../ui/empty-state.tsx'
import { type Happening, Timeline } from '../ui/timeline.tsx'
import { change, type Entry } from './told-change.tsx'
import { type Attached, contact, type FollowUp } from './told-contact.tsx'

type Purchase = ReturnType<typeof listCustomerPurchases>[number]

export type Dated = Happening & { order: number }

/** One customer's story: contacts, purchases and changes in one list, newest first (quality 7.23). */
export function Story({
  followUps,
  purchases,
  history,
  events = [],
  at,
  limit,
  id,
  attached,
  show,
  may,
}: {
  followUps: FollowUp[]
  purchases: Purchase[]
  history: Entry[]
  events?: Parameters<typeof changeItem>[0][]
  at: number
  limit: number
  id: number
  attached?: Attached
  show?: 'follow-ups' | 'purchases' | 'changes'
  may: { follow: boolean; import: boolean }
}) {
  const items = [
    ...followUps.map((f) => contact(f, at, attached)),
    ...purchases.map(purchase),
    ...history.map((entry) => change(entry, show !== 'changes')),
    ...events.map(changeItem),
  ]
  if (items.length === 0) return <EmptyState {...emptyOf(show, id, may)} />
  return <Timeline items={items.sort((a, b) => b.order - a.order).slice(0, limit)} />
}

function emptyOf(show: 'follow-ups' | 'purchases' | 'changes' | undefined, id: number, may: { follow: boolean; import: boolean }): Empty {
  if (show === 'changes') return { title: '还没有变更', text: '档案的每次修改都会记在这里。' }
  if (show === 'purchases')
    return {
      title: '还没有采购记录',
      text: '采购记录从表格导入，合作时长和合作产品由此得出。',
      deed: may.import ? { href: '/imports/new?target=purchases', label: '导入采购记录' } : undefined,
    }
  return {
    title: show ? '还没有跟进' : '还没有记录',
    text: '每次联系之后记一笔，下一步会出现在工作台上。',
    deed: may.follow ? { href: `/customers/${id}/follow-up`, label: '新增跟进' } : undefined,
  }
}

function purchase(p: Purchase): Dated {
  return {
    id: `p${p.id}`,
    order: Date.parse(`${p.purchasedOn}T00:00:00+08:00`),
    at: p.purchasedOn,
    datetime: p.purchasedOn,
    meta: `采购 · ${p.product} ${formatMilli(p.quantityMilli)}${p.unit}`,
    tone: 'good',
    text: <p>{`¥${formatFen(p.amountFen)}${p.note ? `，${p.note}` : ''}`}</p>,
  }
}
