import { Done } from '#components/done'
import { Book } from '#components/handovers/book'
import { ActionButton } from '#components/ui/action-button'
import { EmptyState } from '#components/ui/empty-state'
import { Facts } from '#components/ui/facts'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { Section } from '#components/ui/section'
import { Tabs } from '#components/ui/tabs'
import { stateLabels, stateOf } from '#lib/handovers/model'
import { findHandover, findHandoverPage } from '#lib/handovers/queries'
import { listBook } from '#lib/handovers/queries-book'
import { Missing } from '#lib/kernel/errors'
import { can, grant, type User } from '#lib/kernel/grant'
import { dayOf, timeOf } from '#lib/kernel/time'
import { allow, idIn, orNotFound } from '../../../_web/allow.ts'
import { oneOf, pageIn, type SearchParams, wholeIn } from '../../../_web/query.ts'
import { confirm } from '../actions.ts'

export const metadata = { title: '交接书' }

const SIZES = [10, 20, 50]

export default async function HandoverPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: SearchParams }) {
  const me = await allow('handover.read')
  const id = await idIn(params)
  const book = orNotFound(me, () => findHandoverPage(me, id))
  const { done, ...query } = await searchParams
  const [customer, onlyOpen] = [wholeIn(query.customer), oneOf(query.show, ['open']) === 'open']
  const size = SIZES.find((one) => String(one) === query.size) ?? 10
  const { rows, total, page } = listBook(me, id, { customer, onlyOpen, page: pageIn(query.page), size })
  const mayConfirm = book.undoneAt === null && book.open > 0 && reachesConfirm(me.actor as User, id)
  const place = { path: `/handovers/${id}`, query }
  const away = book.customers - total
  return (
    <>
      <PageHeader
        title="交接书"
        sub={`${book.from ?? '无负责人'} → ${book.to}`}
        trail={[{ href: '/handovers', label: '交接' }]}
        badges={[
          {
            text: stateOf(book) === 'open' ? `${book.open} 项待确认` : stateLabels[stateOf(book)],
            tone: stateOf(book) === 'open' ? 'warn' : stateOf(book) === 'done' ? 'good' : 'plain',
          },
        ]}
      >
        {mayConfirm && (
          <ActionButton
            action={confirm}
            values={{ id }}
            variant="first"
            confirm={`确认这份交接书的全部 ${book.open} 项内容？你的姓名和时间会记在每一项上。`}
            yes="全部确认"
          >
            全部确认
          </ActionButton>
        )}
      </PageHeader>
      <Section title="概要">
        <Facts
          columns={2}
          facts={[
            { label: '移交人', value: book.from ?? '无负责人' },
            { label: '接收人', value: book.to },
            { label: '经办人', value: book.by ?? '系统' },
            { label: '移交时间', value: `${dayOf(book.at)} ${timeOf(book.at)}` },
            { label: '客户', value: `${book.customers} 位` },
            { label: '一并移交的待办', value: `${book.todos} 项` },
            { label: '原因', value: book.reason },
          ]}
        />
      </Section>
      {customer === undefined ? (
        <Tabs
          label="客户"
          tabs={[
            { href: `/handovers/${id}`, label: '全部客户', current: !onlyOpen },
            { href: `/handovers/${id}?show=open`, label: '待确认', current: onlyOpen },
          ]}
        />
      ) : (
        <p className="screen">
          <a href={`/handovers/${id}`}>查看这份交接书的全部客户</a>
        </p>
      )}
      {rows.length === 0 ? (
        <EmptyState
          title={onlyOpen ? '全部内容都已确认' : '这里没有可以查看的客户'}
          text={onlyOpen ? undefined : '这份交接书里的客户不在你的范围内，或已删除。'}
          deed={onlyOpen ? { href: `/handovers/${id}`, label: '查看全部客户' } : undefined}
        />
      ) : (
        <Book id={id} sheets={rows} people={`${book.from ?? '无负责人'} → ${book.to}`} mayConfirm={mayConfirm} confirm={confirm} />
      )}
      {customer === undefined && !onlyOpen && away > 0 && rows.length > 0 && (
        <p className="weak">{`另有 ${away} 位客户不在你的范围内。`}</p>
      )}
      <Pager place={place} page={page} size={size} total={total} unit="位" sizes={SIZES} />
      <Done word={done} />
    </>
  )
}

function reachesConfirm(user: User, id: number): boolean {
  if (!can(user, 'handover.confirm')) return false
  try {
    findHandover(grant(user, 'handover.confirm'), id)
    return true
  } catch (error) {
    if (error instanceof Missing) return false
    throw error
  }
}
