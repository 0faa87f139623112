'use client'

import { useActionState } from 'react'
import { looks, type Variant } from './button.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { type FieldSpec, inputsOf } from './field-spec.tsx'
import { Fields } from './fields.tsx'

export type { FieldSpec, Option, OptionGroup } from './field-spec.tsx'
export type FormState = { message?: string; errors?: Record<string, string[]>; values?: Record<string, unknown> }
export type FormAction = (state: FormState, form: FormData) => Promise<FormState>

type FormProps = {
  action: FormAction
  fields: FieldSpec[]
  submit: string
  /** More ways to send it, told apart by their name and value. */
  also?: { label: string; name: string; value: string }[]
  cancel?: { href: string; label?: string }
  variant?: Variant
  /** Two columns on a wide screen. */
  columns?: 1 | 2
  /** All in one line: a note taken quickly. */
  inline?: boolean
  /** Warn before leaving with unsaved changes. */
  guard?: boolean
  /** Long texts are kept in the browser under this name until they are saved. */
  draft?: string
  confirm?: string
  /** Prefix of the ids; needed where two forms of a page share names. */
  id?: string
  state?: FormState
  /** Shown between the fields and the buttons. */
  children?: React.ReactNode
}

export function Form({
  action,
  fields,
  submit,
  also,
  cancel,
  variant = 'first',
  state: initial = {},
  id = 'f',
  children,
  ...rest
}: FormProps) {
  const [{ message, errors, values }, send, pending] = useActionState(action, initial)
  const { columns = 1, inline, guard, draft, confirm } = rest
  return (
    <form
      id={id}
      action={send}
      className={inline ? 'form inline' : columns === 2 ? 'form two' : 'form'}
      noValidate
      data-guard={guard ? '' : undefined}
      data-draft={draft}
      data-confirm={confirm}
    >
      <ErrorSummary id={id} message={message} errors={errors} inputs={inputsOf(fields)} />
      <Fields fields={fields} id={id} errors={errors} values={values} />
      {children}
      <p className="deeds">
        <button type="submit" className={looks(variant)} disabled={pending}>
          {submit}
        </button>
        {also?.map(({ label, name, value }) => (
          <button type="submit" key={value} className="btn" name={name} value={value}>
            {label}
          </button>
        ))}
        {cancel && (
          <a className="btn quiet" href={cancel.href} data-cancel="">
            {cancel.label ?? '取消'}
          </a>
        )}
      </p>
    </form>
  )
}
