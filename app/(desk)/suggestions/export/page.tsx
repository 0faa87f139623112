import { ExportForm } from '#components/exports/export-form'
import { PageHeader } from '#components/ui/page-header'
import { MANY } from '#lib/exports/model'
import { grant, narrower } from '#lib/kernel/grant'
import { CAP } from '#lib/kernel/pages'
import { countSuggestions } from '#lib/suggestions/list'
import { allow } from '../../../_web/allow.ts'
import { problemsIn } from '../../../_web/export-file.ts'
import { type SearchParams, textIn } from '../../../_web/query.ts'
import { wantedOf } from './asked.ts'

export const metadata = { title: '导出建议' }

const names = ['view', 'q', 'source', 'idea', 'customer', 'created_from', 'created_to', 'dir']

export default async function ExportSuggestionsPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('suggestion.export')
  const { problem, reason, format, ...rest } = await searchParams
  const kept = names.flatMap((name) => (typeof rest[name] === 'string' ? [[name, rest[name]]] : []))
  const query = new URLSearchParams(kept).toString()
  const { wanted, filter } = wantedOf(rest)
  const count = countSuggestions(narrower(grant(me.actor, 'suggestion.read'), me), wanted.filter, CAP + 1)
  const back = query ? `/suggestions?${query}` : '/suggestions'
  return (
    <>
      <PageHeader title="导出建议" trail={[{ href: back, label: '建议' }]} />
      <ExportForm
        action="/suggestions/export/file"
        back={back}
        count={count > CAP ? `${CAP.toLocaleString('en-US')}+` : count.toLocaleString('en-US')}
        unit="条"
        filter={filter}
        order={wanted.filter.dir === 'asc' ? '按提出时间升序' : '按提出时间降序'}
        isMany={count > MANY}
        query={query}
        values={{ reason: textIn(reason, 100), format: textIn(format) }}
        problem={problemsIn(textIn(problem))}
      />
    </>
  )
}
