import { AskerTable } from '#components/suggestions/asker-table'
import { Filters } from '#components/ui/filters'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { askerLabels } from '#lib/suggestions/labels'
import { listAskers } from '#lib/suggestions/sums'
import { allow } from '../../../_web/allow.ts'
import type { SearchParams } from '../../../_web/query.ts'
import { askersAsked } from '../asked.ts'
import { SuggestionHead } from '../head.tsx'
import { waysOf } from '../ways.ts'

export const metadata = { title: '告知进度' }

const states = Object.entries(askerLabels).map(([value, label]) => ({ value, label }))

export default async function ToldPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('suggestion.read')
  const query = await searchParams
  const { rows, total, page, size } = listAskers(me, askersAsked(query))
  const place = { path: '/suggestions/told', query }
  return (
    <>
      <PageHeader
        title="告知进度"
        trail={[{ href: '/suggestions', label: '建议' }]}
        sub={`${total.toLocaleString('en-US')} 位${me.reach === 'all' ? '' : '，仅你可见的范围'}`}
      />
      <SuggestionHead me={me} current="told" />
      <Filters
        place={place}
        filters={[
          { kind: 'search', name: 'q', label: '搜索客户', placeholder: '客户名称、编号' },
          { kind: 'select', name: 'state', label: '告知', all: '全部', options: states },
        ]}
      />
      <div id="list">
        <AskerTable
          rows={rows}
          withIdea
          tells
          may={waysOf(me)}
          empty={{
            title: Object.keys(query).length > 0 ? '没有符合条件的客户' : '还没有要告知的客户',
            text: '改进事项登记「已落地」后，每位提出过的客户都会列在这里，并有一条告知待办。',
            deed: { href: '/suggestions/ideas', label: '查看看板' },
          }}
        />
        <Pager place={place} page={page} size={size} total={total} unit="位" />
      </div>
    </>
  )
}
