import { randomUUID } from 'node:crypto'
import { questionFields } from '#components/surveys/fields'
import { PickCustomer } from '#components/surveys/pick-customer'
import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { matchCustomers } from '#lib/customers/list'
import { findArchive } from '#lib/customers/queries-archive'
import { grant } from '#lib/kernel/grant'
import { findSurvey, listQuestions } from '#lib/surveys/queries'
import { allow, idIn, orNotFound } from '../../../../_web/allow.ts'
import { type SearchParams, textIn, wholeIn } from '../../../../_web/query.ts'
import { record } from '../../actions.ts'

export const metadata = { title: '录入电话访谈' }

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams }

const FOUND = 10

export default async function RecordAnswersPage({ params, searchParams }: Props) {
  const me = await allow('survey.record')
  const id = await idIn(params)
  const survey = orNotFound(me, () => findSurvey(me, id))
  const query = await searchParams
  const [customerId, q] = [wholeIn(query.customer), textIn(query.q)]
  const reading = grant(me.actor, 'customer.read')
  const trail = [
    { href: '/surveys', label: '调研' },
    { href: `/surveys/${id}`, label: survey.title },
  ]
  if (customerId === undefined)
    return (
      <>
        <PageHeader title="录入电话访谈" trail={trail} sub="先找到客户" />
        <PickCustomer path={`/surveys/${id}/answer`} query={{}} q={q} found={q === undefined ? [] : matchCustomers(reading, q, FOUND)} />
      </>
    )
  const customer = orNotFound(me, () => findArchive(reading, customerId))
  return (
    <>
      <PageHeader title="录入电话访谈" trail={trail} sub={`${customer.name} · ${customer.contactMasked} · ${customer.phoneMasked}`} />
      <div className="asked">
        <Form
          action={record}
          id="survey"
          submit="保存答复"
          cancel={{ href: `/customers/${customerId}` }}
          guard
          fields={[
            { kind: 'hidden', name: 'once', value: randomUUID() },
            { kind: 'hidden', name: 'surveyId', value: id },
            { kind: 'hidden', name: 'customerId', value: customerId },
            {
              kind: 'radio',
              name: 'source',
              label: '调研方式',
              required: true,
              value: 'phone',
              options: [
                { value: 'phone', label: '电话访谈' },
                { value: 'meeting', label: '面谈' },
              ],
            },
            ...questionFields(listQuestions(id)),
          ]}
        />
      </div>
    </>
  )
}
