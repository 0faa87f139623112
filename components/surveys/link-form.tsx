'use client'

import { useActionState } from 'react'
import { looks } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import type { FormState } from '../ui/form.tsx'
import { type Link, ToldLink } from './told-link.tsx'

type State = FormState & { told?: Link }
export type LinkAction = (state: State, form: FormData) => Promise<State>

/** One button, whose answer takes its place: the link, shown once. */
export function LinkForm({ action, id, hint }: { action: LinkAction; id: number; hint: string }) {
  const [{ message, errors, told }, send, pending] = useActionState(action, {})
  if (told) return <ToldLink link={told} />
  return (
    <form id="survey-link" action={send} className="form" noValidate>
      <ErrorSummary id="survey-link" message={message} errors={errors} inputs={[]} />
      <p className="hint">{hint}</p>
      <input type="hidden" name="id" value={id} />
      <p className="deeds">
        <button type="submit" className={looks('first')} disabled={pending}>
          生成链接
        </button>
      </p>
    </form>
  )
}
