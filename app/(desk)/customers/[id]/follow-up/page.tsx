import { randomUUID } from 'node:crypto'
import { FollowUpForm } from '#components/followups/follow-up-form'
import { RepairNotice } from '#components/repairs/repair-notice'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { findArchive } from '#lib/customers/queries'
import { dueWords } from '#lib/followups/model'
import { listCustomerFollowUps } from '#lib/followups/queries'
import { can, grant } from '#lib/kernel/grant'
import { dayOf, now, timeOf } from '#lib/kernel/time'
import { categoryLabels, emphases } from '#lib/profiles/model'
import { findProfile } from '#lib/profiles/queries'
import { repairOf } from '#lib/repairs/queries'
import { listCustomerTodos } from '#lib/todos/queries'
import { allow, idIn, orNotFound } from '../../../../_web/allow.ts'
import { type SearchParams, wholeIn } from '../../../../_web/query.ts'
import { create } from '../../../follow-ups/actions.ts'

export const metadata = { title: '新增跟进' }

export default async function NewFollowUpPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: SearchParams }) {
  const me = await allow('followUp.create')
  const id = await idIn(params)
  const reading = grant(me.actor, 'customer.read')
  const archive = orNotFound(me, () => findArchive(reading, id))
  const todos = can(me.actor, 'todo.finish') ? listCustomerTodos(grant(me.actor, 'todo.read'), id).filter((t) => t.mine) : []
  const [last] = listCustomerFollowUps(reading, id, 1)
  const category = findProfile(reading, id)?.serviceCategory
  const at = now()
  return (
    <>
      <PageHeader
        title="新增跟进"
        trail={[
          { href: '/customers', label: '客户' },
          { href: `/customers/${id}`, label: archive.name },
        ]}
        sub={archive.number}
      />
      <RepairNotice repair={repairOf(reading, id)} mayReadTicket={can(me.actor, 'ticket.read')} />
      {category && <Notice title={`${categoryLabels[category]}客户`}>{`沟通侧重：${emphases[category]}`}</Notice>}
      {last && (
        <Notice title={`上次 ${dayOf(last.occurredAt)}`}>{`${last.content}${last.feedback ? ` 客户反馈：${last.feedback}` : ''}`}</Notice>
      )}
      <FollowUpForm
        action={create}
        customerId={id}
        once={randomUUID()}
        at={`${dayOf(at)}T${timeOf(at)}`}
        cancel={`/customers/${id}`}
        doneTodoId={wholeIn((await searchParams).todo)}
        todos={todos.map((t) => ({ id: t.id, label: `${t.title}（${dueWords(t, at)}）` }))}
      />
    </>
  )
}
