import type { RevealField } from '#lib/customers/queries-archive'
import type { Quota } from '#lib/reveals/model'
import { QuotaNote } from '../truth/quota-note.tsx'
import { Form, type FormAction } from '../ui/form.tsx'

export const revealWords: Record<RevealField, string> = {
  phone: '联系方式',
  email: '邮箱',
  contact: '联系人姓名',
  owner: '负责人姓名',
  revenue: '年营收',
}

type Props = { action: FormAction; id: number; field: RevealField; quota?: Quota; cancel?: string }

/** Why somebody looks at a raw value; it is written down, and shown to the archive's owner (N-04). */
export function RevealForm({ action, id, field, quota, cancel }: Props) {
  return (
    <Form
      action={action}
      id={`reveal-form-${field}`}
      submit="查看"
      cancel={cancel ? { href: cancel } : undefined}
      fields={[
        { kind: 'hidden', name: 'id', value: id },
        { kind: 'hidden', name: 'field', value: field },
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
