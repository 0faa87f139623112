import type { CustomerFilter } from '#lib/customers/asking'
import { type ColumnKey, columnLabels } from '#lib/customers/labels'
import type { listCustomers } from '#lib/customers/list'
import { levelLabels, potentialLabels, statusLabels, typeLabels } from '#lib/customers/model'
import { dueWords, standingOf } from '#lib/followups/model'
import { industryLabel } from '#lib/industries/model'
import { dayOf } from '#lib/kernel/time'
import type { Tone } from '../ui/badge.tsx'
import { type Cell, type Column, DataTable, type RichCell, type Row } from '../ui/data-table.tsx'
import type { Place } from '../ui/place.tsx'
import { BULK } from './bulk-deeds.tsx'

export type Found = ReturnType<typeof listCustomers>['rows'][number]

const sortable: readonly ColumnKey[] = ['name', 'createdOn', 'lastContact', 'nextDue']
// On a phone a card holds the name and, where they are shown, these.
const onPhones: readonly ColumnKey[] = ['name', 'owner', 'nextDue']

// Where the screen is narrow, these make room for the next step.
const whereRoomy: readonly ColumnKey[] = ['industry', 'createdOn']
const FEW = 6

const columnOf = (key: ColumnKey, _: number, all: readonly ColumnKey[]): Column => ({
  key,
  label: columnLabels[key],
  name: key === 'name',
  sort: sortable.includes(key),
  extra: !onPhones.includes(key),
  roomy: all.length > FEW && whereRoomy.includes(key),
})

export function CustomerTable({
  rows,
  place,
  filter,
  at,
  filtered,
  shown,
  isBulk,
  labels,
}: {
  rows: Found[]
  place: Place
  filter: CustomerFilter
  at: number
  filtered: boolean
  shown: readonly ColumnKey[]
  isBulk: boolean
  /** By customer, the labels in words, where their column is shown. */
  labels?: Map<number, string>
}) {
  const sort = filter.sort && filter.sort !== 'newest' ? { key: filter.sort, dir: filter.dir ?? ('asc' as const) } : undefined
  const empty = filtered
    ? { title: '没有符合条件的客户', text: '换一个词，或减少筛选条件。', deed: { href: '/customers', label: '清除筛选' } }
    : { title: '还没有客户', text: '可以逐个新增，也可以把现有的表格导入。', deed: { href: '/imports/new', label: '导入客户表' } }
  return (
    <DataTable
      caption="客户"
      columns={shown.map(columnOf)}
      rows={rows.map((row) => rowOf(row, shown, at, labels))}
      empty={empty}
      place={place}
      sort={sort}
      bulk={isBulk ? BULK : undefined}
      isKept={false}
    />
  )
}

const rowOf = (c: Found, shown: readonly ColumnKey[], at: number, labels?: Map<number, string>): Row => ({
  id: c.id,
  label: c.name,
  cells: Object.fromEntries(shown.map((key) => [key, cells[key](c, at, labels?.get(c.id))])),
})

const cells: Record<ColumnKey, (c: Found, at: number, labels?: string) => Cell> = {
  name: nameOf,
  type: (c) => typeLabels[c.type],
  contact: (c) => ({ text: c.contactMasked, weak: c.phoneMasked }),
  position: (c) => c.position || '-',
  email: (c) => c.emailMasked || '-',
  industry: (c) => (c.industry ? { text: industryLabel(c.industry).replace(/^.*?-/, ''), title: industryLabel(c.industry) } : '-'),
  source: (c) => c.source || '-',
  level: levelOf,
  tier: (c, _, labels) => (labels ? { text: labels, href: `/customers/${c.id}/tiers`, clamp: true } : '-'),
  status: (c) => statusLabels[c.status],
  tags: (c) => (c.tags ? { text: c.tags, clamp: true } : '-'),
  size: sizeOf,
  creditCode: (c) => c.creditCode || '-',
  address: (c) => (c.address ? { text: c.address, clamp: true } : '-'),
  note: (c) => (c.note ? { text: c.note, clamp: true } : '-'),
  owner: (c) => c.ownerMasked ?? '-',
  createdOn: (c) => c.createdOn,
  lastContact: (c) => (c.lastContactAt ? dayOf(c.lastContactAt) : '-'),
  nextDue: (c, at) => nextOf(c.nextDueAt, at),
}

function nameOf({ id, name, number, demo }: Found): RichCell[] {
  return [{ text: name, href: `/customers/${id}`, weak: number }, ...(demo ? [{ text: '示例', badge: 'plain' as const }] : [])]
}

function levelOf(c: Found): RichCell {
  const potential = c.potential ? { weak: `${c.potential} 类`, title: potentialLabels[c.potential] } : {}
  return { text: levelLabels[c.level], ...potential }
}

function sizeOf({ headcount, revenueMasked }: Found): Cell {
  const said = [headcount !== null && `${headcount.toLocaleString('en-US')} 人`, revenueMasked]
  return said.filter(Boolean).join('，') || '-'
}

const tones: Record<ReturnType<typeof standingOf>, Tone> = {
  overdue: 'bad',
  today: 'warn',
  soon: 'plain',
  later: 'plain',
  undated: 'plain',
}

function nextOf(dueAt: number | null, at: number): RichCell {
  if (dueAt === null) return { text: '没有下一步', tone: 'plain', badge: 'plain' }
  return { text: dueWords({ dueAt }, at), badge: tones[standingOf(dueAt, at)] }
}
