import type { listHistory } from '#lib/audit/queries'
import { contentTypeLabels, delayOf, dueWords, isLate, methodLabels, standingOf } from '#lib/followups/model'
import type { listCustomerFollowUps, listCustomerPurchases } from '#lib/followups/queries'
import { permissionLabels } from '#lib/kernel/labels'
import { formatFen, formatMilli } from '#lib/kernel/money'
import { dayOf, timeOf } from '#lib/kernel/time'
import { Badge } from '../ui/badge.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { type Happening, Timeline } from '../ui/timeline.tsx'

const NONE = '未填写'

type FollowUp = ReturnType<typeof listCustomerFollowUps>[number]
type Purchase = ReturnType<typeof listCustomerPurchases>[number]
type Entry = ReturnType<typeof listHistory>[number]
type Dated = Happening & { order: number }

/** One customer's story: contacts, purchases and changes in one list, newest first (quality 7.23). */
export function Story({
  followUps,
  purchases,
  history,
  at,
  limit,
  id,
}: {
  followUps: FollowUp[]
  purchases: Purchase[]
  history: Entry[]
  at: number
  limit: number
  id: number
}) {
  const items = [...followUps.map((f) => contact(f, at)), ...purchases.map(purchase), ...history.map(change)]
  if (items.length === 0)
    return (
      <EmptyState
        title="还没有记录"
        text="每次联系之后记一笔，下一步会出现在工作台上。"
        deed={{ href: `/customers/${id}/follow-up`, label: '新增跟进' }}
      />
    )
  return <Timeline items={items.sort((a, b) => b.order - a.order).slice(0, limit)} />
}

function contact(f: FollowUp, at: number): Dated {
  const who = f.follower ?? (f.followerName ? `${f.followerName}（未登记）` : '未知')
  return {
    id: `f${f.id}`,
    order: f.occurredAt,
    at: `${dayOf(f.occurredAt)} ${timeOf(f.occurredAt)}`,
    datetime: new Date(f.occurredAt).toISOString(),
    meta: [methodLabels[f.method], who, f.number].join(' · '),
    badges: [
      ...(f.contentType ? [{ text: contentTypeLabels[f.contentType] }] : []),
      f.imported ? { text: '导入' } : { text: delayOf(f), ...(isLate(f) && { tone: 'warn' as const }) },
    ],
    text: (
      <>
        <p>{f.content}</p>
        {f.feedback && <p>客户反馈：{f.feedback}</p>}
      </>
    ),
    next: f.plan ? <Next followUp={f} at={at} /> : undefined,
  }
}

function Next({ followUp: { plan, planDueAt, planDueTime, planStatus, planDoneAt }, at }: { followUp: FollowUp; at: number }) {
  const standing = standingOf(planDueAt, at)
  return (
    <>
      {`下一步：${plan} `}
      {planStatus === 'open' ? (
        <Badge tone={standing === 'overdue' ? 'bad' : standing === 'today' ? 'warn' : 'plain'}>
          {dueWords({ dueAt: planDueAt, dueTime: planDueTime }, at)}
        </Badge>
      ) : (
        <Badge tone={planStatus === 'done' ? 'good' : 'plain'}>{planStatus === 'done' ? `${dayOf(planDoneAt ?? 0)} 完成` : '已取消'}</Badge>
      )}
    </>
  )
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

function change(e: Entry): Dated {
  // The archive's beginning has nothing to compare with: its facts stand beside it.
  const told = e.action === permissionLabels['customer.create'] ? [] : e.changes
  const text = told.map((c) => (c.from === NONE ? `「${c.label}」${c.to}` : `「${c.label}」从 ${c.from} 改为 ${c.to}`)).join('；')
  return {
    id: `c${e.id}`,
    order: e.at,
    at: `${dayOf(e.at)} ${timeOf(e.at)}`,
    datetime: new Date(e.at).toISOString(),
    meta: `${e.action} · ${e.actor}`,
    text: text || e.why ? <p>{[e.why && `原因：${e.why}`, text].filter(Boolean).join('。')}</p> : undefined,
  }
}
