import { type MergeRow, mayUndo, undoDaysLeft } from '#lib/duplicates/model'
import { dayOf, timeOf } from '#lib/kernel/time'
import { EmptyState } from '../ui/empty-state.tsx'
import type { FormAction } from '../ui/form.tsx'
import { UndoButton } from './undo-button.tsx'

type Props = { rows: MergeRow[]; at: number; undo: FormAction }

/** What was merged, by whom, and the way back while there is one. */
export function MergeTable({ rows, at, undo }: Props) {
  if (rows.length === 0)
    return (
      <EmptyState
        title="还没有合并过客户"
        text="合并后 30 天内可以在这里撤销。"
        deed={{ href: '/customers/duplicates', label: '查看疑似重复' }}
      />
    )
  return (
    <div className="scroll">
      <table className="cards">
        <caption className="vh">合并记录</caption>
        <thead>
          <tr>
            <th scope="col">被并入的客户</th>
            <th scope="col">保留的档案</th>
            <th scope="col">合并人</th>
            <th scope="col">合并时间</th>
            <th scope="col">操作</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="name wrap">
                {row.loserName}
                <small>{row.loserNumber}</small>
              </td>
              <td data-k="保留的档案">
                <a href={`/customers/${row.winnerId}`}>{`${row.winnerName} ${row.winnerNumber}`}</a>
              </td>
              <td data-k="合并人">{row.mergedBy ?? '-'}</td>
              <td data-k="合并时间">
                <time dateTime={new Date(row.mergedAt).toISOString()}>{`${dayOf(row.mergedAt)} ${timeOf(row.mergedAt)}`}</time>
              </td>
              <td>
                {mayUndo(row, at) ? (
                  <>
                    <UndoButton merge={row} undo={undo} />
                    <small>{`剩余 ${undoDaysLeft(row, at)} 天`}</small>
                  </>
                ) : (
                  <small>{row.undoneAt === null ? '已超过 30 天' : '已撤销'}</small>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
