import { Done } from '#components/done'
import { CHECK_FORM, UntouchedTable } from '#components/truth/untouched-table'
import { Filters } from '#components/ui/filters'
import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { levelLabels } from '#lib/customers/model'
import { can } from '#lib/kernel/grant'
import { countUntouched, listUntouched } from '#lib/truth/list'
import { listReached } from '#lib/users/queries'
import { allow } from '../../../_web/allow.ts'
import type { SearchParams } from '../../../_web/query.ts'
import { checkAll, checkOne } from './actions.ts'
import { asked, queryOf } from './asked.ts'

export const metadata = { title: '本月未维护的档案' }

const MOST = 10_000

export default async function UntouchedPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('customer.read')
  const { done, ...query } = await searchParams
  const filter = asked(query)
  const { rows, total, capped, page, size } = listUntouched(me, filter)
  const place = { path: '/customers/untouched', query }
  const mayCheck = can(me.actor, 'customer.check')
  const owners = listReached(me).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <>
      <PageHeader title="本月未维护的档案" sub={subOf(countUntouched(me))} trail={[{ href: '/customers', label: '客户' }]} />
      <Filters
        place={place}
        filters={[
          ...(owners.length > 1 ? [{ kind: 'select' as const, name: 'owner', label: '负责人', options: owners }] : []),
          {
            kind: 'select',
            name: 'level',
            label: '等级',
            options: Object.entries(levelLabels).map(([value, label]) => ({ value, label })),
          },
        ]}
      />
      <div id="list">
        <UntouchedTable
          rows={rows}
          check={mayCheck ? checkOne : undefined}
          query={queryOf(filter)}
          isFiltered={filter.owner !== undefined || filter.level !== undefined}
        />
        {mayCheck && rows.length > 0 && (
          <Form
            action={checkAll}
            id={CHECK_FORM}
            inline
            variant="quiet"
            submit="勾选的都已核对，无变化"
            fields={[{ kind: 'hidden', name: 'query', value: queryOf(filter) }]}
          />
        )}
        <Pager place={place} page={page} size={size} total={total} capped={capped} unit="份" />
      </div>
      <Done word={done} />
    </>
  )
}

// Of how many archives how many were worked on; beyond the cap neither number is exact.
function subOf({ waiting, all }: { waiting: number; all: number }) {
  const said = (n: number) => (n > MOST ? `${MOST.toLocaleString('en-US')}+` : n.toLocaleString('en-US'))
  return `每份档案每月至少维护一次：共 ${said(all)} 份，${all > MOST ? '' : `已维护 ${said(all - waiting)} 份，`}未维护 ${said(waiting)} 份`
}
