import { contentTypeLabels, methodLabels, SELL_ANYWAY } from '#lib/followups/model'
import { optionsOf } from '../ui/field-spec.tsx'
import { type FieldSpec, Form, type FormAction } from '../ui/form.tsx'

type Props = {
  action: FormAction
  customerId: number
  once: string
  at: string
  cancel: string
  todos: { id: number; label: string }[]
  doneTodoId?: number
  /** The customer is won back: selling wants a reason (N-12). */
  isRepairing: boolean
}

const sellingFields: FieldSpec[] = [
  { kind: 'checkbox', name: 'sellAnyway', label: SELL_ANYWAY, help: '只在内容类型为推销型时需要', on: 'on', wide: true },
  { kind: 'text', name: 'sellReason', label: '推销原因', maxLength: 100, help: '记入客户的变更记录', wide: true },
]

/** Template 2: when, how, what, what was said, what comes next (S0-31 to S0-33). */
export function FollowUpForm({ action, customerId, once, at, cancel, todos, doneTodoId, isRepairing }: Props) {
  const settles: FieldSpec[] =
    todos.length > 0
      ? [
          {
            kind: 'select',
            name: 'doneTodoId',
            label: '完成的待办',
            blank: '没有',
            value: doneTodoId,
            options: todos.map(({ id, label }) => ({ value: id, label })),
            wide: true,
          },
        ]
      : []
  return (
    <Form
      action={action}
      id="follow-up"
      columns={2}
      submit="保存"
      cancel={{ href: cancel }}
      guard
      draft={`follow-up-${customerId}`}
      fields={[
        { kind: 'hidden', name: 'once', value: once },
        { kind: 'hidden', name: 'customerId', value: customerId },
        { kind: 'datetime-local', name: 'occurredAt', label: '跟进时间', required: true, value: at, help: '联系结束后 1 小时内记录算及时' },
        { kind: 'select', name: 'method', label: '跟进方式', required: true, options: optionsOf(methodLabels), value: 'phone' },
        { kind: 'textarea', name: 'content', label: '沟通内容', required: true, rows: 4, maxLength: 5000, wide: true, autoFocus: true },
        {
          kind: 'textarea',
          name: 'feedback',
          label: '客户反馈',
          rows: 2,
          maxLength: 2000,
          wide: true,
          help: '需求变化、意见建议；提到建议、意见的会进入建议清单',
        },
        {
          kind: 'select',
          name: 'contentType',
          label: '内容类型',
          options: optionsOf(contentTypeLabels),
          blank: '未分类',
          help: '价值型、服务型、情感型都不算推销',
        },
        ...(isRepairing ? sellingFields : []),
        ...settles,
        { kind: 'heading', label: '下一步计划', help: '到期时出现在工作台上' },
        { kind: 'text', name: 'next', label: '计划', maxLength: 200, placeholder: '例如 提交方案及报价', wide: true },
        { kind: 'date', name: 'nextOn', label: '计划完成日期' },
        { kind: 'time', name: 'nextTime', label: '时间（选填）' },
      ]}
    />
  )
}
