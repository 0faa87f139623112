import { type Kind, kindLabels } from '#lib/tickets/labels'
import type { listTypes } from '#lib/tickets/queries-rules'
import type { FieldSpec, OptionGroup } from '../ui/field-spec.tsx'

type Types = ReturnType<typeof listTypes>
export type TicketValues = { kind?: Kind; typeId?: number | null; detail?: string; urgency?: string; description?: string }

const urgencies = [
  { value: 'high', label: '高' },
  { value: 'middle', label: '中' },
  { value: 'low', label: '低' },
]

/** What is asked when a ticket is taken down (S0-37 to S0-40): kind, type, detail, urgency, what is wrong. */
export function ticketFields(types: Types, values: TicketValues = {}): FieldSpec[] {
  const isNew = values.description === undefined
  return [
    {
      kind: 'radio',
      name: 'kind',
      label: '工单类别',
      required: true,
      value: values.kind ?? 'complaint',
      options: Object.entries(kindLabels).map(([value, label]) => ({ value, label })),
      wide: true,
    },
    {
      kind: 'select',
      name: 'typeId',
      label: '投诉类型',
      value: values.typeId,
      options: typeGroups(types),
      help: '投诉必选；咨询、报修、建议可以不选',
      autoFocus: isNew,
    },
    { kind: 'select', name: 'detail', label: '细项（选填）', value: values.detail, options: detailGroups(types), blank: '未细分' },
    {
      kind: 'textarea',
      name: 'description',
      label: '问题描述',
      required: true,
      value: values.description,
      rows: 4,
      maxLength: 5000,
      wide: true,
      placeholder: '例如 设备运行异常，影响生产效率',
      autoFocus: isNew,
    },
    {
      kind: 'select',
      name: 'urgency',
      label: '紧急程度',
      value: values.urgency,
      options: urgencies,
      blank: isNew ? '按投诉类型默认' : '不变',
      help: '有安全隐患的自动为高',
    },
  ]
}

/** Types by kind, complaints first. */
export const typeGroups = (types: Types): OptionGroup[] =>
  (Object.keys(kindLabels) as Kind[])
    .map((kind) => ({
      label: kindLabels[kind],
      options: types.filter((type) => type.kind === kind).map(({ id, name }) => ({ value: id, label: name })),
    }))
    .filter(({ options }) => options.length > 0)

const detailGroups = (types: Types): OptionGroup[] =>
  types.filter(({ details }) => details.length > 0).map(({ name, details }) => ({ label: name, options: details }))
