import { redirect } from 'next/navigation'
import type { FormState } from '#components/ui/form'
import { execute } from '#lib/execute'
import { Conflict } from '#lib/kernel/errors'
import { giveScore } from '#lib/scores/commands'
import { originOf } from './allow.ts'
import { fieldsOf, refused } from './form-action.ts'

/** The customer's score (S0-47): whoever has the link may send it once. What has become of the link since, its own page says. */
export async function scoreByLink(_: FormState, form: FormData): Promise<FormState> {
  const fields = fieldsOf(form)
  try {
    execute(giveScore, { job: '评分链接', from: originOf() }, fields as never)
  } catch (error) {
    if (!(error instanceof Conflict)) return refused(error, fields)
  }
  redirect(`/q/${fields.token}`)
}
