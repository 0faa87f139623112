import { Options } from './control.tsx'
import { Chips } from './filter-chips.tsx'
import { type FilterSpec, namesOf } from './filter-spec.tsx'

import { listOf, type Place } from './place.tsx'
import { Still } from './still.tsx'

export type { FilterSpec } from './filter-spec.tsx'

type Props = {
  place: Place
  filters: FilterSpec[]
  /** Folded behind 更多筛选. */
  more?: FilterSpec[]
  /** The id of what the search renews while one types; it must stand on this page. */
  target?: string
  /** Links beside the chips: saved views, as a rule. */
  children?: React.ReactNode
}

/** One line of filters above a list: a plain GET form that scripts make live. */
export function Filters({ place, filters, more = [], target = 'list', children }: Props) {
  const all = [...filters, ...more]
  const kept = Object.entries(place.query).filter(([name]) => name !== 'page' && !all.some((spec) => namesOf(spec).includes(name)))
  const live = {
    'hx-get': place.path,
    'hx-trigger': 'input changed delay:200ms, submit',
    'hx-select': `#${target}`,
    'hx-target': `#${target}`,
    'hx-select-oob': '#chips,#count',
    'hx-swap': 'outerHTML',
    'hx-sync': 'this:replace',
    'hx-push-url': 'true',
  }
  return (
    <search>
      <Still keptAs={`filters ${JSON.stringify([place, filters, more, target])}`}>
        <form className="filters" action={place.path} {...live}>
          {kept.flatMap(([name, value]) => listOf(value).map((one) => <input key={name + one} type="hidden" name={name} value={one} />))}
          {filters.map((spec) => (
            <Filter key={spec.name} spec={spec} query={place.query} />
          ))}
          {more.length > 0 && (
            <details className="drop">
              <summary className="btn">更多筛选</summary>
              <div className="panel">
                {more.map((spec) => (
                  <Filter key={spec.name} spec={spec} query={place.query} labelled />
                ))}
              </div>
            </details>
          )}
          <button type="submit" className="btn">
            {all.every(({ kind }) => kind === 'search') ? '查找' : '筛选'}
          </button>
        </form>
      </Still>
      <Chips place={place} filters={all}>
        {children}
      </Chips>
    </search>
  )
}

type FilterProps = { spec: FilterSpec; query: Place['query']; labelled?: boolean }

function Filter({ spec, query, labelled }: FilterProps) {
  const { kind, name, label } = spec
  const value = (suffix = '') => listOf(query[name + suffix])[0]
  switch (kind) {
    case 'search':
      return (
        <input
          type="search"
          id={`q-${name}`}
          name={name}
          aria-label={label}
          placeholder={spec.placeholder}
          defaultValue={value()}
          data-search=""
        />
      )
    case 'text':
      return (
        <label>
          <span>{label}</span>
          <input name={name} placeholder={spec.placeholder} defaultValue={value()} />
        </label>
      )
    case 'select':
      return (
        <label>
          <span className={labelled ? undefined : 'vh'}>{label}</span>
          <select name={name} defaultValue={value() ?? ''}>
            <option value="">{spec.all ?? (labelled ? '全部' : `全部${label}`)}</option>
            <Options options={spec.options} />
          </select>
        </label>
      )
    case 'check':
      return (
        <label className="tick">
          <input type="checkbox" name={name} value="1" defaultChecked={value() === '1'} />
          <span>{label}</span>
        </label>
      )
    default:
      return <Pair spec={spec} from={value(kind === 'dates' ? '_from' : '_min')} to={value(kind === 'dates' ? '_to' : '_max')} />
  }
}

type PairProps = { spec: Extract<FilterSpec, { kind: 'dates' | 'range' }>; from?: string; to?: string }

function Pair({ spec, from, to }: PairProps) {
  const [first, last] = namesOf(spec)
  const shared = spec.kind === 'dates' ? { type: 'date' } : { inputMode: 'decimal' as const }
  return (
    <fieldset className="pair">
      <legend>{spec.kind === 'range' && spec.unit ? `${spec.label}（${spec.unit}）` : spec.label}</legend>
      <input {...shared} name={first} defaultValue={from} aria-label={`${spec.label} 起`} />
      <span aria-hidden="true">–</span>
      <input {...shared} name={last} defaultValue={to} aria-label={`${spec.label} 止`} />
    </fieldset>
  )
}
