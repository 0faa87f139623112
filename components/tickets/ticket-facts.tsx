import { minutesWords } from '#lib/sla/model'
import { causeLabels, kindLabels, scoreLabels, solutionLabels, statusLabels } from '#lib/tickets/labels'
import type { TicketPage } from '#lib/tickets/queries-page'
import { momentWords, spanWords } from '#lib/tickets/words'
import { Facts } from '../ui/facts.tsx'

const urgencyWords = { high: '高', middle: '中', low: '低' }

/** What is known of a ticket, in the documents' words. */
export function TicketFacts({ page, waitedMinutes }: { page: TicketPage; waitedMinutes: number }) {
  const { ticket: t, type, department, handler, creator, repeatOf } = page
  const told = (label: string, value: React.ReactNode) => (value ? [{ label, value }] : [])
  return (
    <Facts
      facts={[
        { label: '工单编号', value: t.number },
        { label: '工单类别', value: kindLabels[t.kind] },
        { label: '投诉类型', value: [type, t.detail].filter(Boolean).join(' / ') },
        { label: '紧急程度', value: urgencyWords[t.urgency] },
        { label: '工单状态', value: statusLabels[t.status] },
        { label: '处理部门', value: department ?? '待分配' },
        { label: '处理人', value: handler ?? '待分配' },
        { label: '分派说明', value: t.dispatchReason },
        ...told('重复投诉', repeatOf && <a href={`/tickets/${t.repeatOfId}`}>{`90 天内同类：${repeatOf}`}</a>),
        { label: '受理', value: `${momentWords(t.createdAt)}${creator ? ` · ${creator}` : ''}` },
        ...told('接收时间', t.receivedAt && momentWords(t.receivedAt)),
        ...told(
          '响应时间',
          t.respondedAt && `${momentWords(t.respondedAt)}${t.respondDueAt !== null && t.respondedAt > t.respondDueAt ? '（超时）' : ''}`,
        ),
        ...told('等待客户', waitedMinutes > 0 && `${spanWords(waitedMinutes)}，不计入时长`),
        ...told('处理时长', t.handlingMinutes !== null && minutesWords(t.handlingMinutes)),
        ...told('关闭时间', t.closedAt && momentWords(t.closedAt)),
        ...told('重新打开', t.reopenings > 0 && `${t.reopenings} 次`),
        ...told('原因归类', t.cause && [causeLabels[t.cause], t.causeNote].filter(Boolean).join('：')),
        ...told('处理方式', t.solution && solutionLabels[t.solution]),
        ...told('处理结果', t.result),
        ...told('客户反馈', t.feedback),
        ...told('满意度评分', t.score !== null && `${t.score} 分 ${scoreLabels[t.score]}`),
      ]}
    />
  )
}
