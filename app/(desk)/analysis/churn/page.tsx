import { RiskTable } from '#components/analysis/risk-table'
import { Done } from '#components/done'
import { LinkButton } from '#components/ui/button'
import { Figures } from '#components/ui/figures'
import { Filters } from '#components/ui/filters'
import { Pager } from '#components/ui/pager'
import { at, type Place } from '#components/ui/place'
import { listRisks, type RiskFilter } from '#lib/analysis/list'
import { findPart } from '#lib/analysis/queries'
import { shortMoney } from '#lib/analysis/words'
import { levelLabels } from '#lib/customers/model'
import { industries } from '#lib/industries/model'
import { can, type Grant, grant } from '#lib/kernel/grant'
import { listReached } from '#lib/users/queries'
import { allow } from '../../../_web/allow.ts'
import type { SearchParams } from '../../../_web/query.ts'
import { Frame } from '../frame.tsx'
import { askedOf } from './asked.ts'

export const metadata = { title: '流失风险客户' }

export default async function ChurnPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('analysis.read')
  const { done, ...query } = await searchParams
  const made = findPart(me, 'overview')
  const place = { path: '/analysis/churn', query }
  return (
    <>
      <Frame
        me={me}
        current="churn"
        path="/analysis/churn"
        href={at(place, {})}
        title="流失风险客户"
        made={made}
        deeds={
          made &&
          can(me.actor, 'customer.export') && (
            <LinkButton href={at({ path: '/analysis/churn/export', query }, { page: null, size: null })}>导出</LinkButton>
          )
        }
        before={<Narrowing me={me} place={place} />}
      >
        {can(me.actor, 'customer.read') && <Listed me={me} place={place} filter={askedOf(query)} />}
      </Frame>
      <Done word={done} />
    </>
  )
}

type Shown = { me: Grant<'analysis.read'>; place: Place }

function Narrowing({ me, place }: Shown) {
  const owners = can(me.actor, 'customer.read') ? listReached(grant(me.actor, 'customer.read')) : []
  return (
    <Filters
      place={place}
      target="figures"
      filters={[
        {
          kind: 'select',
          name: 'owner',
          label: '负责人',
          options: [...owners.map(({ id, name }) => ({ value: id, label: name })), { value: 0, label: '（无负责人）' }],
        },
        {
          kind: 'select',
          name: 'industry',
          label: '行业',
          options: industries.filter(({ code }) => code.length === 1).map(({ code, label }) => ({ value: code, label })),
        },
        { kind: 'select', name: 'level', label: '等级', options: Object.entries(levelLabels).map(([value, label]) => ({ value, label })) },
      ]}
    />
  )
}

function Listed({ me, place, filter }: Shown & { filter: RiskFilter }) {
  const { rows, total, fen, page, size } = listRisks({ me, customers: grant(me.actor, 'customer.read') }, filter)
  const isNarrow = [filter.owner, filter.industry, filter.level].some((one) => one !== undefined)
  return (
    <>
      <Figures
        figures={[
          { label: '流失风险客户', value: total, unit: '位' },
          { label: '涉及金额', value: shortMoney(fen), unit: '元', note: '近 12 个月与前 12 个月中较高的一个' },
        ]}
      />
      <RiskTable
        rows={rows}
        place={place}
        sort={{ key: filter.sort ?? 'amount', dir: filter.dir ?? 'desc' }}
        explains={can(me.actor, 'tier.read')}
        empty={
          isNarrow
            ? { title: '没有符合条件的客户', text: '减少筛选条件再看。', deed: { href: '/analysis/churn', label: '清除筛选' } }
            : {
                title: '没有流失风险客户',
                text: '带「流失风险客户」标签的客户列在这里；标签由分层规则给出。',
                deed: { href: '/analysis/tiers', label: '查看分层规则' },
              }
        }
      />
      <Pager place={place} page={page} size={size} total={total} unit="位" />
    </>
  )
}
