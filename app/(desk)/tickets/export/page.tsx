import { ExportForm } from '#components/exports/export-form'
import { PageHeader } from '#components/ui/page-header'
import { MANY } from '#lib/exports/model'
import { grant, narrower } from '#lib/kernel/grant'
import { CAP } from '#lib/kernel/pages'
import { countTickets } from '#lib/tickets/list'
import { allow } from '../../../_web/allow.ts'
import { problemsIn } from '../../../_web/export-file.ts'
import { type SearchParams, textIn } from '../../../_web/query.ts'
import { wantedOf } from './asked.ts'

export const metadata = { title: '导出工单' }

const names = [
  ...['q', 'status', 'kind', 'type', 'urgency', 'department', 'handler', 'customer', 'repeated', 'overdue'],
  ...['created_from', 'created_to', 'sort', 'dir'],
]

export default async function ExportTicketsPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('ticket.export')
  const { problem, reason, format, ...rest } = await searchParams
  const kept = names.flatMap((name) => (typeof rest[name] === 'string' ? [[name, rest[name]]] : []))
  const query = new URLSearchParams(kept).toString()
  const { wanted, filter } = wantedOf(rest)
  const count = countTickets(narrower(grant(me.actor, 'ticket.read'), me), wanted.filter, CAP + 1)
  const back = query ? `/tickets?${query}` : '/tickets'
  return (
    <>
      <PageHeader title="导出工单" trail={[{ href: back, label: '工单' }]} />
      <ExportForm
        action="/tickets/export/file"
        back={back}
        count={count > CAP ? `${CAP.toLocaleString('en-US')}+` : count.toLocaleString('en-US')}
        unit="张"
        filter={filter}
        order={wanted.filter.sort === 'due' ? '按时限' : wanted.filter.dir === 'asc' ? '按受理时间升序' : '按受理时间降序'}
        isMany={count > MANY}
        query={query}
        values={{ reason: textIn(reason, 100), format: textIn(format) }}
        problem={problemsIn(textIn(problem))}
      />
    </>
  )
}
