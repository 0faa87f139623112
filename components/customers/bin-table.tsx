import { dayOf, timeOf } from '#lib/kernel/time'
import { daysLeft } from '#lib/recycle/model'
import type { listDeleted } from '#lib/recycle/queries'
import { ActionButton } from '../ui/action-button.tsx'
import { type Column, DataTable, type Row } from '../ui/data-table.tsx'
import type { FormAction } from '../ui/form.tsx'

type Deleted = ReturnType<typeof listDeleted>['rows'][number]
type Props = { rows: Deleted[]; at: number; restore: FormAction; isSearch: boolean }

/** Deleted customers with who, when, how long they stay, and the way back. */
export function BinTable({ rows, at, restore, isSearch }: Props) {
  return (
    <DataTable
      caption="回收站里的客户"
      columns={columns}
      rows={rows.map((row) => rowOf(row, at, restore))}
      empty={isSearch ? nothingFound : nothingThere}
    />
  )
}

const columns: Column[] = [
  { key: 'name', label: '客户名称', name: true },
  { key: 'owner', label: '负责人', extra: true },
  { key: 'by', label: '删除人', tag: true },
  { key: 'at', label: '删除时间', tag: true },
  { key: 'left', label: '剩余', tag: true },
  { key: 'deed', label: '操作' },
]

const rowOf = ({ id, version, name, number, ownerMasked, deletedBy, deletedAt }: Deleted, at: number, restore: FormAction): Row => ({
  id,
  cells: {
    name: { text: name, weak: number },
    owner: ownerMasked,
    by: deletedBy,
    at: { text: `${dayOf(deletedAt)} ${timeOf(deletedAt)}`, time: new Date(deletedAt).toISOString() },
    left: `${daysLeft(deletedAt, at)} 天`,
    deed: (
      <ActionButton action={restore} values={{ id, version }} label={`恢复 ${name}`}>
        恢复
      </ActionButton>
    ),
  },
})

const nothingFound = {
  title: '回收站里没有符合条件的客户',
  text: '换一个词，或清除搜索。',
  deed: { href: '/customers/recycle', label: '清除搜索' },
}
const nothingThere = {
  title: '回收站是空的',
  text: '移入回收站的客户会在这里保留 30 天。',
  deed: { href: '/customers', label: '返回客户列表' },
}
