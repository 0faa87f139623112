import { Done } from '#components/done'
import { TicketFilters } from '#components/tickets/ticket-filters'
import { TicketTable } from '#components/tickets/ticket-table'
import { LinkButton } from '#components/ui/button'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { at } from '#components/ui/place'
import { Still } from '#components/ui/still'
import { listDepartments } from '#lib/departments/queries'
import { can, idOf } from '#lib/kernel/grant'
import { now } from '#lib/kernel/time'
import { listTickets } from '#lib/tickets/list'
import { NAMED } from '#lib/tickets/list-asked'
import { listReceivers, listTypes } from '#lib/tickets/queries-rules'
import { allow } from '../../_web/allow.ts'
import { keepPage } from '../../_web/keep.ts'
import type { SearchParams } from '../../_web/query.ts'
import { askedOf } from './asked.ts'

export const metadata = { title: '工单' }

const KEPT = ['page', 'size', 'sort', 'dir']

export default async function TicketsPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('ticket.read')
  await keepPage()
  const { done, ...query } = await searchParams
  const filter = askedOf(query)
  const { rows, total, capped, page, size, isPartial } = listTickets(me, filter)
  const place = { path: '/tickets', query }
  const isFiltered = Object.keys(query).some((name) => !KEPT.includes(name))
  const mayCreate = can(me.actor, 'ticket.create')
  const mine = can(me.actor, 'ticket.receive') ? `/tickets?status=open&handler=${idOf(me.actor)}&sort=due` : undefined
  return (
    <Still>
      <PageHeader
        title="工单"
        sub={`${total.toLocaleString('en-US')}${capped ? '+' : ''} 张${me.reach === 'all' ? '' : '，仅你可见的范围'}`}
      >
        {can(me.actor, 'ticket.export') && (
          <LinkButton href={at({ path: '/tickets/export', query }, { page: null, size: null })}>导出</LinkButton>
        )}
        <LinkButton href="/tickets/stats">统计</LinkButton>
        {can(me.actor, 'ticketText.edit') && <LinkButton href="/settings/tickets">分派与答复</LinkButton>}
        {mayCreate && (
          <LinkButton href="/tickets/new" variant="first">
            新建工单
          </LinkButton>
        )}
      </PageHeader>
      <TicketFilters place={place} types={listTypes()} departments={listDepartments()} handlers={listReceivers()}>
        {mine && <a href={mine}>我处理的</a>}
        {can(me.actor, 'ticket.take') && <a href="/tickets?status=unassigned">待领取</a>}
        <a href="/tickets?status=open&amp;overdue=1&amp;sort=due">已超时</a>
      </TicketFilters>
      <div id="list">
        {isPartial && (
          <Notice title={`符合「${filter.q}」的客户超过 ${NAMED} 位`}>
            {`按客户名称只列出其中最新 ${NAMED} 位客户的工单；请输入更完整的客户名称或编号。按工单编号和问题描述查找的结果是完整的。`}
          </Notice>
        )}
        <TicketTable
          rows={rows}
          place={place}
          sort={{ key: filter.sort ?? 'newest', dir: filter.dir ?? (filter.sort === 'due' ? 'asc' : 'desc') }}
          at={now()}
          readsCustomers={can(me.actor, 'customer.read')}
          empty={emptyOf(isFiltered, mayCreate)}
        />
        <Pager place={place} page={page} size={size} total={total} capped={capped} unit="张" />
      </div>
      <Done word={done} />
    </Still>
  )
}

function emptyOf(isFiltered: boolean, mayCreate: boolean) {
  if (isFiltered) return { title: '没有符合条件的工单', text: '去掉一些条件再试。', deed: { href: '/tickets', label: '查看全部工单' } }
  return {
    title: '还没有工单',
    text: '客户来电投诉、咨询或报修时，在这里登记，系统按类型分派并计时。',
    deed: mayCreate ? { href: '/tickets/new', label: '新建工单' } : undefined,
  }
}
