import { levelLabels } from '#lib/customers/model'
import { industryLabel } from '#lib/industries/model'
import { dayOf, daysBetween } from '#lib/kernel/time'
import type { listPool } from '#lib/pool/list'
import { BulkBar } from '../ui/bulk-bar.tsx'
import { type Column, DataTable, type Row } from '../ui/data-table.tsx'

type Offered = ReturnType<typeof listPool>['rows'][number]
type Props = { rows: Offered[]; day: string; filtered: boolean; mayClaim: boolean }

const BULK = 'bulk-pool'

/** Customers that wait for somebody: what they are, and never how they are reached. */
export function PoolTable({ rows, day, filtered, mayClaim }: Props) {
  const empty = filtered
    ? { title: '公海里没有符合条件的客户', text: '减少筛选条件再看。', deed: { href: '/pool', label: '清除筛选' } }
    : { title: '公海里没有客户', text: '没有负责人的客户会出现在这里，可以领取到自己名下。' }
  return (
    <>
      <DataTable
        caption="公海客户"
        columns={[...columns, ...(mayClaim ? [{ key: 'claim', label: '操作' }] : [])]}
        rows={rows.map((row) => rowOf(row, day))}
        empty={empty}
        bulk={mayClaim ? BULK : undefined}
      />
      {mayClaim && rows.length > 0 && (
        <BulkBar id={BULK} action="/pool/claim" unit="位">
          <button type="submit" className="btn">
            领取…
          </button>
        </BulkBar>
      )}
    </>
  )
}

const columns: Column[] = [
  { key: 'name', label: '客户名称', name: true },
  { key: 'level', label: '等级' },
  { key: 'industry', label: '所属行业', extra: true },
  { key: 'region', label: '地区', tag: true },
  { key: 'source', label: '客户来源', extra: true },
  { key: 'silent', label: '最近联系', tag: true },
  { key: 'createdOn', label: '建档日期', extra: true, roomy: true },
]

const rowOf = (c: Offered, day: string): Row => ({
  id: c.id,
  label: c.name,
  cells: {
    name: [{ text: c.name, weak: ` ${c.number}` }, ...(c.demo ? [{ text: '示例', badge: 'plain' as const }] : [])],
    level: { text: levelLabels[c.level], ...(c.potential && { weak: `${c.potential} 类` }) },
    industry: c.industry ? { text: industryLabel(c.industry).replace(/^.*?-/, ''), title: industryLabel(c.industry) } : '-',
    region: c.region || '-',
    source: c.source || '-',
    silent: c.lastContactAt ? `${daysBetween(dayOf(c.lastContactAt), day)} 天前` : '没有联系过',
    createdOn: c.createdOn,
    claim: { text: '领取', href: `/pool/claim?ids=${c.id}`, title: `领取 ${c.name}` },
  },
})
