import { sourceLabels } from '#lib/suggestions/labels'
import { viewLabels } from '#lib/suggestions/words'
import { optionsOf } from '../ui/field-spec.tsx'
import { Filters } from '../ui/filters.tsx'
import type { Place } from '../ui/place.tsx'

export function SuggestionFilters({ place }: { place: Place }) {
  return (
    <Filters
      place={place}
      filters={[
        { kind: 'search', name: 'q', label: '搜索建议', placeholder: '建议内容、客户名称、编号' },
        {
          kind: 'select',
          name: 'view',
          label: '整理情况',
          all: viewLabels.open,
          options: optionsOf(viewLabels).filter(({ value }) => value !== 'open'),
        },
        { kind: 'select', name: 'source', label: '来源', all: '全部来源', options: optionsOf(sourceLabels) },
      ]}
      more={[{ kind: 'dates', name: 'created', label: '提出日期' }]}
    />
  )
}

type Named = { id: number; name: string }

export function IdeaFilters({ place, people }: { place: Place; people: Named[] }) {
  return (
    <Filters
      place={place}
      filters={[
        { kind: 'search', name: 'q', label: '搜索改进事项', placeholder: '改进事项' },
        {
          kind: 'select',
          name: 'responsible',
          label: '负责人',
          all: '全部负责人',
          options: [...people.map(({ id, name }) => ({ value: id, label: name })), { value: 0, label: '（无负责人）' }],
        },
      ]}
    />
  )
}
