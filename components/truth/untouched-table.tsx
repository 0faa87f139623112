import { levelLabels } from '#lib/customers/model'
import { dayOf } from '#lib/kernel/time'
import type { listUntouched } from '#lib/truth/list'
import { ActionButton } from '../ui/action-button.tsx'
import { type Column, DataTable, type Row } from '../ui/data-table.tsx'
import type { FormAction } from '../ui/form.tsx'

/** The form that takes the ticked rows. */
export const CHECK_FORM = 'check-many'

type Untouched = ReturnType<typeof listUntouched>['rows'][number]
type Props = { rows: Untouched[]; check?: FormAction; query: string; isFiltered: boolean }

/** Archives that wait to be looked after this month, each with one click to say that nothing has changed (S1-73). */
export function UntouchedTable({ rows, check, query, isFiltered }: Props) {
  return (
    <DataTable
      caption="本月未维护的档案"
      columns={check ? [...columns, { key: 'check', label: '操作' }] : columns}
      rows={rows.map((row) => rowOf(row, check, query))}
      bulk={check && CHECK_FORM}
      empty={isFiltered ? noneOfThese : noneLeft}
    />
  )
}

const columns: Column[] = [
  { key: 'name', label: '客户名称', name: true },
  { key: 'level', label: '等级', extra: true },
  { key: 'owner', label: '负责人', tag: true },
  { key: 'touched', label: '上次维护', tag: true },
  { key: 'contact', label: '最近跟进', extra: true },
]

const rowOf = (
  { id, name, number, level, ownerMasked, touchedAt, lastContactAt }: Untouched,
  check: FormAction | undefined,
  query: string,
): Row => ({
  id,
  label: name,
  cells: {
    name: { text: name, href: `/customers/${id}`, weak: number },
    level: levelLabels[level],
    owner: ownerMasked,
    touched: touchedAt > 0 ? dayOf(touchedAt) : '从未',
    contact: lastContactAt ? dayOf(lastContactAt) : '-',
    check: check && (
      <ActionButton action={check} values={{ id, query }} label={`${name}：已核对，无变化`}>
        已核对，无变化
      </ActionButton>
    ),
  },
})

const noneOfThese = {
  title: '没有符合条件的档案',
  text: '换一个负责人或等级再看。',
  deed: { href: '/customers/untouched', label: '清除筛选' },
}
const noneLeft = {
  title: '本月的档案都已维护',
  text: '编辑、跟进、核验或核对过的档案不会列在这里。',
  deed: { href: '/customers', label: '返回客户列表' },
}
