import { randomUUID } from 'node:crypto'
import { FollowUpForm } from '#components/followups/follow-up-form'
import { Emphasis } from '#components/profiles/emphasis'
import { RepairNotice } from '#components/repairs/repair-notice'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { findArchive } from '#lib/customers/queries-archive'
import { dueWords } from '#lib/followups/model'
import { listCustomerFollowUps } from '#lib/followups/queries-story'
import { can, grant } from '#lib/kernel/grant'
import { dayOf, now, timeOf } from '#lib/kernel/time'
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
  const repair = repairOf(reading, id)
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
      <RepairNotice repair={repair} mayReadTicket={can(me.actor, 'ticket.read')} />
      <Emphasis category={category} on="沟通" />
      {last && (
        <Notice title={`上次 ${dayOf(last.occurredAt)}`}>{`${last.content}${last.feedback ? ` 客户反馈：${last.feedback}` : ''}`}</Notice>
      )}
      <FollowUpForm
        action={create}
        customerId={id}
        once={randomUUID()}
        at={`${dayOf(at)}T${timeOf(at)}`}
        cancel={`/customers/${id}`}
        isRepairing={repair !== undefined}
        doneTodoId={wholeIn((await searchParams).todo)}
        todos={todos.map((t) => ({ id: t.id, label: `${t.title}（${dueWords(t, at)}）` }))}
      />
    </>
  )
}
