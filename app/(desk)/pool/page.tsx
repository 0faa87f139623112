import { Done } from '#components/done'
import { PoolTable } from '#components/pool/pool-table'
import { WarnedTable } from '#components/pool/warned-table'
import { EmptyState } from '#components/ui/empty-state'
import { Filters } from '#components/ui/filters'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { Tabs } from '#components/ui/tabs'
import { can, grant } from '#lib/kernel/grant'
import { today } from '#lib/kernel/time'
import { LOOK, listPool, listWarned } from '#lib/pool/list'
import { countTaken, countWarned, readRules } from '#lib/pool/queries'
import { allow } from '../../_web/allow.ts'
import type { SearchParams } from '../../_web/query.ts'
import { filtersOf, moreFiltersOf, pagingOf, poolAsked } from './asked.ts'

export const metadata = { title: '公海' }

export default async function PoolPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('pool.read')
  const { done, ...query } = await searchParams
  const rules = readRules()
  if (!rules.isOn) return <Off mayConfigure={can(me.actor, 'pool.configure')} />
  const isWarned = query.show === 'warned' && can(me.actor, 'customer.release')
  const warned = can(me.actor, 'customer.release') ? countWarned(grant(me.actor, 'customer.release')) : 0
  const { held, claimed } = countTaken(me)
  const place = { path: '/pool', query }
  const filter = poolAsked(query)
  const list = isWarned ? listWarned(permitted(me.actor), pagingOf(query)) : listPool(me, filter)
  return (
    <>
      <PageHeader title="公海" sub={`你持有 ${of(held, rules.mostHeld)} 位，今天领取 ${of(claimed, rules.claimsPerDay)} 位`} />
      {can(me.actor, 'customer.release') && (
        <Tabs
          label="公海"
          tabs={[
            { href: '/pool', label: '公海客户', current: !isWarned },
            { href: '/pool?show=warned', label: '即将回收', count: warned, current: isWarned },
          ]}
        />
      )}
      {!isWarned && <Filters place={place} filters={filtersOf()} more={moreFiltersOf()} />}
      <div id="list">
        {isWarned ? (
          <WarnedTable rows={(list as ReturnType<typeof listWarned>).rows} day={today()} />
        ) : (
          <PoolTable
            rows={(list as ReturnType<typeof listPool>).rows}
            day={today()}
            filtered={Object.values({ ...filter, page: undefined, size: undefined }).some((value) => value !== undefined)}
            mayClaim={can(me.actor, 'pool.claim')}
          />
        )}
        {'partial' in list && list.partial && (
          <p className="none">{`公海客户较多，地区只在最新的 ${LOOK.toLocaleString('en-US')} 位中查找，可以同时按等级、行业或来源筛选。`}</p>
        )}
        <Pager place={place} page={list.page} size={list.size} total={list.total} capped={list.capped} unit="位" />
      </div>
      <Done word={done} />
    </>
  )
}

const permitted = (actor: Parameters<typeof grant>[0]) => grant(actor, 'customer.release')
const of = (n: number, most: number) => (most > 0 ? `${n} / ${most}` : String(n))

function Off({ mayConfigure }: { mayConfigure: boolean }) {
  return (
    <>
      <PageHeader title="公海" />
      <EmptyState
        title="公海没有启用"
        text="启用后，没有负责人的客户集中在这里，可以领取到自己名下。"
        deed={mayConfigure ? { href: '/settings/pool', label: '公海设置' } : undefined}
      />
    </>
  )
}
