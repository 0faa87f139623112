import { type Reason, reasonHelp, reasonLabels } from '#lib/strategies/labels'
import type { Preview as Seen } from '#lib/strategies/sums'
import { DataTable } from '../ui/data-table.tsx'
import { Figures } from '../ui/figures.tsx'
import { Section } from '../ui/section.tsx'

const count = (n: number) => n.toLocaleString('en-US')
const BUSY = 50

type Props = { preview: Seen; tierId: number; period: string; isActive: boolean }

/** 会推送给谁: how many have the label, how many are reached, and why the others are not. */
export function Preview({ preview: { total, reached, reasons, perPerson, first }, tierId, period, isActive }: Props) {
  const most = perPerson[0]
  return (
    <Section title="会推送给谁" sub={`${period}，按现在的数据`}>
      <Figures
        figures={[
          { label: '有这个标签的客户', value: total, unit: '位', href: `/customers?tier=${tierId}` },
          { label: isActive ? '还会推送' : '启用后推送', value: reached, unit: '位', tone: reached > 0 ? 'good' : undefined },
          { label: '暂不推送', value: total - reached, unit: '位' },
          {
            label: '由同事处理',
            value: perPerson.length,
            unit: '位同事',
            note: most && `最多 ${most.name} ${count(most.count)} 条`,
            tone: most && most.count > BUSY ? 'warn' : undefined,
          },
        ]}
      />
      {reasons.size > 0 && (
        <DataTable
          caption="暂不推送的原因"
          columns={[
            { key: 'reason', label: '暂不推送的原因', name: true },
            { key: 'count', label: '客户数量', num: true, tag: true },
            { key: 'help', label: '怎样处理', wrap: true },
          ]}
          rows={(Object.keys(reasonLabels) as Reason[])
            .filter((reason) => reasons.has(reason))
            .map((reason) => ({
              id: reason,
              cells: { reason: reasonLabels[reason], count: count(reasons.get(reason)!), help: reasonHelp[reason] ?? '不需要处理' },
            }))}
          empty={{ title: '' }}
        />
      )}
      {first.length > 0 && (
        <details className="mt-3">
          <summary>{`查看前 ${first.length} 位`}</summary>
          <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
            {first.map(({ id, name }) => (
              <li key={id}>
                <a href={`/customers/${id}`}>{name}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  )
}
