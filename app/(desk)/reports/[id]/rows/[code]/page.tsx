import { TicketTable } from '#components/tickets/ticket-table'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { can, grant } from '#lib/kernel/grant'
import { pageWithin } from '#lib/kernel/pages'
import { now } from '#lib/kernel/time'
import { reportTitle } from '#lib/reports/model'
import { findMadeReport, listBehind } from '#lib/reports/queries'
import { listOfThese } from '#lib/tickets/sums'
import { allow, idIn, orNotFound } from '../../../../../_web/allow.ts'
import { pageIn, type SearchParams, sizeIn } from '../../../../../_web/query.ts'

export const metadata = { title: '报告明细' }

type Props = { params: Promise<{ id: string; code: string }>; searchParams: SearchParams }

export default async function ReportRowsPage({ params, searchParams }: Props) {
  const me = await allow('report.read')
  const id = await idIn(params)
  const { code } = await params
  const query = await searchParams
  const report = orNotFound(me, () => findMadeReport(me, id))
  const ids = orNotFound(me, () => listBehind(me, id, code))
  const size = sizeIn(query.size)
  const page = pageWithin(ids.length, { page: pageIn(query.page), size })
  const shown = ids.slice((page - 1) * size, page * size)
  const rows = can(me.actor, 'ticket.read') ? listOfThese(grant(me.actor, 'ticket.read'), shown) : []
  const place = { path: `/reports/${id}/rows/${code}`, query }
  return (
    <>
      <PageHeader
        title={`代码 ${code}`}
        sub={`报告生成时 ${ids.length.toLocaleString('en-US')} 张`}
        trail={[
          { href: '/reports', label: '月度报告' },
          { href: `/reports/${id}`, label: reportTitle(report.month) },
        ]}
      />
      {rows.length < shown.length && (
        <Notice>{`这一页有 ${shown.length - rows.length} 张工单不在你可见的范围，或客户已删除，没有列出。`}</Notice>
      )}
      <div id="list">
        <TicketTable
          rows={rows}
          place={place}
          at={now()}
          readsCustomers={can(me.actor, 'customer.read')}
          empty={{ title: '没有可以列出的工单', deed: { href: `/reports/${id}`, label: '回到报告' } }}
        />
        <Pager place={place} page={page} size={size} total={ids.length} unit="张" />
      </div>
    </>
  )
}
