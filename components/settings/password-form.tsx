'use client'

import { useActionState } from 'react'
import { looks } from '#components/ui/button'
import { ErrorSummary } from '#components/ui/error-summary'
import { type FieldSpec, inputsOf } from '#components/ui/field-spec'
import { Fields } from '#components/ui/fields'
import type { FormState } from '#components/ui/form'
import { type Told, ToldPassword } from './told-password.tsx'

type State = FormState & { told?: Told }
type Props = {
  action: (state: State, form: FormData) => Promise<State>
  fields: FieldSpec[]
  submit: string
  id: string
  cancel: string
  back: string
  /** Said before, not after. */
  children?: React.ReactNode
}

/** A form whose answer takes its place: an initial password, shown once. */
export function PasswordForm({ action, fields, submit, id, cancel, back, children }: Props) {
  const [{ message, errors, values, told }, send, pending] = useActionState(action, {})
  if (told) return <ToldPassword told={told} back={back} />
  return (
    <form id={id} action={send} className="form" noValidate>
      <ErrorSummary id={id} message={message} errors={errors} inputs={inputsOf(fields)} />
      <Fields fields={fields} id={id} errors={errors} values={values} />
      {children}
      <p className="deeds">
        <button type="submit" className={looks('first')} disabled={pending}>
          {submit}
        </button>
        <a className="btn quiet" href={cancel} data-cancel="">
          取消
        </a>
      </p>
    </form>
  )
}
