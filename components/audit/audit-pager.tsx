import { at, type Place } from '#components/ui/place'

type Props = { place: Place; before?: number; next?: number; size: number }

/** Back in time by key: a record that grows at its head has no page numbers. */
export function AuditPager({ place, before, next, size }: Props) {
  if (!before && !next) return null
  return (
    <nav className="pager" aria-label="分页">
      <span className="sizes">
        每页
        {[20, 50, 100, 200].map((one) => (
          <a key={one} href={at(place, { size: one, before: null })} aria-current={one === size ? 'true' : undefined}>
            {one}
          </a>
        ))}
      </span>
      <span className="turn">
        {before ? <a href={at(place, { before: null })}>最新</a> : <span aria-hidden="true">最新</span>}
        {next ? (
          <a href={at(place, { before: next })} rel="next">
            更早
          </a>
        ) : (
          <span aria-hidden="true">更早</span>
        )}
      </span>
    </nav>
  )
}
