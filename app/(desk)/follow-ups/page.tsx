import { Done } from '#components/done'
import { LinkButton } from '#components/ui/button'
import { type Column, DataTable } from '#components/ui/data-table'
import { Filters } from '#components/ui/filters'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { at } from '#components/ui/place'
import { Still } from '#components/ui/still'
import { delayOf, isLate, methodLabels } from '#lib/followups/model'
import { listFollowUps } from '#lib/followups/queries'
import { can } from '#lib/kernel/grant'
import { dayOf, timeOf } from '#lib/kernel/time'
import { listReached } from '#lib/users/queries'
import { allow } from '../../_web/allow.ts'
import { keepPage } from '../../_web/keep.ts'
import type { SearchParams } from '../../_web/query.ts'
import { askedOf } from './asked.ts'

export const metadata = { title: '跟进' }

const columns: Column[] = [
  { key: 'occurredAt', label: '跟进时间', sort: true },
  { key: 'customer', label: '客户名称', name: true },
  { key: 'method', label: '方式' },
  { key: 'content', label: '沟通内容', wrap: true },
  { key: 'feedback', label: '客户反馈', wrap: true, extra: true, roomy: true },
  { key: 'follower', label: '跟进人' },
  { key: 'delay', label: '录入', extra: true },
]

export default async function FollowUpsPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('followUp.read')
  await keepPage()
  const { done, ...query } = await searchParams
  const filter = askedOf(query)
  const { rows, total, capped, page, size } = listFollowUps(me, filter)
  const place = { path: '/follow-ups', query }
  return (
    <Still>
      <PageHeader title="跟进" sub={`${total.toLocaleString('en-US')}${capped ? '+' : ''} 条`}>
        {can(me.actor, 'followUp.export') && (
          <LinkButton href={at({ path: '/follow-ups/export', query }, { page: null, size: null })}>导出</LinkButton>
        )}
      </PageHeader>
      <Filters
        place={place}
        filters={[
          { kind: 'search', name: 'q', label: '搜索跟进', placeholder: '客户名称、拼音、跟进编号' },
          {
            kind: 'select',
            name: 'method',
            label: '跟进方式',
            all: '全部方式',
            options: Object.entries(methodLabels).map(([value, label]) => ({ value, label })),
          },
          {
            kind: 'select',
            name: 'person',
            label: '跟进人',
            all: '全部跟进人',
            options: listReached(me).map((p) => ({ value: p.id, label: p.name })),
          },
        ]}
        more={[
          { kind: 'dates', name: 'at', label: '跟进日期' },
          { kind: 'check', name: 'late', label: '只看超过 1 小时才录入的' },
        ]}
      />
      <div id="list">
        <DataTable
          caption="跟进"
          columns={columns}
          place={place}
          sort={{ key: 'occurredAt', dir: filter.dir ?? 'desc' }}
          empty={{ title: '没有跟进记录', text: '打开一位客户，记下第一次联系。', deed: { href: '/customers', label: '去看客户' } }}
          rows={rows.map((f) => ({
            id: f.id,
            cells: {
              occurredAt: { text: `${dayOf(f.occurredAt)} ${timeOf(f.occurredAt)}`, time: new Date(f.occurredAt).toISOString() },
              customer: { text: f.customer, href: `/customers/${f.customerId}?show=follow-ups`, weak: f.number },
              method: methodLabels[f.method],
              content: { text: f.content, clamp: true },
              feedback: f.feedback ? { text: f.feedback, clamp: true } : '-',
              follower: f.follower ?? (f.followerName || '-'),
              delay: f.imported
                ? { text: '导入', badge: 'plain' as const }
                : { text: delayOf(f), badge: isLate(f) ? ('warn' as const) : ('plain' as const) },
            },
          }))}
        />
        <Pager place={place} page={page} size={size} total={total} capped={capped} unit="条" />
      </div>
      <Done word={done} />
    </Still>
  )
}
