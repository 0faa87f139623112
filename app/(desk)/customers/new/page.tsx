import { randomUUID } from 'node:crypto'
import { customerFields } from '#components/customers/fields'
import { AlikeCheck } from '#components/duplicates/alike-check'
import { type FieldSpec, Form } from '#components/ui/form'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { can } from '#lib/kernel/grant'
import { listReached } from '#lib/users/queries'
import { allow } from '../../../_web/allow.ts'
import { type Search, type SearchParams, textIn } from '../../../_web/query.ts'
import { create } from '../actions.ts'
import { CHECK, shownAlike } from '../check/alike.ts'
import { choicesOf } from '../choices.ts'

export const metadata = { title: '新增客户' }

export default async function NewCustomerPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('customer.create')
  const caller = callerIn(await searchParams)
  const owners = can(me.actor, 'customer.assign') ? listReached(me) : []
  return (
    <>
      <PageHeader title="新增客户" trail={[{ href: '/customers', label: '客户' }]} sub="编号在保存时自动生成" />
      {caller.says && <Notice title="来电内容">{`${caller.says}。登记后请在客户页新建工单，或告知转来的同事。`}</Notice>}
      <Form
        action={create}
        id="customer"
        columns={2}
        submit="保存"
        also={[CHECK]}
        cancel={{ href: '/customers' }}
        guard
        draft={caller.phone ? undefined : 'customer-new'}
        fields={[
          { kind: 'hidden', name: 'once', value: randomUUID() },
          ...customerFields({ ...choicesOf(), owners }).map(filledBy(caller)),
        ]}
      >
        <AlikeCheck form="customer" fields={['name', 'phone', 'creditCode']} shown={shownAlike()} />
      </Form>
    </>
  )
}

// What a caller said, from whoever answered and may not register customers.
const callerIn = (query: Search) => ({ contact: textIn(query.contact, 50), phone: textIn(query.phone, 40), says: textIn(query.says, 200) })

const filledBy =
  ({ contact, phone }: { contact: string | undefined; phone: string | undefined }) =>
  (field: FieldSpec): FieldSpec => {
    const value = 'name' in field ? { contact, phone }[field.name] : undefined
    return value === undefined ? field : ({ ...field, value } as FieldSpec)
  }
