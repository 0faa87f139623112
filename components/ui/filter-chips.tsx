import { flatOptions, keyOf, labelOf } from './field-spec.tsx'
import { type FilterSpec, namesOf } from './filter-spec.tsx'
import { at, listOf, type Place } from './place.tsx'

type Props = { place: Place; filters: FilterSpec[]; children?: React.ReactNode }

/** The filters that hold, each with its way out. */
export function Chips({ place, filters, children }: Props) {
  const held = filters.filter((spec) => spec.kind !== 'search' && textOf(spec, place) !== '')
  const none = Object.fromEntries([...filters.flatMap(namesOf), 'page'].map((name) => [name, null]))
  return (
    <div className="chips" id="chips">
      {held.map((spec) => (
        <a key={spec.name} className="chip" href={at(place, { ...dropped(spec), page: null })} title="去掉这个条件">
          {`${spec.label} ${textOf(spec, place)}`}
        </a>
      ))}
      {held.length > 1 && <a href={at(place, none)}>清除全部</a>}
      {children}
    </div>
  )
}

const dropped = (spec: FilterSpec) => Object.fromEntries(namesOf(spec).map((name) => [name, null]))

function textOf(spec: FilterSpec, { query }: Place): string {
  const [first = '', last = ''] = namesOf(spec).map((name) => listOf(query[name])[0] ?? '')
  if (spec.kind === 'select') return labelFor(spec, first)
  if (spec.kind === 'check') return first === '1' ? '是' : ''
  if (spec.kind === 'dates' || spec.kind === 'range') return first || last ? `${first || '不限'} – ${last || '不限'}` : ''
  return first
}

function labelFor(spec: Extract<FilterSpec, { kind: 'select' }>, value: string): string {
  const option = flatOptions(spec.options).find((one) => keyOf(one) === value)
  return option ? labelOf(option) : ''
}
