import { scaleLabels } from '#lib/surveys/labels'
import type { Question } from '#lib/surveys/model'
import type { FieldSpec, Option } from '../ui/field-spec.tsx'

type Asked = Pick<Question, 'id' | 'kind' | 'text' | 'options' | 'required'>

/** The questions of a questionnaire as fields, the same for the customer and for whoever keys in a call. */
export const questionFields = (questions: readonly Asked[]): FieldSpec[] =>
  questions.map(({ id, kind, text, options, required }, at) => {
    const shared = { name: `q${id}`, label: `${at + 1}. ${text}`, required, wide: true }
    if (kind === 'text') return { ...shared, kind: 'textarea', rows: 3, maxLength: 1000 }
    return { ...shared, kind: 'radio', options: optionsOf(kind, options), across: kind !== 'choice' }
  })

function optionsOf(kind: Question['kind'], options: string[]): Option[] {
  if (kind === 'choice') return options.map((label, at) => ({ value: at + 1, label }))
  if (kind === 'recommend')
    return Array.from({ length: 11 }, (_, value) => ({
      value,
      label: `${value}${value === 0 ? ' 完全不会' : value === 10 ? ' 非常愿意' : ''}`,
    }))
  return [1, 2, 3, 4, 5].map((value) => ({ value, label: `${value} ${scaleLabels[value]}` }))
}
