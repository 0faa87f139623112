import { BulkBar } from '../ui/bulk-bar.tsx'

export const BULK = 'bulk-customers'

type Props = { query: string; total: string | undefined; may: { assign: boolean; edit: boolean; export: boolean; delete: boolean } }

/** What can be done to the ticked customers; each leads to a page that says to how many, before anything happens. */
export function BulkDeeds({ query, total, may }: Props) {
  return (
    <BulkBar id={BULK} action="/customers/bulk" unit="位" values={{ query }} all={total ? { count: total } : undefined}>
      {may.assign && <Deed value="assign">指派给…</Deed>}
      {may.edit && <Deed value="level">设为等级…</Deed>}
      {may.edit && <Deed value="tag">添加标签…</Deed>}
      {may.export && (
        <button type="submit" className="btn" formAction="/customers/export">
          导出
        </button>
      )}
      {may.delete && <Deed value="delete">移入回收站…</Deed>}
    </BulkBar>
  )
}

function Deed({ value, children }: { value: string; children: React.ReactNode }) {
  return (
    <button type="submit" className="btn" name="deed" value={value}>
      {children}
    </button>
  )
}
