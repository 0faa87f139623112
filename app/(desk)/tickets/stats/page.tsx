import { FigureSections } from '#components/charts/figure-sections'
import { FigureFilters } from '#components/reports/figure-filters'
import { LinkButton } from '#components/ui/button'
import { Figures } from '#components/ui/figures'
import { PageHeader } from '#components/ui/page-header'
import { at } from '#components/ui/place'
import { listDepartments } from '#lib/departments/queries'
import { can } from '#lib/kernel/grant'
import { now } from '#lib/kernel/time'
import { overviewOf, overviewSection, sectionsOf } from '#lib/tickets/figure-words'
import { listReceivers, listTypes } from '#lib/tickets/queries-rules'
import { workOutFigures } from '#lib/tickets/sums'
import { inTurns } from '#lib/tickets/turns'
import { allow } from '../../../_web/allow.ts'
import type { SearchParams } from '../../../_web/query.ts'
import { askOf, monthsAt, monthWords } from './asked.ts'

export const metadata = { title: '工单统计' }

export default async function TicketFiguresPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('ticket.read')
  const query = await searchParams
  const moment = now()
  const ask = askOf(query, moment)
  const { figures } = await inTurns(workOutFigures(me, ask))
  const place = { path: '/tickets/stats', query }
  const rows = (code: string) => at({ path: '/tickets/stats/rows', query: { ...query, month: ask.month } }, { code })
  return (
    <>
      <PageHeader
        title="工单统计"
        sub={`${monthWords(ask.month)}${me.reach === 'all' ? '' : '，仅你可见的范围'}`}
        trail={[{ href: '/tickets', label: '工单' }]}
      >
        {can(me.actor, 'report.read') && <LinkButton href="/reports">月度报告</LinkButton>}
      </PageHeader>
      <FigureFilters
        place={place}
        months={monthsAt(moment).map((month) => ({ value: month, label: monthWords(month) }))}
        types={listTypes()}
        departments={listDepartments()}
        handlers={listReceivers()}
      />
      <div id="figures">
        <Figures
          figures={overviewOf(figures)
            .filter(({ key }) => HEADLINES.has(key))
            .map(({ label, text, before, code }) => ({
              label,
              value: text,
              note: `上月 ${before}`,
              ...(code && { href: rows(code) }),
            }))}
        />
        <FigureSections sections={[overviewSection(figures), ...sectionsOf(figures)]} hrefOf={rows} />
        <p className="text-s text-ink-3">{RULE}</p>
      </div>
    </>
  )
}

const HEADLINES: ReadonlySet<string> = new Set(['taken', 'rate', 'late', 'score', 'repeated', 'open'])

const RULE =
  '受理和响应按受理日期计入当月，关闭、处理时长和评分按关闭日期计入当月；已作废的工单不计。响应从处理人接收起算，24 小时未满且尚未响应的不计入响应率；处理时长从接收到处理完成，不含等待客户的时间；重新打开的工单每次关闭都计入当月（同月两次以后一次为准），再次处理从重新打开起算。'
