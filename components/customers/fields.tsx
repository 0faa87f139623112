import type { FieldSpec, OptionGroup } from '../ui/form.tsx'

export type Choices = {
  types: Record<string, string>
  levels: Record<string, string>
  potentials: Record<string, string>
  sources: Record<string, string[]>
  industries: { code: string; label: string }[]
  owners?: { id: number; name: string }[]
}
export type Values = Record<string, string | number | null | undefined>

const optionsOf = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))
export const sourceGroups = (sources: Record<string, string[]>): OptionGroup[] =>
  Object.entries(sources).map(([label, options]) => ({ label, options }))

/** The form of template 1: what is mandatory first, the rest folded (S0-25, S0-28). */
export function customerFields(choices: Choices, values: Values = {}, editing = false): FieldSpec[] {
  return [
    {
      kind: 'radio',
      name: 'type',
      label: '客户类型',
      required: true,
      options: optionsOf(choices.types),
      value: values.type ?? 'company',
      wide: true,
    },
    {
      kind: 'text',
      name: 'name',
      label: '客户名称',
      required: true,
      value: values.name,
      maxLength: 100,
      help: '企业填写全称，个人填写姓名',
      autoFocus: !editing,
      wide: true,
    },
    {
      kind: 'text',
      name: 'contact',
      label: '联系人姓名',
      required: !editing,
      value: '',
      placeholder: editing ? String(values.contactMasked ?? '') : undefined,
      help: editing ? '不修改请留空' : '个人客户可不填',
      maxLength: 50,
    },
    {
      kind: 'tel',
      name: 'phone',
      label: '联系方式',
      required: !editing,
      value: '',
      placeholder: editing ? String(values.phoneMasked ?? '') : undefined,
      help: editing ? '不修改请留空' : '手机、固话或 400 电话',
      maxLength: 40,
    },
    {
      kind: 'combobox',
      name: 'industry',
      label: '所属行业',
      required: true,
      value: values.industry,
      list: choices.industries.map(({ code, label }) => ({ value: `${code} ${label}`, label })),
      help: '输入名称或代码，例如 软件、C34',
      maxLength: 60,
    },
    {
      kind: 'select',
      name: 'source',
      label: '客户来源',
      required: true,
      value: values.source,
      options: sourceGroups(choices.sources),
      blank: '请选择',
    },
    { kind: 'group', label: '更多资料（选填）', open: editing, fields: optionalFields(choices, values, editing) },
  ]
}

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

function optionalFields(choices: Choices, values: Values, editing: boolean): FieldSpec[] {
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
