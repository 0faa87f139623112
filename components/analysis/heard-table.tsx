import type { Heard } from '#lib/analysis/queries-heard'
import { DataTable } from '../ui/data-table.tsx'

/** What customers said, the latest first; `labels` names where. */
export const HeardTable = ({ rows, labels }: { rows: Heard[]; labels: Record<Heard['voice'], string> }) => (
  <DataTable
    caption="客户说的"
    empty={{ title: '没有可以列出的记录', deed: { href: '/analysis/needs', label: '回到需求分析' } }}
    columns={[
      { key: 'customer', label: '客户名称', name: true },
      { key: 'voice', label: '来源', tag: true },
      { key: 'on', label: '日期', tag: true },
      { key: 'text', label: '内容', wrap: true },
    ]}
    rows={rows.map(({ ref, customerId, customer, voice, on, text, href }) => ({
      id: ref,
      label: customer,
      cells: {
        customer: { text: customer, href: `/customers/${customerId}` },
        voice: { text: labels[voice], href },
        on,
        text: { text, clamp: true },
      },
    }))}
  />
)
