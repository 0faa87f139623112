import { sourceLabels } from '#lib/surveys/labels'
import type { listResponses } from '#lib/surveys/sums'
import { DataTable } from '../ui/data-table.tsx'
import type { Empty } from '../ui/empty-state.tsx'

type Row = ReturnType<typeof listResponses>[number]
type Props = { rows: Row[]; empty: Empty; mayReadTicket: boolean }

/** Who answered, when, how low, and what followed. */
export const ResponseTable = ({ rows, empty, mayReadTicket }: Props) => (
  <DataTable
    caption="答复"
    columns={[
      { key: 'customer', label: '客户名称', name: true },
      { key: 'day', label: '答复日期', tag: true },
      { key: 'source', label: '答复方式', tag: true },
      { key: 'tiers', label: '答复时的分层', tag: true },
      { key: 'lowest', label: '最低分', num: true, tag: true },
      { key: 'follows', label: '后续', tag: true },
      { key: 'deed', label: '操作' },
    ]}
    rows={rows.map((row) => ({
      id: row.id,
      cells: {
        customer: { text: row.customer, href: `/customers/${row.customerId}`, weak: row.number },
        day: row.day,
        source: sourceLabels[row.source],
        tiers: row.tiers.join('、') || '未分层',
        lowest: row.lowest === null ? '-' : { text: row.lowest, tone: row.lowest <= 2 ? 'bad' : undefined },
        follows: row.ticketId
          ? { text: `工单 ${row.ticket}`, href: mayReadTicket ? `/tickets/${row.ticketId}` : undefined }
          : row.todoId
            ? '回访待办'
            : '-',
        deed: { text: '看答复', href: `/surveys/answers/${row.id}` },
      },
    }))}
    empty={empty}
  />
)
