import { Done } from '#components/done'
import { ReportTable } from '#components/reports/report-table'
import { LinkButton } from '#components/ui/button'
import { Dialog } from '#components/ui/dialog'
import { Filters } from '#components/ui/filters'
import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { can } from '#lib/kernel/grant'
import { now } from '#lib/kernel/time'
import { listReports, listReportYears } from '#lib/reports/queries'
import { monthAfter, monthOf } from '#lib/tickets/figures'
import { allow } from '../../_web/allow.ts'
import { pageIn, type SearchParams, sizeIn, wholeIn } from '../../_web/query.ts'
import { makeReport } from './actions.ts'

export const metadata = { title: '月度报告' }

export default async function ReportsPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('report.read')
  const { done, make, ...query } = await searchParams
  const year = wholeIn(query.year)
  const { rows, total, page, size } = listReports(me, { year, page: pageIn(query.page), size: sizeIn(query.size) })
  const years = listReportYears(me)
  const place = { path: '/reports', query }
  const mayMake = can(me.actor, 'report.create')
  return (
    <>
      <PageHeader title="月度报告" sub={`${total.toLocaleString('en-US')} 份`}>
        {mayMake && (
          <LinkButton href="/reports?make=1" variant="first" opens="make">
            生成报告
          </LinkButton>
        )}
      </PageHeader>
      <p className="mb-4 text-ink-2">每月 1 日 06:00 自动生成上月的投诉分析报告，完成后通知有权查看的人。</p>
      {years.length > 1 && (
        <Filters
          place={place}
          filters={[{ kind: 'select', name: 'year', label: '年份', options: years.map((one) => ({ value: one, label: `${one} 年` })) }]}
        />
      )}
      <div id="list">
        <ReportTable rows={rows} empty={emptyOf(year, mayMake)} />
        <Pager place={place} page={page} size={size} total={total} unit="份" />
      </div>
      {mayMake && (
        <Dialog id="make" title="生成报告" open={make === '1'}>
          <Form
            id="make-form"
            action={makeReport}
            submit="生成报告"
            cancel={{ href: '/reports' }}
            fields={[
              {
                kind: 'month',
                name: 'month',
                label: '月份',
                required: true,
                value: monthAfter(monthOf(now()), -1),
                max: monthOf(now()),
                help: '写作 2026-11。已有报告的月份会生成新的一版，旧版保留。',
              },
            ]}
          />
        </Dialog>
      )}
      <Done word={done} />
    </>
  )
}

function emptyOf(year: number | undefined, mayMake: boolean) {
  if (year !== undefined) return { title: '这一年没有报告', deed: { href: '/reports', label: '查看全部报告' } }
  return {
    title: '还没有报告',
    text: '下月 1 日会自动生成本月的报告，也可以现在为任何月份生成。',
    deed: mayMake ? { href: '/reports?make=1', label: '生成报告' } : undefined,
  }
}
