import { dayOf } from '#lib/kernel/time'
import type { listOfThese } from '#lib/strategies/list'
import { periodWords } from '#lib/strategies/words'
import { momentWords } from '#lib/tickets/words'
import { DataTable } from '../ui/data-table.tsx'

type Row = ReturnType<typeof listOfThese>[number]
type Bought = Map<number, string>

/** The pushes behind a number: to whom, by whom, and what came of each. */
export const PushTable = ({ rows, bought }: { rows: Row[]; bought: Bought }) => (
  <DataTable
    caption="推送记录"
    columns={[
      { key: 'customer', label: '客户', name: true },
      { key: 'period', label: '期次', tag: true },
      { key: 'assignee', label: '执行人', tag: true },
      { key: 'pushed', label: '推送日期', tag: true },
      { key: 'state', label: '状态' },
      { key: 'money', label: '购买金额（元）', num: true, tag: true },
    ]}
    rows={rows.map((row) => ({ id: row.id, cells: cellsOf(row, bought) }))}
    empty={{ title: '没有符合的推送', text: '换一个期次或数字再看。' }}
  />
)

const cellsOf = (row: Row, bought: Bought) => ({
  customer: { text: row.customer, href: `/customers/${row.customerId}` },
  period: periodWords(row.period),
  assignee: row.assignee ?? '-',
  pushed: dayOf(row.pushedAt),
  state: stateOf(row),
  money: bought.get(row.id) ?? '-',
})

function stateOf({ sentAt, todoStatus }: Row) {
  if (sentAt !== null) return { text: '已送达', badge: 'good' as const, weak: momentWords(sentAt) }
  return todoStatus === 'cancelled' ? { text: '已取消', badge: 'plain' as const } : { text: '待送达', badge: 'accent' as const }
}
