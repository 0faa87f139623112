import { notFound } from 'next/navigation'
import { TicketTable } from '#components/tickets/ticket-table'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { at } from '#components/ui/place'
import { can } from '#lib/kernel/grant'
import { pageWithin } from '#lib/kernel/pages'
import { now } from '#lib/kernel/time'
import { codeOf, idsBehind } from '#lib/tickets/figure-codes'
import { monthsUpTo } from '#lib/tickets/figures'
import { gatherFacts, listOfThese } from '#lib/tickets/sums'
import { inTurns } from '#lib/tickets/turns'
import { allow } from '../../../../_web/allow.ts'
import { pageIn, type SearchParams, sizeIn, textIn } from '../../../../_web/query.ts'
import { askOf, monthWords } from '../asked.ts'

export const metadata = { title: '统计明细' }

export default async function FigureRowsPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('ticket.read')
  const query = await searchParams
  const ask = askOf(query, now())
  const code = codeOf(textIn(query.code) ?? '')
  if (!code || (code.month && !monthsUpTo(ask.month, 13).includes(code.month))) notFound()
  const ids = idsBehind(await inTurns(gatherFacts(me, ask)), code, ask.month, ask.at).reverse()
  const size = sizeIn(query.size)
  const page = pageWithin(ids.length, { page: pageIn(query.page), size })
  const place = { path: '/tickets/stats/rows', query }
  return (
    <>
      <PageHeader
        title="统计明细"
        sub={`${monthWords(code.month ?? ask.month)}，${ids.length.toLocaleString('en-US')} 张`}
        trail={[
          { href: '/tickets', label: '工单' },
          { href: at({ path: '/tickets/stats', query }, { code: null, page: null, size: null }), label: '工单统计' },
        ]}
      />
      <div id="list">
        <TicketTable
          rows={listOfThese(me, ids.slice((page - 1) * size, page * size))}
          place={place}
          at={ask.at}
          readsCustomers={can(me.actor, 'customer.read')}
          empty={{ title: '这个数字背后没有工单', deed: { href: '/tickets/stats', label: '回到工单统计' } }}
        />
        <Pager place={place} page={page} size={size} total={ids.length} unit="张" />
      </div>
    </>
  )
}
