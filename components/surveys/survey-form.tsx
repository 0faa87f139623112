import type { Question } from '#lib/surveys/model'
import { Form, type FormAction } from '../ui/form.tsx'
import { questionFields } from './fields.tsx'

type Props = { action: FormAction; token: string; questions: readonly Question[] }

/** What a customer is asked, and at the end whether it wants to be asked again (S1-57, I-05). */
export const SurveyForm = ({ action, token, questions }: Props) => (
  <Form
    action={action}
    id="survey"
    submit="提交"
    fields={[
      { kind: 'hidden', name: 'token', value: token },
      ...questionFields(questions),
      {
        kind: 'checkbox',
        name: 'refuse',
        label: '以后不再邀请我',
        help: '勾选后不再向您发送调研和营销信息。不想作答也可以只勾选这一项再提交。',
        wide: true,
      },
    ]}
  />
)
