import { optionsOf } from '../ui/field-spec.tsx'
import type { FieldSpec } from '../ui/form.tsx'
import type { Choices, Values } from './fields.tsx'

/** What may be told later; the raw values that are there stay out of the form (K10). */
export function optionalFields(choices: Choices, values: Values, editing: boolean): FieldSpec[] {
  return [
    { kind: 'select', name: 'level', label: '客户等级', value: values.level ?? 'normal', options: optionsOf(choices.levels) },
    {
      kind: 'select',
      name: 'potential',
      label: '合作潜力',
      value: values.potential,
      options: optionsOf(choices.potentials),
      blank: '未判断',
    },
    { kind: 'text', name: 'position', label: '联系人职位', value: values.position, maxLength: 50 },
    {
      kind: 'email',
      name: 'email',
      label: '邮箱',
      value: '',
      placeholder: editing ? String(values.emailMasked ?? '') : undefined,
      help: editing ? '不修改请留空' : undefined,
      maxLength: 100,
    },
    { kind: 'number', name: 'headcount', label: '员工数', value: values.headcount, unit: '人', min: 0 },
    {
      kind: 'number',
      name: 'revenueWan',
      label: '年营收',
      value: '',
      help: values.revenueMasked ? `现为 ${values.revenueMasked}，不填表示不变` : undefined,
      unit: '万元',
      min: 0,
    },
    {
      kind: 'text',
      name: 'creditCode',
      label: '统一社会信用代码',
      value: values.creditCode,
      maxLength: 18,
      help: '18 位，保存时核对校验位',
    },
    { kind: 'text', name: 'tags', label: '需求标签', value: values.tags, maxLength: 200, help: '例如 产能扩张需求' },
    ...(editing ? [] : ownFields(choices)),
    { kind: 'text', name: 'address', label: '企业地址', value: values.address, maxLength: 200, wide: true },
    { kind: 'textarea', name: 'note', label: '备注信息', value: values.note, rows: 3, maxLength: 2000, wide: true },
  ]
}

function ownFields({ owners }: Choices): FieldSpec[] {
  const created: FieldSpec = { kind: 'date', name: 'createdOn', label: '建档日期', help: '不填就是今天，以后不能修改' }
  if (!owners?.length) return [created]
  return [
    created,
    { kind: 'select', name: 'ownerId', label: '负责人', blank: '我', options: owners.map(({ id, name }) => ({ value: id, label: name })) },
  ]
}

/** A list of labels to choose from. */
