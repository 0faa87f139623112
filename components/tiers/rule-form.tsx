'use client'

import { useActionState } from 'react'
import { nameOf, parts, type Typed, typedIn } from '#lib/tier-rules/model'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { type FieldSpec, inputsOf } from '../ui/field-spec.tsx'
import { Fields } from '../ui/fields.tsx'
import type { FormAction } from '../ui/form.tsx'
import { type Offer, RuleLines } from './rule-lines.tsx'

type Props = {
  id: string
  action: FormAction
  /** What stands before the conditions and after them. */
  fields: FieldSpec[]
  more: FieldSpec[]
  typed: Typed
  offer: Offer
  submit: string
  cancel: string
}

/** A rule as lines of field, comparison and value (S0-53): no code, no patterns; more lines come by a button that keeps what was typed. */
export function RuleForm({ id, action, fields, more, typed, offer, submit, cancel }: Props) {
  const [{ message, errors, values }, send, pending] = useActionState(action, {})
  const shown = values ? typedIn(values) : typed
  return (
    <form id={id} action={send} className="form two rule" noValidate data-guard="">
      <ErrorSummary id={id} message={message} errors={errors} inputs={[...inputsOf(fields), ...namesOf(shown), ...inputsOf(more)]} />
      <button type="submit" className="vh" tabIndex={-1} aria-hidden="true">
        {submit}
      </button>
      <input type="hidden" name="kind" value={shown.kind} />
      <Fields fields={fields} id={id} errors={errors} values={values} />
      <RuleLines typed={shown} offer={offer} errors={errors} id={id} />
      {shown.kind === 'any' && (
        <p className="wide">
          <button type="submit" className="btn quiet" name="more" value="group">
            或者：再加一组条件
          </button>
        </p>
      )}
      <Fields fields={more} id={id} errors={errors} values={values} />
      <p className="deeds">
        <button type="submit" className="btn first" disabled={pending}>
          {submit}
        </button>
        <a className="btn quiet" href={cancel} data-cancel="">
          取消
        </a>
      </p>
    </form>
  )
}

// Each line by its place, for the list of what is wrong.
const namesOf = ({ groups }: Typed) =>
  groups.flatMap((lines, group) =>
    lines.flatMap((_, at) =>
      parts.map((part) => ({
        kind: 'text' as const,
        name: nameOf(group, at, part),
        label: groups.length > 1 ? `第 ${group + 1} 组第 ${at + 1} 行` : `第 ${at + 1} 行`,
      })),
    ),
  )
