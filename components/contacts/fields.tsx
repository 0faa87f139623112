import { birthdayWords, type Contact, channelLabels, roleLabels } from '#lib/contacts/model'
import { optionsOf } from '../ui/field-spec.tsx'
import type { FieldSpec } from '../ui/form.tsx'

type Shown = Omit<Contact, 'name' | 'phone' | 'email' | 'customerId' | 'createdBy' | 'createdAt' | 'demo'>

/** A person at a customer: who and how to reach them first, what one should know and what they agreed to below. */
export function contactFields(contact?: Shown): FieldSpec[] {
  const unchanged = contact && '不修改请留空'
  return [
    {
      kind: 'text',
      name: 'name',
      label: '姓名',
      required: !contact,
      value: '',
      placeholder: contact?.nameMasked,
      help: unchanged,
      maxLength: 50,
      autoFocus: !contact,
    },
    { kind: 'text', name: 'position', label: '职位', value: contact?.position, maxLength: 50 },
    { kind: 'tel', name: 'phone', label: '联系方式', value: '', placeholder: contact?.phoneMasked, help: unchanged, maxLength: 40 },
    { kind: 'email', name: 'email', label: '邮箱', value: '', placeholder: contact?.emailMasked, help: unchanged, maxLength: 100 },
    { kind: 'checkboxes', name: 'roles', label: '角色', value: contact?.roles, options: optionsOf(roleLabels), wide: true },
    { kind: 'select', name: 'channel', label: '首选渠道', value: contact?.channel, options: optionsOf(channelLabels), blank: '未填写' },
    {
      kind: 'text',
      name: 'birthday',
      label: '生日',
      value: contact && (contact.isLunar ? birthdayWords(contact) : contact.birthday),
      maxLength: 20,
      help: '公历写作 03-05，农历写作 农历十月十三；不记年份',
    },
    { kind: 'textarea', name: 'preferences', label: '偏好', value: contact?.preferences, rows: 2, maxLength: 500, help: '例如 喜欢喝茶' },
    { kind: 'textarea', name: 'taboos', label: '忌讳', value: contact?.taboos, rows: 2, maxLength: 500, help: '例如 上午不接电话' },
    { kind: 'checkbox', name: 'agreesVisits', label: '同意上门拜访', value: contact?.agreesVisits },
    { kind: 'checkbox', name: 'agreesMarketing', label: '同意接收营销信息', value: contact?.agreesMarketing },
  ]
}
