import { redirect } from 'next/navigation'
import type { FormState } from '#components/ui/form'
import { execute } from '#lib/execute'
import { Conflict } from '#lib/kernel/errors'
import { isBlank } from '#lib/surveys/answers'
import { answerSurvey, declineSurvey } from '#lib/surveys/commands'
import { originOf } from './allow.ts'
import { fieldsOf, refused } from './form-action.ts'

/** The customer's answers (S1-57): whoever has the link may send them once; who ticks nothing but 以后不再邀请 is asked no more. What has become of the link since, its own page says. */
export async function answerByLink(_: FormState, form: FormData): Promise<FormState> {
  const fields = fieldsOf(form)
  const { token, refuse, ...answers } = fields
  const machine = { job: '调研问卷', from: originOf() }
  try {
    if (refuse === 'on' && isBlank(answers)) execute(declineSurvey, machine, { token } as never)
    else execute(answerSurvey, machine, fields as never)
  } catch (error) {
    if (!(error instanceof Conflict)) return refused(error, fields)
  }
  redirect(`/q/${token}`)
}
