import { sourceLabels } from '#lib/surveys/labels'
import { Filters } from '../ui/filters.tsx'
import type { Place } from '../ui/place.tsx'

const sources = Object.entries(sourceLabels).map(([value, label]) => ({ value, label }))

export const ResultFilters = ({ place, target }: { place: Place; target: string }) => (
  <Filters
    place={place}
    target={target}
    filters={[
      { kind: 'dates', name: 'day', label: '答复日期' },
      { kind: 'select', name: 'source', label: '答复方式', options: sources },
    ]}
  />
)
