import { Form } from '#components/ui/form'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { findOwned, readRules } from '#lib/pool/queries'
import { allow, idIn, orNotFound } from '../../../../_web/allow.ts'
import { release } from '../../actions.ts'

export const metadata = { title: '放入公海' }

export default async function ReleasePage({ params }: { params: Promise<{ id: string }> }) {
  const me = await allow('customer.release')
  const id = await idIn(params)
  const { name, version } = orNotFound(me, () => findOwned(me, id))
  const { isOn, coolDays } = readRules()
  const wait = coolDays > 0 ? `；原负责人 ${coolDays} 天内不能领回` : ''
  return (
    <>
      <PageHeader title="放入公海" trail={[{ href: `/customers/${id}`, label: name }]} />
      {isOn ? (
        <Form
          action={release}
          id="release"
          submit="放入公海"
          variant="danger"
          cancel={{ href: `/customers/${id}` }}
          fields={[
            { kind: 'hidden', name: 'id', value: id },
            { kind: 'hidden', name: 'version', value: version },
            {
              kind: 'textarea',
              name: 'reason',
              label: '原因',
              required: true,
              rows: 3,
              maxLength: 200,
              help: `客户不再有负责人，同事可以领取；没有完成的待办随客户转给领取的同事${wait}`,
            },
          ]}
        />
      ) : (
        <Notice tone="warn" title="公海没有启用">
          启用公海后才能放入客户。
        </Notice>
      )}
    </>
  )
}
