import { contactFields } from '#components/customers/contact-fields'
import { customerFields } from '#components/customers/fields'
import { AlikeCheck } from '#components/duplicates/alike-check'
import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { findArchive } from '#lib/customers/queries-archive'
import { industryLabel } from '#lib/industries/model'
import { can, grant } from '#lib/kernel/grant'
import { allow, idIn, orNotFound, permit } from '../../../../_web/allow.ts'
import { changeContact, edit } from '../../actions.ts'
import { CHECK, shownAlike } from '../../check/alike.ts'
import { choicesOf } from '../../choices.ts'

export const metadata = { title: '编辑客户' }

export default async function EditCustomerPage({ params }: { params: Promise<{ id: string }> }) {
  const me = await allow('customer.read')
  const id = await idIn(params)
  const whole = can(me.actor, 'customer.edit')
  if (!whole) permit(me.actor as never, 'customer.editContact')
  const archive = orNotFound(me, () => findArchive(grant(me.actor, 'customer.read'), id))
  const values = {
    ...archive,
    industry: archive.industry && `${archive.industry} ${industryLabel(archive.industry)}`,
    revealed: undefined,
    demo: undefined,
    former: undefined,
  }
  return (
    <>
      <PageHeader
        title={whole ? '编辑客户' : '修改联系信息'}
        trail={[
          { href: '/customers', label: '客户' },
          { href: `/customers/${id}`, label: archive.name },
        ]}
        sub={archive.number}
      />
      <Form
        action={whole ? edit : changeContact}
        id="customer"
        columns={2}
        submit="保存"
        also={[CHECK]}
        cancel={{ href: `/customers/${id}` }}
        guard
        fields={[
          { kind: 'hidden', name: 'id', value: id },
          { kind: 'hidden', name: 'version', value: archive.version },
          ...(whole ? customerFields(choicesOf(), values, true) : contactFields(values)),
        ]}
      >
        <AlikeCheck form="customer" fields={whole ? ['name', 'phone', 'creditCode'] : ['phone']} except={id} shown={shownAlike()} />
      </Form>
    </>
  )
}
