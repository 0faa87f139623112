import { dayOf, timeOf } from '#lib/kernel/time'
import { daysLeft } from '#lib/recycle/model'
import type { listDeleted } from '#lib/recycle/queries'
import { ActionButton } from '../ui/action-button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import type { FormAction } from '../ui/form.tsx'

type Deleted = ReturnType<typeof listDeleted>['rows'][number]
type Props = { rows: Deleted[]; at: number; restore: FormAction; isSearch: boolean }

/** Deleted customers with who, when, how long they stay, and the way back. */
export function BinTable({ rows, at, restore, isSearch }: Props) {
  if (rows.length === 0)
    return (
      <EmptyState
        title={isSearch ? '回收站里没有符合条件的客户' : '回收站是空的'}
        text={isSearch ? '换一个词，或清除搜索。' : '移入回收站的客户会在这里保留 30 天。'}
        deed={isSearch ? { href: '/customers/recycle', label: '清除搜索' } : { href: '/customers', label: '返回客户列表' }}
      />
    )
  return (
    <div className="scroll">
      <table className="cards">
        <caption className="vh">回收站里的客户</caption>
        <thead>
          <tr>
            <th scope="col">客户名称</th>
            <th scope="col" className="extra">
              负责人
            </th>
            <th scope="col">删除人</th>
            <th scope="col">删除时间</th>
            <th scope="col">剩余</th>
            <th scope="col">操作</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="name">
                {row.name}
                <small>{row.number}</small>
              </td>
              <td className="extra">{row.ownerMasked ?? '-'}</td>
              <td data-k="删除人">{row.deletedBy ?? '-'}</td>
              <td data-k="删除时间">
                <time dateTime={new Date(row.deletedAt).toISOString()}>{`${dayOf(row.deletedAt)} ${timeOf(row.deletedAt)}`}</time>
              </td>
              <td data-k="剩余">{`${daysLeft(row.deletedAt, at)} 天`}</td>
              <td>
                <ActionButton action={restore} values={{ id: row.id, version: row.version }} label={`恢复 ${row.name}`}>
                  恢复
                </ActionButton>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
