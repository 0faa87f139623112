import { contentTypeLabels, delayOf, dueWords, isLate, methodLabels, standingOf } from '#lib/followups/model'
import type { listCustomerFollowUps } from '#lib/followups/queries-story'
import { dayOf, timeOf } from '#lib/kernel/time'
import { FileLink } from '../files/file-table.tsx'
import { Badge } from '../ui/badge.tsx'
import type { Dated } from './story.tsx'

export type FollowUp = ReturnType<typeof listCustomerFollowUps>[number]

export type Attached = { mayAttach: boolean; byFollowUp: Map<number, { id: number; name: string; extension: string; shown: boolean }[]> }

export function contact(f: FollowUp, at: number, attached?: Attached): Dated {
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
