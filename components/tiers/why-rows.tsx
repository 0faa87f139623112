import { methodLabels } from '#lib/followups/model'
import { formatFen } from '#lib/kernel/money'
import { dayOf } from '#lib/kernel/time'
import { kindLabels, statusLabels } from '#lib/tickets/labels'
import type { whyOf } from '#lib/tiers/why'
import { DataTable } from '../ui/data-table.tsx'

type Behind = ReturnType<typeof whyOf>['rows']

/** The rows that figures rest on, each kind folded below its total. */
export function WhyRows({ behind }: { behind: Behind }) {
  return (
    <>
      <Purchases behind={behind.purchases} />
      <Tickets behind={behind.tickets} />
      <FollowUps behind={behind.followUps} />
    </>
  )
}

function Purchases({ behind }: { behind: Behind['purchases'] }) {
  if (!behind) return null
  return (
    <Rows title={`采购 ${behind.total} 笔，合计 ¥${formatFen(behind.fen)}`} shown={behind.rows.length} total={behind.total}>
      <DataTable
        caption="采购明细"
        columns={[
          { key: 'on', label: '购买日期', name: true },
          { key: 'product', label: '产品' },
          { key: 'amount', label: '金额（元）', num: true, tag: true },
        ]}
        rows={behind.rows.map(({ id, purchasedOn, product, amountFen }) => ({
          id,
          cells: { on: purchasedOn, product, amount: formatFen(amountFen) },
        }))}
        totals={behind.rows.length === behind.total && behind.total > 1 ? { on: '合计', amount: formatFen(behind.fen) } : undefined}
        empty={{ title: '统计周期内没有采购' }}
      />
    </Rows>
  )
}

function Tickets({ behind }: { behind: Behind['tickets'] }) {
  if (!behind) return null
  return (
    <Rows title={`工单 ${behind.total} 张`} shown={behind.rows.length} total={behind.total}>
      <DataTable
        caption="工单明细"
        columns={[
          { key: 'number', label: '工单编号', name: true },
          { key: 'at', label: '受理日期', tag: true },
          { key: 'kind', label: '类别' },
          { key: 'status', label: '状态' },
          { key: 'score', label: '评分', num: true, tag: true },
        ]}
        rows={behind.rows.map((ticket) => ({
          id: ticket.id,
          cells: {
            number: { text: ticket.number, href: `/tickets/${ticket.id}` },
            at: dayOf(ticket.createdAt),
            kind: [ticket.type ?? kindLabels[ticket.kind], ticket.repeatOfId !== null && '重复投诉'].filter(Boolean).join('，'),
            status: statusLabels[ticket.status],
            score: ticket.score === null ? '-' : `${ticket.score} 分`,
          },
        }))}
        empty={{ title: '统计周期内没有工单' }}
      />
    </Rows>
  )
}

function FollowUps({ behind }: { behind: Behind['followUps'] }) {
  if (!behind) return null
  return (
    <Rows title={`跟进 ${behind.total} 次`} shown={behind.rows.length} total={behind.total}>
      <DataTable
        caption="跟进明细"
        columns={[
          { key: 'at', label: '跟进日期', name: true },
          { key: 'method', label: '方式', tag: true },
          { key: 'content', label: '沟通内容', wrap: true },
        ]}
        rows={behind.rows.map(({ id, occurredAt, method, content }) => ({
          id,
          cells: { at: dayOf(occurredAt), method: methodLabels[method], content: { text: content, clamp: true } },
        }))}
        empty={{ title: '还没有跟进', text: '从建档日期算起。' }}
      />
    </Rows>
  )
}

// The rows stand folded below: the figures come first.
function Rows({ title, shown, total, children }: { title: string; shown: number; total: number; children: React.ReactNode }) {
  return (
    <details className="my-2">
      <summary>{shown < total ? `${title}（列出最近 ${shown} 条）` : title}</summary>
      {children}
    </details>
  )
}
