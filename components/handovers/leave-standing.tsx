import { isReturnable, type Leave, RETURN_DAYS, splitLabels } from '#lib/handovers/model'
import type { listBooks, listStayed } from '#lib/handovers/queries-leaves'
import { dayOf, timeOf } from '#lib/kernel/time'
import { ActionButton } from '../ui/action-button.tsx'
import type { FormAction } from '../ui/form.tsx'
import { Notice } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'
import { HandoverTable } from './handover-table.tsx'

type Props = {
  leave: Leave
  userId: number
  books: ReturnType<typeof listBooks>
  stayed: ReturnType<typeof listStayed> | undefined
  at: number
  giveBack: FormAction
}

/** How the last leave of a person stands: done with its books and the way back, or taken back with what stayed. */
export function LeaveStanding({ leave, userId, books, stayed, at, giveBack }: Props) {
  return (
    <Section
      title="交接记录"
      sub={`${dayOf(leave.at)} ${timeOf(leave.at)} · ${splitLabels[leave.split]} · ${leave.reason}`}
      deeds={
        isReturnable(leave, at) && (
          <ActionButton
            action={giveBack}
            values={{ id: userId }}
            confirm={`撤销这次离职交接？仍在接收人名下的客户、待办、协作会回到原负责人，之后又被转走的保持不变${leave.wasActive ? '，账号重新启用' : ''}。`}
            yes="撤销交接"
          >
            撤销交接
          </ActionButton>
        )
      }
    >
      {leave.status === 'returned' && <Stayed stayed={stayed} />}
      <HandoverTable rows={books} empty={{ title: '名下没有需要移交的客户和待办' }} />
      {isReturnable(leave, at) && <p className="weak">{`${RETURN_DAYS} 天内可以撤销。`}</p>}
    </Section>
  )
}

const kinds: Record<string, string> = {
  customer: '位客户',
  todo: '项待办',
  collaborator: '项协作',
  collaboratorGone: '项协作',
  binned: '位回收站里的客户',
  import: '份导入',
  view: '个视图',
  viewRenamed: '个视图',
}

function Stayed({ stayed }: Pick<Props, 'stayed'>) {
  if (!stayed || stayed.kinds.length === 0) return <Notice tone="good">已撤销，全部内容已回到原负责人名下。</Notice>
  const count = stayed.kinds.map(({ kind, n }) => `${n} ${kinds[kind] ?? '项'}`).join('、')
  return (
    <Notice tone="warn" title="已撤销，有些内容之后又被处理过，保持现状">
      <p>{count}</p>
      {stayed.rows.length > 0 && (
        <ul>
          {stayed.rows.map(({ id, name, owner, deletedAt }) => (
            <li key={id}>
              {deletedAt === null ? <a href={`/customers/${id}`}>{`${name}（现由 ${owner ?? '无人'} 负责）`}</a> : `${name}（已删除）`}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}
