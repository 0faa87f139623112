import { urgencyLabels } from '#lib/profiles/model'
import { kindLabels, minutesWords, type SlaPolicy, timeLabels } from '#lib/sla/model'
import { DataTable } from '../ui/data-table.tsx'

/** What is promised for each kind and urgency. */
export function PolicyTable({ policies, edit }: { policies: SlaPolicy[]; edit?: (policy: SlaPolicy) => string }) {
  return (
    <DataTable
      caption="服务时限"
      columns={[
        { key: 'kind', label: '工单类型', name: true },
        { key: 'urgency', label: '紧急程度', tag: true },
        { key: 'receive', label: '接收', num: true, tag: true, title: '从登记到接收' },
        { key: 'respond', label: '响应', num: true, tag: true, title: '从接收到首次响应' },
        { key: 'resolve', label: '解决', num: true, tag: true, title: '从接收到解决' },
        { key: 'time', label: '计时方式', tag: true },
        { key: 'amber', label: '预警', num: true, tag: true, title: '用去这么多时限后显示「即将到期」' },
        ...(edit ? [{ key: 'edit', label: '操作' }] : []),
      ]}
      rows={policies.map((policy) => ({
        id: `${policy.kind}.${policy.urgency}`,
        cells: {
          kind: kindLabels[policy.kind],
          urgency: urgencyLabels[policy.urgency],
          receive: spanCell(policy, policy.receiveMinutes),
          respond: spanCell(policy, policy.respondMinutes),
          resolve: spanCell(policy, policy.resolveMinutes),
          time: timeLabels[policy.time],
          amber: `${policy.amberPercent}%`,
          edit: edit ? { text: '修改', href: edit(policy) } : null,
        },
      }))}
      empty={{ title: '没有时限' }}
    />
  )
}

const DAY = 24 * 60

// A day of working time is no fixed number of hours: only natural days are told.
const spanCell = ({ time }: SlaPolicy, minutes: number) =>
  time === 'natural' && minutes > DAY && minutes % DAY === 0
    ? { text: minutesWords(minutes), weak: `${minutes / DAY} 天` }
    : minutesWords(minutes)
