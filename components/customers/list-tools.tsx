import { Menu } from '../ui/menu.tsx'

export type View = { id: number; name: string; query: string; mine: boolean; owner: string }
type Props = {
  views: View[]
  /** The list's question now, cleaned. */
  query: string
  /** `pair`: look through pairs that the night has found. */
  may: Record<'export' | 'restore' | 'seeSigns' | 'pair', boolean>
}

/** What one can do with the list as it stands; beside the chips, so that a live search renews it. */
export function ListTools({ views, query, may }: Props) {
  const known = views.some((view) => view.query === query)
  const also = query ? `?${query}` : ''
  return (
    <>
      {views.map((view) => (
        <a
          key={view.id}
          className="view"
          href={`/customers?${view.query}`}
          aria-current={view.query === query ? 'true' : undefined}
          title={view.mine ? '我的视图' : `${view.owner} 共享的视图`}
        >
          {view.name}
        </a>
      ))}
      {query && !known && <a href={`/customers/views/new${also}`}>保存为视图</a>}
      {views.length > 0 && <a href="/customers/views">管理视图</a>}
      {may.export && <a href={`/customers/export${also}`}>导出</a>}
      <a href="/customers/columns">列设置</a>
      <a href="/customers/check">查重</a>
      <Menu label="数据质量" variant="link">
        <a href="/customers/untouched">本月未维护</a>
        <a href="/customers/verification">核验情况</a>
        {may.pair && <a href="/customers/duplicates">疑似重复</a>}
        {may.seeSigns && <a href="/customers/signs">录入核实</a>}
      </Menu>
      {may.restore && <a href="/customers/recycle">回收站</a>}
    </>
  )
}
