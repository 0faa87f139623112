import { kindLabels, statusLabels } from '#lib/tickets/labels'
import type { listTypes } from '#lib/tickets/queries-rules'
import { optionsOf } from '../ui/field-spec.tsx'
import { Filters } from '../ui/filters.tsx'
import type { Place } from '../ui/place.tsx'
import { typeGroups } from './fields.tsx'

type Named = { id: number; name: string }
type Props = { place: Place; types: ReturnType<typeof listTypes>; departments: Named[]; handlers: Named[]; children?: React.ReactNode }

const named = (rows: Named[]) => rows.map(({ id, name }) => ({ value: id, label: name }))
const urgencies = [
  { value: 'high', label: '高' },
  { value: 'middle', label: '中' },
  { value: 'low', label: '低' },
]

export function TicketFilters({ place, types, departments, handlers, children }: Props) {
  return (
    <Filters
      place={place}
      filters={[
        { kind: 'search', name: 'q', label: '搜索工单', placeholder: '工单编号、客户、电话、问题描述' },
        {
          kind: 'select',
          name: 'status',
          label: '工单状态',
          all: '全部状态',
          options: [{ value: 'open', label: '未关闭' }, ...optionsOf(statusLabels)],
        },
        { kind: 'select', name: 'kind', label: '工单类别', all: '全部类别', options: optionsOf(kindLabels) },
        {
          kind: 'select',
          name: 'handler',
          label: '处理人',
          all: '全部处理人',
          options: [...named(handlers), { value: 0, label: '（无处理人）' }],
        },
      ]}
      more={[
        { kind: 'select', name: 'type', label: '投诉类型', options: typeGroups(types) },
        { kind: 'select', name: 'urgency', label: '紧急程度', options: urgencies },
        { kind: 'select', name: 'department', label: '处理部门', options: named(departments) },
        { kind: 'check', name: 'overdue', label: '只看已超时' },
        { kind: 'check', name: 'repeated', label: '只看重复投诉' },
        { kind: 'dates', name: 'created', label: '受理日期' },
      ]}
    >
      {children}
    </Filters>
  )
}
