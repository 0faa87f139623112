import { Done } from '#components/done'
import { HandoverTable } from '#components/handovers/handover-table'
import { Filters } from '#components/ui/filters'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { Tabs } from '#components/ui/tabs'
import { type State, stateLabels } from '#lib/handovers/model'
import { countToConfirm, listHandovers, sides } from '#lib/handovers/queries'
import { listReached } from '#lib/users/queries'
import { allow } from '../../_web/allow.ts'
import { oneOf, pageIn, type SearchParams, sizeIn, wholeIn } from '../../_web/query.ts'

export const metadata = { title: '交接' }

const PATH = '/handovers'
const tabs = { mine: '交给我的', given: '我移交的', all: '全部' } as const
const empties = {
  mine: { title: '没有交给你的客户', text: '同事把客户移交给你时，会生成一份交接书，在这里逐项确认。' },
  given: { title: '还没有移交过客户', text: '更换客户的负责人，或办理离职交接时，会生成交接书。' },
  all: { title: '还没有交接书', text: '更换客户的负责人，或办理离职交接时，会生成交接书。' },
}

export default async function HandoversPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('handover.read')
  const { done, ...query } = await searchParams
  const wide = me.reach !== 'own'
  const side = oneOf(query.show, wide ? sides : sides.slice(0, 2)) ?? 'mine'
  const state = oneOf(query.state, Object.keys(stateLabels) as State[])
  const people = wide ? listReached(me) : []
  const ask = { side, state, person: wide ? wholeIn(query.person) : undefined, page: pageIn(query.page), size: sizeIn(query.size) }
  const { rows, total, page, size } = listHandovers(me, ask)
  const place = { path: PATH, query }
  const isFiltered = state !== undefined || ask.person !== undefined
  return (
    <>
      <PageHeader title="交接" sub={`${total.toLocaleString('en-US')} 份`} />
      <Tabs
        label="交接范围"
        tabs={sides
          .filter((key) => wide || key !== 'all')
          .map((key) => ({
            href: key === 'mine' ? PATH : `${PATH}?show=${key}`,
            label: tabs[key],
            current: key === side,
            count: key === 'mine' ? countToConfirm(me) : undefined,
          }))}
      />
      <Filters
        place={place}
        filters={[
          {
            kind: 'select',
            name: 'state',
            label: '状态',
            options: Object.entries(stateLabels).map(([value, label]) => ({ value, label })),
          },
          ...(people.length > 1
            ? [
                {
                  kind: 'select' as const,
                  name: 'person',
                  label: '移交人或接收人',
                  all: '全部人员',
                  options: people.map(({ id, name }) => ({ value: id, label: name })),
                },
              ]
            : []),
        ]}
      />
      <div id="list">
        <HandoverTable
          rows={rows}
          empty={
            isFiltered
              ? { title: '没有符合条件的交接书', text: '换一个状态或人员再看。', deed: { href: `${PATH}?show=${side}`, label: '清除筛选' } }
              : empties[side]
          }
        />
        <Pager place={place} page={page} size={size} total={total} unit="份" />
      </div>
      <Done word={done} />
    </>
  )
}
