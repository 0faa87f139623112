import type { CustomerFilter } from '#lib/customers/asking'
import type { ColumnKey } from '#lib/customers/labels'
import { levelLabels, potentialLabels, statusLabels, typeLabels } from '#lib/customers/model'
import { industries } from '#lib/industries/model'
import { categoryLabels, cycleLabels, urgencyLabels } from '#lib/profiles/model'
import { Done } from '../done.tsx'
import { LinkButton } from '../ui/button.tsx'
import { optionsOf } from '../ui/field-spec.tsx'
import type { Option } from '../ui/form.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { Pager } from '../ui/pager.tsx'
import type { Place } from '../ui/place.tsx'
import { BulkDeeds } from './bulk-deeds.tsx'
import { CustomerFilters } from './customer-filters.tsx'
import { CustomerTable, type Found } from './customer-table.tsx'
import { sourceGroups } from './fields.tsx'
import { ListTools, type View } from './list-tools.tsx'

/** The list of customers as it is shown: plain data, from which everything on the page follows. */
export type CustomerListProps = {
  found: { rows: Found[]; total: number; capped: boolean; page: number; size: number; last: number }
  place: Place
  filter: CustomerFilter
  /** The list's question, cleaned. */
  question: string
  /** The minute it is. */
  at: number
  columns: readonly ColumnKey[]
  /** By customer, the labels in words, where their column is shown. */
  labels?: [number, string][]
  seesAll: boolean
  may: Record<'import' | 'create' | 'assign' | 'edit' | 'export' | 'delete' | 'restore' | 'seeSigns' | 'pair', boolean>
  views: View[]
  owners: Option[]
  tiers: Option[]
  sources: Record<string, string[]>
  done?: string
}

const sections = industries.filter(({ code }) => code.length === 1).map(({ code, label }) => ({ value: code, label }))
const known = {
  levels: optionsOf(levelLabels),
  types: optionsOf(typeLabels),
  potentials: optionsOf(potentialLabels),
  statuses: optionsOf(statusLabels),
  categories: optionsOf(categoryLabels),
  urgencies: optionsOf(urgencyLabels),
  cycles: optionsOf(cycleLabels),
  industries: sections,
}
const turning = ['page', 'size', 'sort', 'dir']

export function CustomerList({ found, place, filter, question, may, ...more }: CustomerListProps) {
  const { rows, total, capped } = found
  const count = `${total.toLocaleString('en-US')}${capped ? '+' : ''}`
  const isBulk = may.assign || may.edit || may.export || may.delete
  const { owners, tiers, sources } = more
  return (
    <>
      <PageHeader title="客户" sub={`${count} 位${more.seesAll ? '' : '，仅你可见的范围'}`}>
        {may.import && <LinkButton href="/imports/new">导入</LinkButton>}
        {may.create && (
          <LinkButton href="/customers/new" variant="first">
            新增客户
          </LinkButton>
        )}
      </PageHeader>
      <CustomerFilters place={place} choices={{ ...known, owners, tiers, sources: sourceGroups(sources) }}>
        <ListTools views={more.views} query={question} may={may} />
      </CustomerFilters>
      <div id="list">
        <CustomerTable
          rows={rows}
          place={place}
          filter={filter}
          at={more.at}
          filtered={Object.keys(place.query).some((name) => !turning.includes(name))}
          shown={more.columns}
          isBulk={isBulk}
          labels={more.labels && new Map(more.labels)}
        />
        <Pager place={place} {...found} unit="位" />
        {isBulk && rows.length > 0 && <BulkDeeds query={question} total={total > rows.length ? count : undefined} may={may} />}
      </div>
      <Done word={more.done} />
    </>
  )
}
