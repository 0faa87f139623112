import { Done } from '#components/done'
import { SuggestionFilters } from '#components/suggestions/suggestion-filters'
import { BULK, SuggestionTable } from '#components/suggestions/suggestion-table'
import { BulkBar } from '#components/ui/bulk-bar'
import { LinkButton } from '#components/ui/button'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { at } from '#components/ui/place'
import { can } from '#lib/kernel/grant'
import { listSuggestions } from '#lib/suggestions/list'
import { allow } from '../../_web/allow.ts'
import type { SearchParams } from '../../_web/query.ts'
import { askedOf } from './asked.ts'
import { SuggestionHead } from './head.tsx'

export const metadata = { title: '建议' }

const KEPT = ['page', 'size', 'sort', 'dir']

export default async function SuggestionsPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('suggestion.read')
  const { done, ...query } = await searchParams
  const filter = askedOf(query)
  const { rows, total, capped, page, size } = listSuggestions(me, filter)
  const place = { path: '/suggestions', query }
  const isFiltered = Object.keys(query).some((name) => !KEPT.includes(name))
  const isOpen = filter.view === undefined && filter.idea === undefined && filter.customer === undefined
  const may = {
    sort: can(me.actor, 'suggestion.sort'),
    readCustomers: can(me.actor, 'customer.read'),
    readTickets: can(me.actor, 'ticket.read'),
  }
  return (
    <>
      <PageHeader
        title="建议"
        sub={`${total.toLocaleString('en-US')}${capped ? '+' : ''} 条${me.reach === 'all' ? '' : '，仅你可见的范围'}`}
      >
        {can(me.actor, 'suggestion.export') && (
          <LinkButton href={at({ path: '/suggestions/export', query }, { page: null, size: null })}>导出</LinkButton>
        )}
        {can(me.actor, 'idea.create') && <LinkButton href="/suggestions/sort">新建改进事项</LinkButton>}
      </PageHeader>
      <SuggestionHead me={me} current="open" />
      <SuggestionFilters place={place} />
      <div id="list">
        <SuggestionTable
          rows={rows}
          place={place}
          dir={filter.dir ?? 'desc'}
          grouped={!isOpen}
          may={may}
          empty={emptyOf(isFiltered, may.readCustomers)}
        />
        <Pager place={place} page={page} size={size} total={total} capped={capped} unit="条" />
      </div>
      {may.sort && rows.length > 0 && (
        <BulkBar id={BULK} action="/suggestions/sort" unit="条">
          <button type="submit" className="btn" name="to" value="idea">
            归入改进事项…
          </button>
          {filter.view === 'dropped' || filter.view === 'grouped' ? (
            <button type="submit" className="btn" name="to" value="open">
              退回待整理…
            </button>
          ) : (
            <button type="submit" className="btn" name="to" value="dropped">
              不是建议…
            </button>
          )}
        </BulkBar>
      )}
      <Done word={done} />
    </>
  )
}

function emptyOf(isFiltered: boolean, readsCustomers: boolean) {
  if (isFiltered) return { title: '没有符合条件的建议', text: '去掉一些条件再试。', deed: { href: '/suggestions', label: '查看待整理' } }
  return {
    title: '没有待整理的建议',
    text: '建议类工单、跟进里的客户反馈、调研里的文字回答会自动进入这里；也可以在客户档案里记一条。',
    deed: readsCustomers ? { href: '/customers', label: '查看客户' } : undefined,
  }
}
