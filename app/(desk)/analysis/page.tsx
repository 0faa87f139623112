import { FigureSections } from '#components/charts/figure-sections'
import { Jumps } from '#components/charts/jumps'
import { Done } from '#components/done'
import { Figures } from '#components/ui/figures'
import { overviewSections } from '#lib/analysis/contents-overview'
import { findPart, readNames } from '#lib/analysis/queries'
import { topOf } from '#lib/analysis/whole'
import { changeText, count, rowsAt, shareOf, shortMoney } from '#lib/analysis/words'
import { allow } from '../../_web/allow.ts'
import type { SearchParams } from '../../_web/query.ts'
import { Frame } from './frame.tsx'

export const metadata = { title: '客户分析' }

export default async function AnalysisPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('analysis.read')
  const { done } = await searchParams
  const overview = findPart(me, 'overview')
  return (
    <>
      <Frame me={me} current="overview" path="/analysis" title="客户分析" made={overview}>
        {overview && <Shown me={me} overview={overview} />}
      </Frame>
      <Done word={done} />
    </>
  )
}

type Shown = { me: Awaited<ReturnType<typeof allow<'analysis.read'>>>; overview: NonNullable<ReturnType<typeof findPart<'overview'>>> }

function Shown({ me, overview: { figures, day } }: Shown) {
  const retention = findPart(me, 'retention')?.figures
  const { whole, scores } = figures
  const repurchase = retention?.repurchase
  const sections = overviewSections({ figures, retention, names: readNames(), top: topOf(me, figures.top, day) })
  return (
    <>
      <Figures
        figures={[
          { label: '客户', value: count(whole.customers), unit: '位', href: '/customers', note: `近 12 个月建档 ${count(whole.fresh)}` },
          {
            label: '成交客户',
            value: count(whole.buyers),
            unit: '位',
            href: rowsAt('buy'),
            note: `前 12 个月 ${count(whole.beforeBuyers)}`,
          },
          {
            label: '近 12 个月合作金额',
            value: shortMoney(whole.fen),
            unit: '元',
            href: rowsAt('buy'),
            note: `与前 12 个月相比 ${changeText(whole.fen, whole.beforeFen)}`,
          },
          {
            label: '复购率',
            value: repurchase ? shareOf(repurchase.again, repurchase.buyers) : '-',
            href: '/analysis/retention',
            note: repurchase ? `前 12 个月 ${shareOf(repurchase.beforeAgain, repurchase.beforeBuyers)}` : undefined,
          },
          {
            label: '满意度平均分',
            value: scores.now.count === 0 ? '-' : (scores.now.sum / scores.now.count).toFixed(2),
            note: scores.before.count === 0 ? undefined : `前 12 个月 ${(scores.before.sum / scores.before.count).toFixed(2)}`,
          },
        ]}
      />
      <Jumps sections={sections} />
      <FigureSections sections={sections} hrefOf={(code) => code} />
      <p className="text-s text-ink-3">
        近 12 个月从上年同日的次日到统计日，按购买日期计算；满意度取工单评分和调研中 1 到 5 分的题目；地区取企业地址开头的省市。
      </p>
    </>
  )
}
