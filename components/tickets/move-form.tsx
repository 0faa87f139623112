import { randomUUID } from 'node:crypto'
import { causeLabels, scoreLabels, solutionLabels, sourceLabels } from '#lib/tickets/labels'
import type { Move, Ticket } from '#lib/tickets/model'
import { optionsOf } from '../ui/field-spec.tsx'
import { type FieldSpec, Form, type FormAction } from '../ui/form.tsx'

export type FormMove = Exclude<Move, 'assign' | 'void' | 'edit'>
type Props = { move: FormMove; action: FormAction; ticket: Ticket; text?: string; reply?: number }

/** Moves into whose text a standard reply can be filled. */
export const takesText = (move: FormMove) => move === 'respond' || move === 'progress'

const scores = Object.keys(scoreLabels)
  .toReversed()
  .map((value) => ({ value, label: `${value} 分 ${scoreLabels[value]}` }))
const sources = optionsOf(sourceLabels).filter(({ value }) => value !== 'link')

/** What each move asks for, and the word on its button. */
export function MoveForm({ move, action, ticket, text, reply }: Props) {
  const { submit, fields } = forms[move](ticket, text)
  return (
    <Form
      key={`${move} ${reply}`}
      action={action}
      id={move}
      submit={submit}
      // A reply is filled in by a link: it may be followed with words in the field, which a draft keeps for this move without it.
      guard={fields.length > 0 && !takesText(move)}
      draft={fields.length > 0 ? ['ticket', ticket.id, move, reply].filter(Boolean).join('-') : undefined}
      fields={[{ kind: 'hidden', name: 'id', value: ticket.id }, ...handleOf(move, ticket), ...fields]}
    />
  )
}

// What may be said again and again is kept from being sent twice; what changes the state is held to the state that was seen.
const handleOf = (move: FormMove, { version }: Ticket): FieldSpec[] =>
  ['progress', 'note', 'score'].includes(move)
    ? [{ kind: 'hidden', name: 'once', value: randomUUID() }]
    : [{ kind: 'hidden', name: 'version', value: version }]

const area = (
  name: string,
  label: string,
  more: { help?: string; value?: string; required?: boolean; placeholder?: string } = {},
): FieldSpec => ({
  kind: 'textarea',
  name,
  label,
  required: true,
  rows: 3,
  maxLength: 2000,
  ...more,
})
const reason = (label: string, placeholder: string): FieldSpec => ({
  kind: 'text',
  name: 'reason',
  label,
  required: true,
  maxLength: 300,
  placeholder,
})

const forms: Record<FormMove, (t: Ticket, text?: string) => { submit: string; fields: FieldSpec[] }> = {
  take: () => ({ submit: '领取', fields: [] }),
  receive: () => ({ submit: '接收', fields: [] }),
  respond: (_, value) => ({
    submit: '响应',
    fields: [
      area('text', '处理进展', { value, placeholder: '例如 已致电客户，安排工程师明天上门检测', help: '告诉客户了什么、接下来怎么做' }),
    ],
  }),
  progress: (_, value) => ({
    submit: '更新处理进展',
    fields: [area('text', '处理进展', { value, placeholder: '例如 已安排工程师上门检测' })],
  }),
  note: () => ({ submit: '添加备注', fields: [area('text', '内部备注', { help: '只给同事看' })] }),
  wait: () => ({ submit: '等待客户', fields: [reason('等待原因', '例如 等客户安排停机')] }),
  resume: () => ({ submit: '继续处理', fields: [area('text', '客户答复（选填）', { required: false })] }),
  resolve: (t) => ({
    submit: '处理完成',
    fields: [
      area('result', '处理结果', { value: t.result, placeholder: '例如 更换主轴轴承，试运行正常' }),
      { kind: 'select', name: 'cause', label: '原因归类', required: true, value: t.cause, options: optionsOf(causeLabels) },
      { kind: 'text', name: 'causeNote', label: '原因说明（选填）', value: t.causeNote, maxLength: 500 },
      { kind: 'select', name: 'solution', label: '处理方式', required: true, value: t.solution, options: optionsOf(solutionLabels) },
    ],
  }),
  sendBack: () => ({ submit: '退回处理', fields: [reason('退回原因', '例如 客户反映仍有异响')] }),
  close: () => ({
    submit: '关闭工单',
    fields: [
      area('feedback', '客户反馈', { placeholder: '回访时客户怎么说' }),
      { kind: 'radio', name: 'score', label: '满意度评分', options: scores, help: '客户没有评分可以不选，以后还可录入' },
      { kind: 'radio', name: 'source', label: '评分来源', value: 'phone', options: sources },
    ],
  }),
  score: () => ({
    submit: '录入评分',
    fields: [
      { kind: 'radio', name: 'score', label: '满意度评分', required: true, options: scores },
      { kind: 'radio', name: 'source', label: '评分来源', required: true, value: 'phone', options: sources },
      { kind: 'text', name: 'comment', label: '补充说明（选填）', maxLength: 500 },
    ],
  }),
  reopen: () => ({ submit: '重新打开', fields: [reason('重新打开的原因', '例如 同一问题再次出现')] }),
}
