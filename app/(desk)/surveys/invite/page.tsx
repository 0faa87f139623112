import { randomUUID } from 'node:crypto'
import { PickCustomer } from '#components/surveys/pick-customer'
import { EmptyState } from '#components/ui/empty-state'
import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { listContacts } from '#lib/contacts/queries'
import { matchCustomers } from '#lib/customers/list'
import { findArchive } from '#lib/customers/queries-archive'
import { can, type Grant, grant, idOf } from '#lib/kernel/grant'
import { listActive, listOpen } from '#lib/surveys/queries'
import { allow, orNotFound } from '../../../_web/allow.ts'
import { type SearchParams, textIn, wholeIn } from '../../../_web/query.ts'
import { ask } from '../actions.ts'

export const metadata = { title: '邀请客户' }

const FOUND = 10
const trail = [{ href: '/surveys', label: '调研' }]

export default async function InvitePage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('survey.ask')
  const query = await searchParams
  const survey = wholeIn(query.survey)
  const customerId = wholeIn(query.customer)
  if (customerId !== undefined) return <Invite me={me} customerId={customerId} survey={survey} />
  const q = textIn(query.q)
  const found = q === undefined ? [] : matchCustomers(grant(me.actor, 'customer.read'), q, FOUND)
  return (
    <>
      <PageHeader title="邀请客户" trail={trail} sub="先找到客户" />
      <PickCustomer path="/surveys/invite" query={{ survey: survey?.toString() }} q={q} found={found} />
    </>
  )
}

function Invite({ me, customerId, survey }: { me: Grant<'survey.ask'>; customerId: number; survey?: number }) {
  const customer = orNotFound(me, () => findArchive(grant(me.actor, 'customer.read'), customerId))
  const open = listOpen(me)
  const contacts = can(me.actor, 'contact.read') ? listContacts(grant(me.actor, 'contact.read'), customerId) : []
  const [mine, owner] = [idOf(me.actor), customer.ownerId]
  const senders = [...listActive(me, [mine]), ...(owner === null || owner === mine ? [] : listActive(me, [owner]))]
  return (
    <>
      <PageHeader title="邀请客户" trail={[...trail, { href: `/customers/${customerId}`, label: customer.name }]} sub={customer.name} />
      {open.length === 0 ? (
        <EmptyState title="没有启用的问卷" text="先启用一份问卷，再邀请客户。" deed={{ href: '/surveys', label: '查看问卷' }} />
      ) : (
        <Form
          action={ask}
          id="invite"
          submit="邀请"
          cancel={{ href: `/customers/${customerId}` }}
          fields={[
            { kind: 'hidden', name: 'once', value: randomUUID() },
            { kind: 'hidden', name: 'customerId', value: customerId },
            {
              kind: 'select',
              name: 'surveyId',
              label: '问卷',
              required: true,
              value: open.some(({ id }) => id === survey) ? survey : open[0]?.id,
              options: open.map(({ id, title }) => ({ value: id, label: title })),
            },
            {
              kind: 'select',
              name: 'contactId',
              label: '请谁填写（选填）',
              blank: '不指定',
              options: contacts
                .filter(({ leftOn }) => leftOn === null)
                .map(({ id, nameMasked, position }) => ({ value: id, label: [nameMasked, position].filter(Boolean).join(' ') })),
            },
            {
              kind: 'radio',
              name: 'assigneeId',
              label: '由谁发送',
              value: mine,
              options: senders.map(({ id, name }) => ({ value: id, label: id === mine ? '我自己' : `负责人 ${name}` })),
              help: '「发送满意度调研」会进入对方的工作台，三天内完成',
            },
          ]}
        />
      )}
    </>
  )
}
