import { optionsOf } from '../ui/field-spec.tsx'
import type { FieldSpec, OptionGroup } from '../ui/form.tsx'
import { optionalFields } from './optional-fields.tsx'

export type Choices = {
  types: Record<string, string>
  levels: Record<string, string>
  potentials: Record<string, string>
  sources: Record<string, string[]>
  industries: { code: string; label: string }[]
  owners?: { id: number; name: string }[]
}
export type Values = Record<string, string | number | null | undefined>

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
