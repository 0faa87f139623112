import { weekdayOf } from '#lib/kernel/time'
import { dayKindLabels, weekdayLabels } from '#lib/sla/model'
import type { listDays } from '#lib/sla/queries'
import { ActionButton } from '../ui/action-button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import type { FormAction } from '../ui/form.tsx'

type Day = ReturnType<typeof listDays>[number]
type Props = { year: number; days: Day[]; remove?: FormAction }

/** The days of a year on which the week does not decide. */
export function DayTable({ year, days, remove }: Props) {
  return (
    <DataTable
      caption={`${year} 年的节假日与调休`}
      columns={remove ? [...columns, { key: 'deed', label: '操作' }] : columns}
      rows={days.map((day) => ({
        id: day.id,
        cells: {
          date: day.date,
          weekday: weekdayLabels[(weekdayOf(day.date) || 7) - 1],
          kind: { text: dayKindLabels[day.kind], badge: day.kind === 'workday' ? 'warn' : 'good' },
          name: day.name,
          deed: remove && <Remove year={year} day={day} remove={remove} />,
        },
      }))}
      empty={{
        title: `${year} 年的节假日尚未录入`,
        text: '工作时间只按每周工作日计算。放假通知每年 11 月前后发布，在下方粘贴即可。',
      }}
    />
  )
}

const columns: Column[] = [
  { key: 'date', label: '日期', name: true },
  { key: 'weekday', label: '星期' },
  { key: 'kind', label: '类型' },
  { key: 'name', label: '名称' },
]

const Remove = ({ year, day: { id, date, name }, remove }: { year: number; day: Day; remove: FormAction }) => (
  <ActionButton
    action={remove}
    values={{ id, year }}
    variant="quiet"
    confirm={`删除 ${date} ${name}？这一天改按每周工作日计算。`}
    yes="删除日期"
    label={`删除 ${date}`}
  >
    删除
  </ActionButton>
)
