import { kindLabels, wayLabels } from '#lib/tickets/labels'
import type { listReceivers, listRules } from '#lib/tickets/queries-rules'
import type { FieldSpec } from '../ui/field-spec.tsx'
import { optionsOf } from '../ui/field-spec.tsx'

type Rule = ReturnType<typeof listRules>[number]
type Choices = { departments: { id: number; name: string }[]; receivers: ReturnType<typeof listReceivers> }

/** A type of tickets with where they go: department, way, head, usual urgency (S0-41). */
export function ruleFields({ departments, receivers }: Choices, rule?: Rule): FieldSpec[] {
  const named = rule?.departmentName
  return [
    ...(rule
      ? []
      : [{ kind: 'select', name: 'kind', label: '工单类别', required: true, value: 'complaint', options: optionsOf(kindLabels) } as const]),
    { kind: 'text', name: 'name', label: '类型名称', required: true, value: rule?.name, maxLength: 20 },
    {
      kind: 'text',
      name: 'details',
      label: '细项',
      value: rule?.details.join('、'),
      maxLength: 400,
      help: '用顿号隔开，例如 性能故障、外观瑕疵',
    },
    {
      kind: 'select',
      name: 'departmentId',
      label: '处理部门',
      value: rule?.departmentId,
      blank: named ? `名为「${named}」的部门` : '不指定，等待分配',
      options: departments.map(({ id, name }) => ({ value: id, label: name })),
    },
    { kind: 'select', name: 'way', label: '分派方式', required: true, value: rule?.way ?? 'least', options: optionsOf(wayLabels) },
    {
      kind: 'select',
      name: 'headId',
      label: '部门负责人',
      value: rule?.headId,
      blank: '没有',
      options: receivers.map(({ id, name, department }) => ({ value: id, label: department ? `${name}（${department}）` : name })),
      help: '分派方式为「部门负责人」时必选',
    },
    {
      kind: 'select',
      name: 'urgency',
      label: '默认紧急程度',
      required: true,
      value: rule?.urgency ?? 'middle',
      options: [
        { value: 'high', label: '高' },
        { value: 'middle', label: '中' },
        { value: 'low', label: '低' },
      ],
    },
    ...(rule ? [{ kind: 'checkbox', name: 'active', label: '在用（取消后新工单不能再选）', value: rule.active } as const] : []),
  ]
}
