import { kindLabels, rhythmLabels, wayHelp, wayLabels } from '#lib/strategies/labels'
import type { Strategy } from '#lib/strategies/model'
import type { FieldSpec } from '../ui/field-spec.tsx'
import { optionsOf } from '../ui/field-spec.tsx'

export type Choices = {
  tiers: { id: number; name: string; dimension: string; active: boolean }[]
  departments: { id: number; name: string }[]
  colleagues: { id: number; name: string; department: string | null }[]
  surveys: { id: number; title: string }[]
  /** The placeholders that a text may hold. */
  placeholders: string
  today: string
}

const named = (rows: { id: number; name: string }[]) => rows.map(({ id, name }) => ({ value: id, label: name }))

/** What is asked of a strategy (S0-55, S0-74). */
export function strategyFields(choices: Choices, values: Partial<Strategy> = {}): FieldSpec[] {
  const { tiers, departments, colleagues, surveys, placeholders, today } = choices
  return [
    {
      kind: 'text',
      name: 'name',
      label: '策略名称',
      required: true,
      maxLength: 40,
      value: values.name,
      placeholder: '例如 高价值客户专属经理名片',
    },
    {
      kind: 'select',
      name: 'tierId',
      label: '分层标签',
      required: true,
      value: values.tierId,
      options: tiers
        .filter(({ id, active }) => active || id === values.tierId)
        .map(({ id, name, dimension }) => ({ value: id, label: `${name}（${dimension}）` })),
    },
    { kind: 'select', name: 'kind', label: '服务策略', required: true, value: values.kind, options: optionsOf(kindLabels) },
    {
      kind: 'select',
      name: 'surveyId',
      label: '调研问卷',
      value: values.surveyId,
      options: surveys.map(({ id, title }) => ({ value: id, label: title })),
      blank: '不发问卷',
      help: '只有「发送满意度调研问卷」需要选择',
    },
    {
      kind: 'radio',
      name: 'way',
      label: '推送方式',
      required: true,
      value: values.way ?? 'todo',
      options: optionsOf(wayLabels, wayHelp),
      wide: true,
    },
    {
      kind: 'textarea',
      name: 'content',
      label: '推送内容',
      rows: 5,
      maxLength: 2000,
      value: values.content,
      wide: true,
      help: `发给客户的文字。可以写 ${placeholders}，推送时换成各客户自己的`,
    },
    {
      kind: 'textarea',
      name: 'advice',
      label: '给同事的建议',
      rows: 2,
      maxLength: 500,
      value: values.advice,
      wide: true,
      help: '出现在同事的待办里，不发给客户',
    },
    {
      kind: 'checkbox',
      name: 'marketing',
      label: '营销内容',
      help: '含有优惠或推广，只推送给同意接收营销信息的客户',
      value: values.marketing,
      wide: true,
    },
    {
      kind: 'select',
      name: 'rhythm',
      label: '执行频率',
      required: true,
      value: values.rhythm ?? 'quarter',
      options: optionsOf(rhythmLabels),
      help: '同一位客户每期最多收到一次',
    },
    { kind: 'number', name: 'dueDays', label: '完成期限', required: true, value: values.dueDays ?? 3, min: 1, max: 90, unit: '天' },
    { kind: 'select', name: 'departmentId', label: '责任部门', value: values.departmentId, options: named(departments), blank: '不指定' },
    {
      kind: 'select',
      name: 'responsibleId',
      label: '责任人',
      value: values.responsibleId,
      options: colleagues.map(({ id, name, department }) => ({ value: id, label: department ? `${name}（${department}）` : name })),
      blank: '各客户的负责人',
    },
    { kind: 'date', name: 'effectiveFrom', label: '生效日期', required: true, value: values.effectiveFrom ?? today },
    { kind: 'date', name: 'effectiveUntil', label: '截止日期（选填）', value: values.effectiveUntil },
  ]
}
