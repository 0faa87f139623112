import type { FieldSpec } from '../ui/form.tsx'
import type { Values } from './fields.tsx'

/** What service may change: how the customer is reached (enumerations 5.9). */
export function contactFields(values: Values): FieldSpec[] {
  return [
    {
      kind: 'text',
      name: 'contact',
      label: '联系人姓名',
      value: '',
      placeholder: String(values.contactMasked ?? ''),
      help: '不修改请留空',
      maxLength: 50,
    },
    {
      kind: 'tel',
      name: 'phone',
      label: '联系方式',
      value: '',
      placeholder: String(values.phoneMasked ?? ''),
      help: '不修改请留空',
      maxLength: 40,
    },
    { kind: 'text', name: 'position', label: '联系人职位', value: values.position, maxLength: 50 },
    {
      kind: 'email',
      name: 'email',
      label: '邮箱',
      value: '',
      placeholder: String(values.emailMasked ?? ''),
      help: '不修改请留空',
      maxLength: 100,
    },
    { kind: 'text', name: 'address', label: '企业地址', value: values.address, maxLength: 200, wide: true },
  ]
}
