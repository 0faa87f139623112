import { formatFen } from '#lib/kernel/money'
import type { Results as Made, Tally } from '#lib/strategies/results'
import { periodWords } from '#lib/strategies/words'
import { DataTable } from '../ui/data-table.tsx'
import { Section } from '../ui/section.tsx'

type Props = { id: number; results: Made; isSurvey: boolean }

/** 效果: what was pushed and what came of it, by period; each number leads to its rows. */
export const Results = ({ id, results: { total, periods }, isSurvey }: Props) => (
  <Section title="推送效果" sub="购买按推送当天起 90 天计，合计中同一位客户、同一笔购买只计一次">
    <DataTable
      caption="推送效果"
      columns={[
        { key: 'period', label: '期次', name: true },
        { key: 'pushed', label: '已推送', num: true, tag: true },
        { key: 'done', label: '已送达', num: true, tag: true },
        ...(isSurvey ? [{ key: 'answered', label: '已答卷', num: true, tag: true }] : []),
        { key: 'bought', label: '有购买的客户', num: true, tag: true },
        { key: 'money', label: '购买金额（元）', num: true, tag: true },
      ]}
      rows={periods.map((one) => ({ id: one.period, cells: { period: periodWords(one.period), ...cellsOf(id, one, one.period) } }))}
      totals={periods.length > 1 ? { period: '合计', ...cellsOf(id, total) } : undefined}
      empty={{ title: '还没有推送', text: '启用后几分钟内开始推送，结果按期次列在这里。' }}
    />
  </Section>
)

function cellsOf(id: number, tally: Tally, period?: string) {
  const of = (show: string, n: number) => {
    const query = new URLSearchParams({ show, ...(period && { period }) })
    return n === 0 ? 0 : { text: n.toLocaleString('en-US'), href: `/strategies/${id}?${query}` }
  }
  return {
    pushed: of('all', tally.pushed),
    done: of('done', tally.done),
    answered: of('answered', tally.answered),
    bought: of('bought', tally.bought),
    money: tally.boughtFen === 0 ? '-' : formatFen(tally.boughtFen),
  }
}
