import { Done } from '#components/done'
import { IdeaTable } from '#components/suggestions/idea-table'
import { IdeaFilters } from '#components/suggestions/suggestion-filters'
import { LinkButton } from '#components/ui/button'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { at } from '#components/ui/place'
import { can } from '#lib/kernel/grant'
import { ideaStatusLabels } from '#lib/suggestions/labels'
import { listIdeas } from '#lib/suggestions/queries'
import { countIdeas } from '#lib/suggestions/sums'
import { listColleagues } from '#lib/users/queries'
import { allow } from '../../../_web/allow.ts'
import type { SearchParams } from '../../../_web/query.ts'
import { ideasAsked } from '../asked.ts'
import { SuggestionHead } from '../head.tsx'

export const metadata = { title: '改进事项' }

export default async function IdeasPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('suggestion.read')
  const { done, ...query } = await searchParams
  const filter = ideasAsked(query)
  const { rows, total, page, size } = listIdeas(me, filter)
  const place = { path: '/suggestions/ideas', query }
  const counts = countIdeas()
  return (
    <>
      <PageHeader title="改进事项" trail={[{ href: '/suggestions', label: '建议' }]} sub={`${total.toLocaleString('en-US')} 项`}>
        {can(me.actor, 'idea.create') && (
          <LinkButton href="/suggestions/sort" variant="first">
            新建改进事项
          </LinkButton>
        )}
      </PageHeader>
      <SuggestionHead me={me} current="ideas" />
      <nav className="tabs" aria-label="状态">
        <a href={at(place, { status: null, page: null })} aria-current={filter.status === undefined ? 'page' : undefined}>
          全部状态
        </a>
        {Object.entries(ideaStatusLabels).map(([status, label]) => (
          <a key={status} href={at(place, { status, page: null })} aria-current={filter.status === status ? 'page' : undefined}>
            {label}
            <small>{counts.get(status as keyof typeof ideaStatusLabels) ?? 0}</small>
          </a>
        ))}
      </nav>
      <IdeaFilters place={place} people={listColleagues()} />
      <div id="list">
        <IdeaTable
          rows={rows}
          place={place}
          sort={{ key: filter.sort ?? 'askers', dir: filter.dir ?? 'desc' }}
          empty={{
            title: Object.keys(query).length > 0 ? '没有符合条件的改进事项' : '还没有改进事项',
            text: '在「待整理」里勾选意思相同的建议，归成一个改进事项，再看多少客户提过。',
            deed: { href: '/suggestions', label: '查看待整理' },
          }}
        />
        <Pager place={place} page={page} size={size} total={total} unit="项" />
      </div>
      <Done word={done} />
    </>
  )
}
