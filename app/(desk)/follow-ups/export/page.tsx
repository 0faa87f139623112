import { ExportForm } from '#components/exports/export-form'
import { PageHeader } from '#components/ui/page-header'
import { MANY } from '#lib/exports/model'
import { countFollowUps } from '#lib/followups/queries'
import { grant, narrower, type User } from '#lib/kernel/grant'
import { CAP } from '#lib/kernel/pages'
import { allow } from '../../../_web/allow.ts'
import { problemsIn } from '../../../_web/export-file.ts'
import { type SearchParams, textIn } from '../../../_web/query.ts'
import { wantedOf } from './asked.ts'

export const metadata = { title: '导出跟进' }

const names = ['q', 'method', 'person', 'late', 'at_from', 'at_to', 'sort', 'dir']

export default async function ExportFollowUpsPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('followUp.export')
  const { problem, reason, format, ...rest } = await searchParams
  const kept = names.flatMap((name) => (typeof rest[name] === 'string' ? [[name, rest[name]]] : []))
  const query = new URLSearchParams(kept).toString()
  const { wanted, filter } = wantedOf(me.actor as User, rest)
  const count = countFollowUps(narrower(grant(me.actor, 'followUp.read'), me), wanted.filter, CAP + 1)
  const back = query ? `/follow-ups?${query}` : '/follow-ups'
  return (
    <>
      <PageHeader title="导出跟进" trail={[{ href: back, label: '跟进' }]} />
      <ExportForm
        action="/follow-ups/export/file"
        back={back}
        count={count > CAP ? `${CAP.toLocaleString('en-US')}+` : count.toLocaleString('en-US')}
        unit="条"
        filter={filter}
        order={wanted.filter.dir === 'asc' ? '按跟进时间升序' : '按跟进时间降序'}
        isMany={count > MANY}
        query={query}
        values={{ reason: textIn(reason, 100), format: textIn(format) }}
        problem={problemsIn(textIn(problem))}
      />
    </>
  )
}
