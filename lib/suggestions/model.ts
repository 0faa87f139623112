import { z } from 'zod'
import type { ideaEntries, ideas, suggestions } from '#db/schema/suggestions'
import { visibleText } from '../formats/lines.ts'
import type { IdeaStatus } from './labels.ts'

export type Suggestion = typeof suggestions.$inferSelect
export type Idea = typeof ideas.$inferSelect
export type IdeaEntry = typeof ideaEntries.$inferSelect

export const MOST_TEXT = 1000
export const MOST_TITLE = 60
/** With what stands before it, it is the title of a to-do. */
export const MOST_SENTENCE = 180
/** So many suggestions are sorted at once. */
export const MOST_AT_ONCE = 200
/** So many to-dos are written in one breath; the rest follow within minutes. */
export const PORTION = 200
/** How long a colleague has to tell a customer. */
export const TELL_DAYS = 7

const written = (max: number, label: string) =>
  z
    .string(`请填写${label}`)
    .max(max * 2, `${label}最多 ${max} 字`)
    .transform(visibleText)
    .pipe(z.string().max(max, `${label}最多 ${max} 字`))
const required = (max: number, label: string) => written(max, label).pipe(z.string().min(1, `请填写${label}`))
const oneLine = (max: number, label: string) => required(max, label).transform((text) => text.replace(/\s*\n\s*/g, ' '))
const ticked = (v: unknown) => (Array.isArray(v) ? v : v === undefined || v === '' ? [] : [v])

export const id = z.coerce.number().int().positive()
export const version = z.coerce.number().int()
export const optionalId = z.preprocess((v) => (v === '' || v === undefined ? null : v), id.nullable()).default(null)
export const suggestionText = required(MOST_TEXT, '建议内容')
export const optionalText = written(MOST_TEXT, '建议内容').default('')
export const ideaTitle = oneLine(MOST_TITLE, '改进事项')
export const sentence = oneLine(MOST_SENTENCE, '告知客户的话')
export const optionalSentence = written(MOST_SENTENCE, '告知客户的话').default('')
export const reason = required(300, '原因')
/** One or several ids, as ticked rows send them; each once. */
export const ids = z.preprocess(
  ticked,
  z
    .array(id)
    .max(MOST_AT_ONCE, `一次最多处理 ${MOST_AT_ONCE} 条`)
    .transform((all) => [...new Set(all)]),
)

/** 您提到的“…”，我们已: what is said to a customer, to be finished by whoever knows (N-16). */
export const sentenceFor = (title: string) => `您提到的“${title}”，我们已`

/** Whether somebody wrote the sentence to its end. */
export const isFinished = (text: string, title: string) =>
  !/我们已[。.…\s]*$/.test(text) && text.replace(/[。.…\s]+$/, '') !== sentenceFor(title)

const SAYS = /建议|意见|希望[^，。；！？\n]{0,20}(改|增|加快|加强|缩短|提高|提升|提速|优化|降低|统一|简化)/
const DENIES =
  /(没有?|暂?无|未)[^，。；！？\n]{0,4}(意见|建议)|(意见|建议)(已|都|被|得到)*采纳|(按|照|认可|采纳|接受|同意|听取|参考)[^，。；！？\n]{0,4}(意见|建议)/g

/** Whether what a customer answered holds a suggestion (S1-38): an invitation to look at it, not a judgement. */
export const holdsSuggestion = (feedback: string) => SAYS.test(feedback.replace(DENIES, ''))

const NOTHING = /^(没有?|暂?无|都好|挺好|很好|满意|不错|还行|好|n\/?a|none|no|-|—)?(意见|建议)?(了|的)?[。.！!～~\s]*$/i

/** Whether what stands in an answer's text field says anything. */
export const saysAnything = (text: string) => !NOTHING.test(text.trim())

/** Where an idea may go by a plain move; what ends it asks for more. */
export const openStatuses = ['new', 'weighed', 'planned'] as const satisfies readonly IdeaStatus[]
export const isOver = (status: IdeaStatus) => status === 'landed' || status === 'declined'
