import { scoreLabels } from '#lib/tickets/labels'
import { Form, type FormAction } from '../ui/form.tsx'

const scores = Object.keys(scoreLabels)
  .toReversed()
  .map((value) => ({ value, label: `${value} 分 ${scoreLabels[value]}` }))

/** What a customer is asked: one choice, and a word if one likes. */
export const ScoreForm = ({ action, token }: { action: FormAction; token: string }) => (
  <Form
    action={action}
    id="score"
    submit="提交评分"
    fields={[
      { kind: 'hidden', name: 'token', value: token },
      { kind: 'radio', name: 'score', label: '满意度评分', required: true, options: scores },
      {
        kind: 'textarea',
        name: 'comment',
        label: '补充说明（选填）',
        rows: 3,
        maxLength: 500,
        placeholder: '哪里做得好，哪里还要改进',
      },
    ]}
  />
)
