import { levelLabels } from '#lib/customers/model'
import { dayOf } from '#lib/kernel/time'
import type { listUntouched } from '#lib/truth/list'
import { ActionButton } from '../ui/action-button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import type { FormAction } from '../ui/form.tsx'

/** The form that takes the ticked rows. */
export const CHECK_FORM = 'check-many'

type Props = { rows: ReturnType<typeof listUntouched>['rows']; check?: FormAction; query: string; isFiltered: boolean }

/** Archives that wait to be looked after this month, each with one click to say that nothing has changed (S1-73). */
export function UntouchedTable({ rows, check, query, isFiltered }: Props) {
  if (rows.length === 0)
    return (
      <EmptyState
        title={isFiltered ? '没有符合条件的档案' : '本月的档案都已维护'}
        text={isFiltered ? '换一个负责人或等级再看。' : '编辑、跟进、核验或核对过的档案不会列在这里。'}
        deed={isFiltered ? { href: '/customers/untouched', label: '清除筛选' } : { href: '/customers', label: '返回客户列表' }}
      />
    )
  return (
    <div className="scroll">
      <table className="cards">
        <caption className="vh">本月未维护的档案</caption>
        <thead>
          <tr>
            {check && (
              <th className="box">
                <input type="checkbox" data-all={CHECK_FORM} aria-label="全选本页" />
              </th>
            )}
            <th scope="col">客户名称</th>
            <th scope="col" className="extra">
              等级
            </th>
            <th scope="col">负责人</th>
            <th scope="col">上次维护</th>
            <th scope="col" className="extra">
              最近跟进
            </th>
            {check && <th scope="col">操作</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {check && (
                <td className="box">
                  <input type="checkbox" form={CHECK_FORM} name="ids" value={row.id} aria-label={`选择 ${row.name}`} />
                </td>
              )}
              <td className="name">
                <a href={`/customers/${row.id}`}>{row.name}</a>
                <small>{row.number}</small>
              </td>
              <td className="extra">{levelLabels[row.level]}</td>
              <td data-k="负责人">{row.ownerMasked ?? '-'}</td>
              <td data-k="上次维护">{row.touchedAt > 0 ? dayOf(row.touchedAt) : '从未'}</td>
              <td className="extra">{row.lastContactAt ? dayOf(row.lastContactAt) : '-'}</td>
              {check && (
                <td>
                  <ActionButton action={check} values={{ id: row.id, query }} label={`${row.name}：已核对，无变化`}>
                    已核对，无变化
                  </ActionButton>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
