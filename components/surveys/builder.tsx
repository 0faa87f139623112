'use client'

import { useActionState } from 'react'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { type InputSpec, inputsOf } from '../ui/field-spec.tsx'
import { Fields } from '../ui/fields.tsx'
import type { FormAction, FormState } from '../ui/form.tsx'
import { Notice } from '../ui/notice.tsx'
import { questionSpecs, textSpecs } from './builder-specs.ts'

type Props = {
  action: FormAction
  /** What stands there before anybody typed: the texts, and `text.0`, `kind.0` and so on for each question. */
  values: Record<string, unknown>
  handle?: { id: number; version: number }
  submit: string
  cancel: string
}

const ID = 'survey'

/** A questionnaire as it is written: its texts, its questions with a few empty ones below, each to be moved and dropped; nothing is saved before 保存. */
export function SurveyBuilder({ action, values: initial, handle, submit, cancel }: Props) {
  const [{ message, errors, values = initial }, send, pending] = useActionState<FormState, FormData>(action, {})
  const rows = Array.from({ length: Number(values.rows) }, (_, at) => at)
  const inputs = [...inputsOf(textSpecs), ...rows.flatMap((row) => questionSpecs(row))]
  return (
    <form id={ID} action={send} className="form writing" noValidate data-guard="">
      <button type="submit" className="vh" tabIndex={-1} aria-hidden="true">
        {submit}
      </button>
      {values.arrange ? <Notice>{message}</Notice> : <ErrorSummary id={ID} message={message} errors={errors} inputs={inputs} />}
      {handle && <input type="hidden" name="id" value={handle.id} />}
      {handle && <input type="hidden" name="version" value={handle.version} />}
      <input type="hidden" name="rows" value={rows.length} />
      <Fields fields={textSpecs} id={ID} errors={errors} values={values} />
      {rows.map((row) => (
        <Question key={row} row={row} last={rows.length - 1} values={values} errors={errors} />
      ))}
      <p className="deeds">
        <button type="submit" className="btn first" disabled={pending}>
          {submit}
        </button>
        <button type="submit" className="btn" name="arrange" value="more">
          再加三题
        </button>
        <a className="btn quiet" href={cancel} data-cancel="">
          取消
        </a>
      </p>
    </form>
  )
}

type QuestionProps = { row: number; last: number; values: Record<string, unknown>; errors: FormState['errors'] }

function Question({ row, last, values, errors }: QuestionProps) {
  return (
    <fieldset className="question">
      <legend>{`第 ${row + 1} 题`}</legend>
      {questionSpecs(row).map((spec: InputSpec) => (
        <Field key={spec.name} spec={spec} id={`${ID}-${spec.name}`} value={values[spec.name]} errors={errors?.[spec.name]} />
      ))}
      <div className="deeds">
        <Arrange way="up" row={row} label="上移" disabled={row === 0} />
        <Arrange way="down" row={row} label="下移" disabled={row === last} />
        <Arrange way="drop" row={row} label="删除这题" />
      </div>
    </fieldset>
  )
}

const Arrange = ({ way, row, label, disabled }: { way: string; row: number; label: string; disabled?: boolean }) => (
  <button
    type="submit"
    className="btn quiet"
    name="arrange"
    value={`${way}.${row}`}
    aria-label={`第 ${row + 1} 题 ${label}`}
    disabled={disabled}
  >
    {label}
  </button>
)
