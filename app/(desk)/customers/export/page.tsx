import { ExportForm } from '#components/exports/export-form'
import { PageHeader } from '#components/ui/page-header'
import { orderWords } from '#lib/customers/filter-words'
import { countCustomers, listLiving } from '#lib/customers/list'
import { MANY } from '#lib/exports/model'
import { grant, narrower, type User } from '#lib/kernel/grant'
import { CAP } from '#lib/kernel/pages'
import { allow } from '../../../_web/allow.ts'
import { problemsIn } from '../../../_web/export-file.ts'
import { type SearchParams, textIn } from '../../../_web/query.ts'
import { searchOf } from '../view-query.ts'
import { idsIn, wantedOf } from './asked.ts'

export const metadata = { title: '导出客户' }

const spans = [
  { value: 'shown', label: '列表中显示的列', help: '按你设置的列和顺序' },
  { value: 'all', label: '全部列' },
]

export default async function ExportPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('customer.export')
  const { problem, reason, format, span, ids, ...rest } = await searchParams
  const query = searchOf(rest)
  const { wanted, filter } = wantedOf(me.actor as User, Object.fromEntries(new URLSearchParams(query)), idsIn(ids), textIn(span))
  const within = narrower(grant(me.actor, 'customer.read'), me)
  const count = wanted.ids ? listLiving(within, wanted.ids).length : countCustomers(within, wanted.filter)
  const back = query ? `/customers?${query}` : '/customers'
  return (
    <>
      <PageHeader title="导出客户" trail={[{ href: back, label: '客户' }]} />
      <ExportForm
        action="/customers/export/file"
        back={back}
        count={count === CAP + 1 ? `${CAP.toLocaleString('en-US')}+` : count.toLocaleString('en-US')}
        unit="位"
        filter={filter}
        order={orderWords(wanted.filter)}
        isMany={count > MANY}
        query={query}
        ids={wanted.ids}
        spans={spans}
        values={{ reason: textIn(reason, 100), format: textIn(format), span: textIn(span) }}
        problem={problemsIn(textIn(problem))}
      />
    </>
  )
}
