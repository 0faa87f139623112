import { randomUUID } from 'node:crypto'
import { customerFields } from '#components/customers/fields'
import { AlikeCheck } from '#components/duplicates/alike-check'
import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { can } from '#lib/kernel/grant'
import { listReached } from '#lib/users/queries'
import { allow } from '../../../_web/allow.ts'
import { create } from '../actions.ts'
import { CHECK, shownAlike } from '../check/alike.ts'
import { choicesOf } from '../choices.ts'

export const metadata = { title: '新增客户' }

export default async function NewCustomerPage() {
  const me = await allow('customer.create')
  const owners = can(me.actor, 'customer.assign') ? listReached(me) : []
  return (
    <>
      <PageHeader title="新增客户" trail={[{ href: '/customers', label: '客户' }]} sub="编号在保存时自动生成" />
      <Form
        action={create}
        id="customer"
        columns={2}
        submit="保存"
        also={[CHECK]}
        cancel={{ href: '/customers' }}
        guard
        draft="customer-new"
        fields={[{ kind: 'hidden', name: 'once', value: randomUUID() }, ...customerFields({ ...choicesOf(), owners })]}
      >
        <AlikeCheck form="customer" fields={['name', 'phone', 'creditCode']} shown={shownAlike()} />
      </Form>
    </>
  )
}
