import { z } from 'zod'
import { questionKinds } from '#db/schema/surveys'
import { visibleText } from '../formats/lines.ts'

/** So many questions; whoever is asked more does not answer. */
export const MOST_QUESTIONS = 30
const MOST_OPTIONS = 20

export const id = z.coerce.number().int().positive()
export const version = z.coerce.number().int()
export const optionalId = z.preprocess((v) => (v === '' || v === undefined ? null : v), id.nullable()).default(null)

const text = (max: number, label: string) =>
  z
    .string(`请填写${label}`)
    .max(max * 2, `${label}最多 ${max} 字`)
    .transform(visibleText)
    .pipe(z.string().max(max, `${label}最多 ${max} 字`))
const line = (max: number, label: string) => text(max, label).pipe(z.string().min(1, `请填写${label}`))
const tick = z.preprocess((v) => v === true || v === 'on', z.boolean())

const options = z
  .union([
    z.array(z.string()),
    z
      .string()
      .max(2000, '选项太长')
      .transform((all) => all.split('\n')),
  ])
  .transform((all) => [...new Set(all.map((one) => visibleText(one)).filter(Boolean))])
  .pipe(z.array(z.string().max(60, '每个选项最多 60 字')).max(MOST_OPTIONS, `最多 ${MOST_OPTIONS} 个选项`))
  .default([])

const question = z
  .strictObject({
    kind: z.enum(questionKinds, '请选择题型'),
    dimension: text(20, '维度').default(''),
    text: line(200, '题目'),
    options,
    required: tick.default(false),
  })
  .refine(({ kind, options }) => kind !== 'choice' || options.length >= 2, { path: ['options'], message: '单选题至少要两个选项，一行一个' })
  .transform((one) => ({ ...one, options: one.kind === 'choice' ? one.options : [] }))

/** What a questionnaire says and asks (S1-57, S1-58). */
export const surveyShape = {
  title: line(60, '问卷名称'),
  intro: text(500, '开头说明').default(''),
  thanks: text(300, '结束语').default(''),
  questions: z.array(question).min(1, '请至少填写一道题').max(MOST_QUESTIONS, `最多 ${MOST_QUESTIONS} 道题`),
}
export type QuestionInput = z.output<typeof question>
