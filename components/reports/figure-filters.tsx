import { kindLabels } from '#lib/tickets/labels'
import type { Option } from '../ui/field-spec.tsx'
import { Filters } from '../ui/filters.tsx'
import type { Place } from '../ui/place.tsx'

type Named = { id: number; name: string }
type Props = { place: Place; months: Option[]; types: Named[]; departments: Named[]; handlers: Named[] }

const optionsOf = (all: Named[]) => all.map(({ id, name }) => ({ value: id, label: name }))
const kinds = Object.entries(kindLabels).map(([value, label]) => ({ value, label }))

/** Which tickets the figures speak of; complaints unless another kind is chosen. */
export function FigureFilters({ place, months, types, departments, handlers }: Props) {
  return (
    <Filters
      place={place}
      target="figures"
      filters={[
        { kind: 'select', name: 'month', label: '月份', all: '本月', options: months },
        {
          kind: 'select',
          name: 'kind',
          label: '工单类别',
          all: '投诉（默认）',
          options: [...kinds.slice(1), { value: 'all', label: '全部类别' }],
        },
        { kind: 'select', name: 'type', label: '投诉类型', options: optionsOf(types) },
      ]}
      more={[
        { kind: 'select', name: 'department', label: '处理部门', options: optionsOf(departments) },
        { kind: 'select', name: 'handler', label: '处理人', options: optionsOf(handlers) },
        {
          kind: 'select',
          name: 'urgency',
          label: '紧急程度',
          options: [
            { value: 'high', label: '高' },
            { value: 'middle', label: '中' },
            { value: 'low', label: '低' },
          ],
        },
      ]}
    />
  )
}
