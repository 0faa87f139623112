import type { Quota } from '#lib/reveals/model'
import { QuotaNote } from '../truth/quota-note.tsx'
import { Form, type FormAction } from '../ui/form.tsx'

type Props = {
  action: FormAction
  customerId: number
  quota?: Quota
  contact: { id: number; phoneMasked: string; emailMasked: string; nameMasked: string }
}

/** Which raw value of a contact somebody looks at, and why; both are written down (N-04). */
export function ContactRevealForm({ action, customerId, quota, contact }: Props) {
  const known = [
    { value: 'phone', label: `联系方式 ${contact.phoneMasked}`, there: contact.phoneMasked },
    { value: 'email', label: `邮箱 ${contact.emailMasked}`, there: contact.emailMasked },
    { value: 'contact', label: `姓名 ${contact.nameMasked}`, there: contact.nameMasked },
  ].filter(({ there }) => there)
  return (
    <Form
      action={action}
      id="reveal-contact"
      submit="查看"
      cancel={{ href: `/customers/${customerId}/contacts` }}
      fields={[
        { kind: 'hidden', name: 'customerId', value: customerId },
        { kind: 'hidden', name: 'id', value: contact.id },
        {
          kind: 'radio',
          name: 'field',
          label: '查看内容',
          required: true,
          value: known[0]?.value,
          options: known.map(({ value, label }) => ({ value, label })),
        },
        {
          kind: 'radio',
          name: 'reason',
          label: '查看原因',
          required: true,
          options: ['拨打电话', '核对资料', '寄送物品', '发送资料', '其他工作需要'],
          help: '查看会留下记录，显示 10 分钟',
        },
      ]}
    >
      {quota && <QuotaNote quota={quota} />}
    </Form>
  )
}
