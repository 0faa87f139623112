import type { Metadata } from 'next'
import { AuditPager } from '#components/audit/audit-pager'
import { type AuditLine, AuditTable } from '#components/audit/audit-table'
import { LinkButton } from '#components/ui/button'
import type { OptionGroup } from '#components/ui/field-spec'
import { type FilterSpec, Filters } from '#components/ui/filters'
import { PageHeader } from '#components/ui/page-header'
import type { Query } from '#components/ui/place'
import { type AuditRow, listActors, listAudit } from '#lib/audit/list'
import { actionsOf } from '#lib/audit/model'
import { momentWords } from '#lib/audit/words'
import type { Grant } from '#lib/kernel/grant'
import { moduleLabels, permissionLabels } from '#lib/kernel/labels'
import { allow } from '../../_web/allow.ts'
import { asked } from './asked.ts'

export const metadata: Metadata = { title: '日志' }

const PATH = '/audit'

export default async function AuditPage({ searchParams }: { searchParams: Promise<Query> }) {
  const me = await allow('audit.read')
  const query = await searchParams
  const filter = asked(query)
  const { rows, next, total, capped, size } = listAudit(me, filter)
  const place = { path: PATH, query: { ...query, before: undefined } }
  return (
    <>
      <PageHeader
        title="日志"
        sub={total === undefined ? '按时间倒序' : `${total.toLocaleString('en-US')}${capped ? '+' : ''} 条，按时间倒序`}
      >
        <LinkButton href={`${PATH}/chain`}>检查完整性</LinkButton>
      </PageHeader>
      <Filters place={place} {...filtersFor(me)} />
      <div id="list">
        {rows.length === 0 && next ? (
          <p>在看过的记录里没有符合条件的，可以继续往前找。</p>
        ) : (
          <AuditTable lines={rows.map(lineOf)} clear={PATH} />
        )}
        <AuditPager place={place} before={filter.before} next={next} size={size} />
      </div>
    </>
  )
}

function lineOf(row: AuditRow): AuditLine {
  const { id, at, actor, action, outcome, failed, why, address, request, changes } = row
  return {
    id,
    at: momentWords(at),
    datetime: new Date(at).toISOString(),
    actor,
    action,
    about: aboutOf(row),
    denied: outcome === 'denied',
    failed,
    why,
    address,
    request,
    changes,
  }
}

// A customer by its number, led to where one may see it.
const aboutOf = ({ about, customerId }: AuditRow) => ({ text: about, href: customerId ? `/customers/${customerId}` : undefined })

function filtersFor(me: Grant<'audit.read'>): { filters: FilterSpec[]; more: FilterSpec[] } {
  const people = listActors(me).map(({ id, name, active }) => ({ value: id, label: active ? name : `${name}（停用）` }))
  return {
    filters: [
      { kind: 'select', name: 'person', label: '人员', options: [...people, { value: 0, label: '系统' }] },
      { kind: 'select', name: 'action', label: '操作', options: actionGroups },
      {
        kind: 'select',
        name: 'outcome',
        label: '结果',
        options: [
          { value: 'done', label: '完成' },
          { value: 'denied', label: '拒绝' },
        ],
      },
    ],
    more: [
      { kind: 'text', name: 'customer', label: '客户编号', placeholder: 'Q20260001' },
      { kind: 'select', name: 'entity', label: '对象', options: modules.map(([value, label]) => ({ value, label })) },
      { kind: 'dates', name: 'day', label: '日期' },
    ],
  }
}

const modules = Object.entries(moduleLabels)
const actionGroups: OptionGroup[] = modules.map(([entity, label]) => ({
  label,
  options: actionsOf(entity).map((action) => ({ value: action, label: permissionLabels[action] })),
}))
