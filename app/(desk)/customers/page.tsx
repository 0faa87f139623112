import { BulkDeeds } from '#components/customers/bulk-deeds'
import { CustomerFilters } from '#components/customers/customer-filters'
import { CustomerTable } from '#components/customers/customer-table'
import { sourceGroups } from '#components/customers/fields'
import { ListTools } from '#components/customers/list-tools'
import { Done } from '#components/done'
import { LinkButton } from '#components/ui/button'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { Still } from '#components/ui/still'
import { listCustomers } from '#lib/customers/list'
import { levelLabels, potentialLabels, statusLabels, typeLabels } from '#lib/customers/model'
import { industries } from '#lib/industries/model'
import { can, grant } from '#lib/kernel/grant'
import { now } from '#lib/kernel/time'
import { categoryLabels, cycleLabels, urgencyLabels } from '#lib/profiles/model'
import { readSettings } from '#lib/settings/queries'
import { findTierName, labelWordsOf, listTierNames } from '#lib/tiers/list'
import { listReached } from '#lib/users/queries'
import { columnsOf, listViews } from '#lib/views/queries'
import { allow } from '../../_web/allow.ts'
import { keepPage } from '../../_web/keep.ts'
import type { Search, SearchParams } from '../../_web/query.ts'
import { askedOf } from './ask.ts'
import { searchOf } from './view-query.ts'

export const metadata = { title: '客户' }

// A label may be asked for by its key; the filter knows it by its number.
function withTier(query: Search, word: string | undefined): Search {
  const tier = word === undefined ? undefined : findTierName(word)
  return tier ? { ...query, tier: String(tier.id) } : query
}

const sections = industries.filter(({ code }) => code.length === 1).map(({ code, label }) => ({ value: code, label }))
const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))

export default async function CustomersPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('customer.read')
  await keepPage()
  const { done, ...asked } = await searchParams
  const filter = askedOf(asked)
  const query = withTier(asked, filter.tier)
  const { rows, total, capped, page, size, last } = listCustomers(me, filter)
  const place = { path: '/customers', query }
  const question = searchOf(query)
  const mine = grant(me.actor, 'view.read')
  const may = {
    assign: can(me.actor, 'customer.assign'),
    edit: can(me.actor, 'customer.edit'),
    export: can(me.actor, 'customer.export'),
    delete: can(me.actor, 'customer.delete'),
  }
  const shown = columnsOf(mine)
  const labels = shown.includes('tier') ? labelWordsOf(rows.map(({ id }) => id)) : undefined
  const isBulk = Object.values(may).some(Boolean)
  const owners = [
    ...listReached(me).map(({ id, name }) => ({ value: id, label: name })),
    ...(me.reach === 'all' ? [{ value: 0, label: '（无负责人）' }] : []),
  ]
  const choices = {
    levels: options(levelLabels),
    types: options(typeLabels),
    potentials: options(potentialLabels),
    statuses: options(statusLabels),
    categories: options(categoryLabels),
    urgencies: options(urgencyLabels),
    cycles: options(cycleLabels),
    owners,
    tiers: listTierNames()
      .filter(({ active }) => active)
      .map(({ id, name }) => ({ value: id, label: name })),
    sources: sourceGroups(readSettings().sources),
    industries: sections,
  }
  const filtered = Object.keys(query).some((name) => !['page', 'size', 'sort', 'dir'].includes(name))
  return (
    <Still>
      <PageHeader
        title="客户"
        sub={`${total.toLocaleString('en-US')}${capped ? '+' : ''} 位${me.reach === 'all' ? '' : '，仅你可见的范围'}`}
      >
        {can(me.actor, 'import.create') && <LinkButton href="/imports/new">导入</LinkButton>}
        {can(me.actor, 'customer.create') && (
          <LinkButton href="/customers/new" variant="first">
            新增客户
          </LinkButton>
        )}
      </PageHeader>
      <CustomerFilters place={place} choices={choices}>
        <ListTools
          views={listViews(mine, 'customers')}
          query={question}
          mayExport={may.export}
          mayRestore={can(me.actor, 'customer.restore')}
          maySeeSigns={can(me.actor, 'sign.read')}
          mayPair={can(me.actor, 'duplicate.read')}
        />
      </CustomerFilters>
      <div id="list">
        <CustomerTable
          rows={rows}
          place={place}
          filter={filter}
          at={now()}
          filtered={filtered}
          shown={shown}
          isBulk={isBulk}
          labels={labels}
        />
        <Pager place={place} page={page} size={size} total={total} capped={capped} last={last} unit="位" />
        {isBulk && rows.length > 0 && (
          <BulkDeeds
            query={question}
            total={total > rows.length ? `${total.toLocaleString('en-US')}${capped ? '+' : ''}` : undefined}
            may={may}
          />
        )}
      </div>
      <Done word={done} />
    </Still>
  )
}
