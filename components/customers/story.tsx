import type { listHistory } from '#lib/audit/queries'
import { contentTypeLabels, delayOf, dueWords, isLate, methodLabels, standingOf } from '#lib/followups/model'
import type { listCustomerFollowUps, listCustomerPurchases } from '#lib/followups/queries'
import { permissionLabels } from '#lib/kernel/labels'
import { formatFen, formatMilli } from '#lib/kernel/money'
import { dayOf, timeOf } from '#lib/kernel/time'
import { FileLink } from '../files/file-table.tsx'
import { changeItem } from '../truth/change-item.tsx'
import { Badge } from '../ui/badge.tsx'
import { type Empty, EmptyState } from '../ui/empty-state.tsx'
import { type Happening, Timeline } from '../ui/timeline.tsx'

const NONE = '未填写'

type FollowUp = ReturnType<typeof listCustomerFollowUps>[number]
type Purchase = ReturnType<typeof listCustomerPurchases>[number]
type Entry = ReturnType<typeof listHistory>[number]
type Attached = { mayAttach: boolean; byFollowUp: Map<number, { id: number; name: string; extension: string; shown: boolean }[]> }
type Dated = Happening & { order: number }

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
    ...history.map(change),
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

function contact(f: FollowUp, at: number, attached?: Attached): Dated {
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
        <Files files={attached?.byFollowUp.get(f.id) ?? []} />
      </>
    ),
    next: f.plan ? <Next followUp={f} at={at} /> : undefined,
    deeds: attached?.mayAttach ? (
      <a className="btn quiet" href={`/customers/${f.customerId}/files?followUp=${f.id}#upload`}>
        上传附件
      </a>
    ) : undefined,
  }
}

function Files({ files }: { files: { id: number; name: string; extension: string; shown: boolean }[] }) {
  if (files.length === 0) return null
  return (
    <ul className="files">
      {files.map(({ id, name, extension, shown }) => (
        <li key={id}>
          <FileLink id={id} shown={shown} text={`${name}.${extension}`} />
        </li>
      ))}
    </ul>
  )
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

// What the deed's own name says already, and what is counted beside the to-do.
const counted = new Set(['改期次数', '状态', '完成时间', '完成人', '示例数据'])

// What came or went as a whole is told by its name alone.
const named = new Set([permissionLabels['file.attach'], permissionLabels['file.remove'], permissionLabels['file.restore']])
const brief = new Set([permissionLabels['customer.create'], ...named])

function change(e: Entry): Dated {
  // The archive's beginning has nothing to compare with: its facts stand beside it.
  const told = brief.has(e.action) ? [] : e.changes.filter(({ label }) => !counted.has(label))
  const reason = e.action === permissionLabels['todo.finish'] ? '处理结果' : '原因'
  const text = told.map((c) => (c.from === NONE ? `「${c.label}」${c.to}` : `「${c.label}」从 ${c.from} 改为 ${c.to}`)).join('；')
  return {
    id: `c${e.id}`,
    order: e.at,
    at: `${dayOf(e.at)} ${timeOf(e.at)}`,
    datetime: new Date(e.at).toISOString(),
    meta: `${e.action} · ${e.actor}`,
    text:
      text || e.why ? (
        <p>{[e.why && (named.has(e.action) ? e.why : `${reason}：${e.why}`), text].filter(Boolean).join('。')}</p>
      ) : undefined,
  }
}
