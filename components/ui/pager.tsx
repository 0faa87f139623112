import { at, type Place, type Query } from './place.tsx'

type Props = {
  place: Place
  /** From 1. */
  page: number
  size: number
  total: number
  /** The count stopped at total: "10,000+". */
  capped?: boolean
  /** The last page there is to turn to, where it is not that of the total. */
  last?: number
  /** 位, 张, 条. */
  unit: string
  label?: string
  sizes?: number[]
  /** Query changes that lead on, where pages go by key and not by number. */
  jump?: { first?: Changes | null; prev?: Changes | null; next?: Changes | null; last?: Changes | null }
}
type Changes = { [name in keyof Query]: string | number | null }

const count = (n: number) => n.toLocaleString('en-US')

export function Pager({ place, page, size, total, capped, last = Math.max(1, Math.ceil(total / size)), unit, ...more }: Props) {
  const { label = '分页', sizes = [20, 50, 100, 200], jump } = more
  if (total === 0) return null
  const from = (page - 1) * size + 1
  const to = Math.min(page * size, total)
  const isCut = page === last && (capped || to < total)
  const turn = (wanted: number) => ({ page: wanted === 1 ? null : wanted })
  const on = page < last
  const ways = jump ?? {
    first: page > 1 ? turn(1) : null,
    prev: page > 1 ? turn(page - 1) : null,
    next: on ? turn(page + 1) : null,
    last: on ? turn(last) : null,
  }
  return (
    <nav className="pager" aria-label={label}>
      <span>{`第 ${count(from)} – ${count(to)} ${unit}，共 ${count(total)}${capped ? '+' : ''} ${unit}`}</span>
      {isCut && !jump && <span>只能翻到这里，请加条件缩小范围</span>}
      {total > Math.min(...sizes) && (
        <span className="sizes">
          每页
          {sizes.map((one) => (
            <a key={one} href={at(place, { size: one, page: null })} aria-current={one === size ? 'true' : undefined}>
              {one}
            </a>
          ))}
        </span>
      )}
      {last > 1 && (
        <span className="turn">
          <Way place={place} to={ways.first} label="首页" />
          <Way place={place} to={ways.prev} label="上一页" rel="prev" />
          <Way place={place} to={ways.next} label="下一页" rel="next" />
          <Way place={place} to={ways.last} label="末页" />
        </span>
      )}
    </nav>
  )
}

function Way({ place, to, label, rel }: { place: Place; to?: Changes | null; label: string; rel?: string }) {
  if (!to) return <span aria-hidden="true">{label}</span>
  return (
    <a href={at(place, to as Record<string, string>)} rel={rel}>
      {label}
    </a>
  )
}
