import { Done } from '#components/done'
import { PushItem } from '#components/strategies/push-item'
import { EmptyState } from '#components/ui/empty-state'
import { Filters } from '#components/ui/filters'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { at } from '#components/ui/place'
import { can } from '#lib/kernel/grant'
import { isRepairing } from '#lib/repairs/queries'
import { readSettings } from '#lib/settings/queries'
import { stateLabels } from '#lib/strategies/labels'
import { listPushes, pushStates } from '#lib/strategies/list'
import { listStrategyNames } from '#lib/strategies/queries'
import { allow } from '../../../_web/allow.ts'
import { oneOf, pageIn, type SearchParams, sizeIn, textIn, wholeIn } from '../../../_web/query.ts'
import { consent, send } from '../actions.ts'

export const metadata = { title: '推送' }

const all = [...pushStates, 'all'] as const
// What waits is what one comes for.
const others = [
  { value: 'sent', label: stateLabels.sent },
  { value: 'off', label: stateLabels.off },
  { value: 'all', label: '全部状态' },
]

export default async function PushesPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('strategy.send')
  const { done, ...query } = await searchParams
  const state = oneOf(query.state, all) ?? 'open'
  const filter = {
    q: textIn(query.q),
    strategy: wholeIn(query.strategy),
    state: state === 'all' ? undefined : state,
    page: pageIn(query.page),
    size: sizeIn(query.size),
  }
  const { rows, total, capped, page, size } = listPushes(me, filter, readSettings().companyName)
  const place = { path: '/strategies/pushes', query }
  const may = {
    read: can(me.actor, 'customer.read'),
    follow: can(me.actor, 'followUp.create'),
    refuse: can(me.actor, 'consent.set'),
  }
  return (
    <>
      <PageHeader
        title={me.reach === 'own' ? '我的推送' : '推送'}
        sub={`${total.toLocaleString('en-US')}${capped ? '+' : ''} 条`}
        trail={can(me.actor, 'strategy.read') ? [{ href: '/strategies', label: '服务策略' }] : []}
      />
      <Filters
        place={place}
        filters={[
          { kind: 'search', name: 'q', label: '搜索客户', placeholder: '客户名称、编号、电话' },
          { kind: 'select', name: 'state', label: '状态', all: stateLabels.open, options: others },
          {
            kind: 'select',
            name: 'strategy',
            label: '策略',
            options: listStrategyNames(me).map(({ id, name }) => ({ value: id, label: name })),
          },
        ]}
      />
      <div id="list">
        {rows.length === 0 ? (
          <EmptyState
            title={state === 'open' ? '没有待送达的推送' : '没有符合条件的推送'}
            text="服务策略启用后，要发给客户的内容会列在这里，并出现在工作台的待办里。"
            deed={state === 'open' && can(me.actor, 'strategy.read') ? { href: '/strategies', label: '查看服务策略' } : undefined}
          />
        ) : (
          rows.map((push) => (
            <PushItem
              key={push.id}
              push={push}
              deeds={{ send, refuse: consent }}
              may={may}
              isRepairing={push.marketing && isRepairing(push.customerId)}
              back={at(place, {})}
              withPerson={me.reach !== 'own'}
            />
          ))
        )}
        <Pager place={place} page={page} size={size} total={total} capped={capped} unit="条" />
      </div>
      <Done word={done} />
    </>
  )
}
