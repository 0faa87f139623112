import { weekdayOf } from '#lib/kernel/time'
import { dayKindLabels, weekdayLabels } from '#lib/sla/model'
import type { listDays } from '#lib/sla/queries'
import { ActionButton } from '../ui/action-button.tsx'
import { Badge } from '../ui/badge.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import type { FormAction } from '../ui/form.tsx'

type Day = ReturnType<typeof listDays>[number]
type Props = { year: number; days: Day[]; remove?: FormAction }

/** The days of a year on which the week does not decide. */
export function DayTable({ year, days, remove }: Props) {
  if (days.length === 0)
    return (
      <EmptyState title={`${year} 年的节假日尚未录入`} text="工作时间只按每周工作日计算。放假通知每年 11 月前后发布，在下方粘贴即可。" />
    )
  return (
    <div className="scroll">
      <table className="cards">
        <caption className="vh">{`${year} 年的节假日与调休`}</caption>
        <thead>
          <tr>
            <th scope="col">日期</th>
            <th scope="col">星期</th>
            <th scope="col">类型</th>
            <th scope="col">名称</th>
            {remove && <th scope="col">操作</th>}
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.id}>
              <td className="name">{day.date}</td>
              <td>{weekdayLabels[(weekdayOf(day.date) || 7) - 1]}</td>
              <td>
                <Badge tone={day.kind === 'workday' ? 'warn' : 'good'}>{dayKindLabels[day.kind]}</Badge>
              </td>
              <td>{day.name}</td>
              {remove && (
                <td>
                  <ActionButton
                    action={remove}
                    values={{ id: day.id, year }}
                    variant="quiet"
                    confirm={`删除 ${day.date} ${day.name}？这一天改按每周工作日计算。`}
                    yes="删除日期"
                    label={`删除 ${day.date}`}
                  >
                    删除
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
