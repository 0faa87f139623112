import { kindLabels, wayLabels } from '#lib/tickets/labels'
import type { listRules } from '#lib/tickets/queries-rules'
import { DataTable } from '../ui/data-table.tsx'

const urgencyWords = { high: '高', middle: '中', low: '低' }

/** Which type goes where; a department that is not there stands out. */
export function RuleTable({ rules, mayEdit }: { rules: ReturnType<typeof listRules>; mayEdit: boolean }) {
  return (
    <DataTable
      caption="投诉类型与分派"
      columns={[
        { key: 'name', label: '类型', name: true },
        { key: 'kind', label: '工单类别' },
        { key: 'details', label: '细项', wrap: true, extra: true },
        { key: 'department', label: '处理部门', tag: true },
        { key: 'way', label: '分派方式', tag: true },
        { key: 'urgency', label: '紧急程度', tag: true },
        { key: 'edit', label: '操作' },
      ]}
      rows={rules.map((rule) => ({
        id: rule.id,
        tone: rule.active ? undefined : 'weak',
        cells: {
          name: rule.active ? rule.name : [{ text: rule.name }, { text: '停用', badge: 'plain' }],
          kind: kindLabels[rule.kind],
          details: rule.details.join('、') || '-',
          department: rule.department ?? {
            text: rule.departmentName ? `${rule.departmentName}（还没有这个部门）` : '等待分配',
            badge: 'warn',
          },
          way: rule.way === 'head' && rule.head ? `${wayLabels.head}：${rule.head}` : wayLabels[rule.way],
          urgency: urgencyWords[rule.urgency],
          edit: mayEdit ? { text: '修改', href: `/settings/tickets?type=${rule.id}#edit` } : null,
        },
      }))}
      empty={{ title: '还没有类型', text: '类型决定工单交给哪个部门。' }}
    />
  )
}
