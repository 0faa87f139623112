import { CustomerList, type CustomerListProps } from '#components/customers/customer-list'
import { Still } from '#components/ui/still'
import { listCustomers } from '#lib/customers/list'
import { can, grant } from '#lib/kernel/grant'
import { minuteOf, now } from '#lib/kernel/time'
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

export default async function CustomersPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('customer.read')
  await keepPage()
  const { done, ...asked } = await searchParams
  const filter = askedOf(asked)
  const query = withTier(asked, filter.tier)
  const found = listCustomers(me, filter)
  const mine = grant(me.actor, 'view.read')
  const columns = columnsOf(mine)
  const list: CustomerListProps = {
    found,
    place: { path: '/customers', query },
    filter,
    question: searchOf(query),
    at: minuteOf(now()),
    columns,
    labels: columns.includes('tier') ? [...labelWordsOf(found.rows.map(({ id }) => id))] : undefined,
    seesAll: me.reach === 'all',
    may: {
      import: can(me.actor, 'import.create'),
      create: can(me.actor, 'customer.create'),
      assign: can(me.actor, 'customer.assign'),
      edit: can(me.actor, 'customer.edit'),
      export: can(me.actor, 'customer.export'),
      delete: can(me.actor, 'customer.delete'),
      restore: can(me.actor, 'customer.restore'),
      seeSigns: can(me.actor, 'sign.read'),
      pair: can(me.actor, 'duplicate.read'),
    },
    views: listViews(mine, 'customers'),
    owners: [
      ...listReached(me).map(({ id, name }) => ({ value: id, label: name })),
      ...(me.reach === 'all' ? [{ value: 0, label: '（无负责人）' }] : []),
    ],
    tiers: listTierNames()
      .filter(({ active }) => active)
      .map(({ id, name }) => ({ value: id, label: name })),
    sources: readSettings().sources,
    done: typeof done === 'string' ? done : undefined,
  }
  return (
    <Still keptAs={`customers ${JSON.stringify(list)}`}>
      <CustomerList {...list} />
    </Still>
  )
}
