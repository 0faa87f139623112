import { z } from 'zod'
import { visibleText } from '../formats/lines.ts'
import type { Question } from './model.ts'

export const TEXT_MOST = 1000
/** Up to here an answer of 1 to 5 is a low one, and a ticket follows. */
export const LOW = 2
/** Up to here a recommendation of 0 to 10 is a detractor's; from PROMOTES on a promoter's. */
export const DETRACTS = 6
export const PROMOTES = 9

type Asked = Pick<Question, 'id' | 'kind' | 'options' | 'required' | 'dimension'>
export type Answer = { questionId: number; value: number | null; text: string }

/** The name of a question's field in a form. */
export const fieldOf = ({ id }: { id: number }) => `q${id}`

/** What a form says to a questionnaire: an answer for each question that was answered. A ZodError names the fields where something is missing or out of bounds; other fields than the questions' are refused. */
export function readAnswers(questions: readonly Asked[], fields: Record<string, unknown>): Answer[] {
  const shape = Object.fromEntries(questions.map((one) => [fieldOf(one), shapeOf(one)]))
  const given: Record<string, unknown> = z.strictObject(shape).parse(fields)
  return questions.flatMap((one) => {
    const said = given[fieldOf(one)] as string | number | undefined
    if (said === undefined || said === '') return []
    return [typeof said === 'number' ? answer(one, said, '') : answer(one, null, said)]
  })
}

/** Whether a form says nothing at all. */
export const isBlank = (fields: Record<string, unknown>) => Object.values(fields).every((value) => value === '' || value === undefined)

const answer = ({ id }: Asked, value: number | null, text: string): Answer => ({ questionId: id, value, text })

function shapeOf(one: Asked): z.ZodType {
  if (one.kind === 'text') return textShape(one)
  const [least, most] = boundsOf(one)
  const wrong = one.kind === 'choice' ? '请选择一个选项' : `请选择 ${least} 至 ${most} 分`
  const whole = z
    .union(
      [
        z.number(),
        z
          .string()
          .regex(/^\d{1,2}$/)
          .transform(Number),
      ],
      wrong,
    )
    .pipe(z.number(wrong).int(wrong).min(least, wrong).max(most, wrong))
  return one.required ? whole : z.preprocess((v) => (v === '' ? undefined : v), whole.optional())
}

function textShape({ required }: Asked) {
  const long = `最多 ${TEXT_MOST} 字`
  const text = z
    .string(required ? '请填写' : long)
    .max(TEXT_MOST * 2, long)
    .transform(visibleText)
    .pipe(z.string().max(TEXT_MOST, long))
  return required ? text.pipe(z.string().min(1, '请填写')) : text.optional()
}

/** The least and the most a question takes; a choice counts its options from 1. */
export function boundsOf({ kind, options }: Pick<Asked, 'kind' | 'options'>): [number, number] {
  if (kind === 'recommend') return [0, 10]
  return [1, kind === 'choice' ? options.length : 5]
}

/** What follows from answers: the lowest of 1 to 5, a recommendation of 0 to 6 counting as 1; null where nothing was rated. */
export function lowestOf(questions: readonly Asked[], answers: readonly Answer[]): number | null {
  const marks = marksOf(questions, answers).map(({ kind, value }) => (kind === 'scale' ? value : value <= DETRACTS ? 1 : 5))
  const rated = marksOf(questions, answers).some(({ kind, value }) => kind === 'scale' || value <= DETRACTS)
  return rated ? Math.min(...marks) : null
}

/** A bad mark makes a ticket, a mere unwillingness to recommend a visit. */
export function followOf(questions: readonly Asked[], answers: readonly Answer[]): 'ticket' | 'visit' | undefined {
  const marks = marksOf(questions, answers)
  if (marks.some(({ kind, value }) => kind === 'scale' && value <= LOW)) return 'ticket'
  return marks.some(({ kind, value }) => kind === 'recommend' && value <= DETRACTS) ? 'visit' : undefined
}

/** Somebody has to see to it: a mark of 1 or 2, or no wish to recommend us. */
export const isLow = ({ lowest }: { lowest: number | null }) => lowest !== null && lowest <= LOW

/** The dimension of the worst mark of 1 to 5; '' where there is none. */
export const worstDimension = (questions: readonly Asked[], answers: readonly Answer[]): string =>
  marksOf(questions, answers)
    .filter(({ kind }) => kind === 'scale')
    .sort((a, b) => a.value - b.value)[0]?.dimension ?? ''

function marksOf(questions: readonly Asked[], answers: readonly Answer[]) {
  const said = new Map(answers.map(({ questionId, value }) => [questionId, value]))
  return questions.flatMap(({ id, kind, dimension }) => {
    const value = said.get(id)
    return (kind === 'scale' || kind === 'recommend') && typeof value === 'number' ? [{ kind, dimension, value }] : []
  })
}
