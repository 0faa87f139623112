import type { CustomerFilter, listCustomers } from '#lib/customers/list'
import { levelLabels, potentialLabels } from '#lib/customers/model'
import { dueWords, standingOf } from '#lib/followups/model'
import { industryLabel } from '#lib/industries/model'
import { dayOf } from '#lib/kernel/time'
import type { Tone } from '../ui/badge.tsx'
import { type Column, DataTable, type RichCell, type Row } from '../ui/data-table.tsx'
import type { Place } from '../ui/place.tsx'

type Found = ReturnType<typeof listCustomers>['rows'][number]

const columns: Column[] = [
  { key: 'name', label: '客户名称', name: true, sort: true },
  { key: 'contact', label: '联系人', extra: true },
  { key: 'industry', label: '所属行业', extra: true },
  { key: 'level', label: '等级', extra: true },
  { key: 'owner', label: '负责人' },
  { key: 'createdOn', label: '建档日期', sort: true, extra: true },
  { key: 'lastContact', label: '最近跟进', sort: true, extra: true },
  { key: 'nextDue', label: '下一步', sort: true },
]

export function CustomerTable({
  rows,
  place,
  filter,
  at,
  filtered,
}: {
  rows: Found[]
  place: Place
  filter: CustomerFilter
  at: number
  filtered: boolean
}) {
  const sort = filter.sort && filter.sort !== 'newest' ? { key: filter.sort, dir: filter.dir ?? ('asc' as const) } : undefined
  const empty = filtered
    ? { title: '没有符合条件的客户', text: '换一个词，或减少筛选条件。', deed: { href: '/customers', label: '清除筛选' } }
    : { title: '还没有客户', text: '可以逐个新增，也可以把现有的表格导入。', deed: { href: '/imports/new', label: '导入客户表' } }
  return <DataTable caption="客户" columns={columns} rows={rows.map((row) => rowOf(row, at))} empty={empty} place={place} sort={sort} />
}

function rowOf(c: Found, at: number): Row {
  return {
    id: c.id,
    label: c.name,
    cells: {
      name: { text: c.name, href: `/customers/${c.id}`, weak: c.number },
      contact: { text: c.contactMasked, weak: c.phoneMasked },
      industry: c.industry ? { text: industryLabel(c.industry).replace(/^.*?-/, ''), title: industryLabel(c.industry) } : '-',
      level: levelOf(c),
      owner: c.ownerMasked ?? '-',
      createdOn: c.createdOn,
      lastContact: c.lastContactAt ? dayOf(c.lastContactAt) : '-',
      nextDue: nextOf(c.nextDueAt, at),
    },
  }
}

const levelOf = (c: Found): RichCell => ({
  text: levelLabels[c.level],
  weak: c.potential ? `${c.potential} 类` : undefined,
  title: c.potential ? potentialLabels[c.potential] : undefined,
})

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
