import { z } from 'zod'
import { Conflict } from '#lib/kernel/errors'
import type { Question, Survey } from '#lib/surveys/model'
import { MOST_QUESTIONS, surveyShape } from '#lib/surveys/shape'

type Fields = Record<string, unknown>
type Line = Record<(typeof parts)[number], unknown>

const parts = ['text', 'kind', 'dimension', 'required', 'options'] as const
const SPARE = 3
const blank = (): Line => ({ text: '', kind: 'scale', dimension: '', required: 'on', options: '' })

/** What the builder shows of a questionnaire, or of none: its texts and, line by line, its questions, with some to spare. */
export function shownIn(survey?: Pick<Survey, 'title' | 'intro' | 'thanks'>, questions: readonly Question[] = []): Fields {
  const lines = questions.map((one): Line => ({ ...one, required: one.required ? 'on' : undefined, options: one.options.join('\n') }))
  const { title = '', intro = '', thanks = '' } = survey ?? {}
  return { title, intro, thanks, ...spread([...lines, ...Array.from({ length: SPARE }, blank)]) }
}

/** What was typed, as the command takes it. Where a line was to be moved, dropped or added, that is done and shown, and nothing saved; what is wrong in a question stands at its line. */
export function typedSurvey(fields: Fields) {
  const { arrange, ...rest } = fields
  const lines = linesIn(rest)
  if (typeof arrange === 'string' && arrange !== '') rearrange(fields, lines, arrange)
  const asked = lines.map((line, at) => ({ line, at })).filter(({ line }) => String(line.text ?? '').trim() !== '' || isWritten(line))
  const { id, version, title, intro, thanks } = rest
  const typed = { title, intro, thanks, questions: asked.map(({ line }) => line) }
  const { error } = z.strictObject(surveyShape).safeParse(typed)
  if (error) throw new z.ZodError(error.issues.map((issue) => ({ ...issue, path: placed(issue.path, asked) })))
  return id === undefined ? typed : { id, version, ...typed }
}

// A line without words is none, but one with options was meant to be one.
const isWritten = ({ kind, options }: Line) => kind === 'choice' && String(options ?? '').trim() !== ''

function placed(path: PropertyKey[], asked: { at: number }[]): PropertyKey[] {
  const [first, nth, part] = path
  if (first !== 'questions') return path
  if (nth === undefined) return ['text.0']
  return [`${String(part ?? 'text')}.${asked[Number(nth)]?.at ?? 0}`]
}

const linesIn = (fields: Fields): Line[] =>
  Array.from({ length: Math.min(Number(fields.rows) || 0, MOST_QUESTIONS + SPARE) }, (_, at) => lineAt(fields, at))

const lineAt = (fields: Fields, at: number) =>
  Object.fromEntries(parts.flatMap((part) => (fields[`${part}.${at}`] === undefined ? [] : [[part, fields[`${part}.${at}`]]]))) as Line

const spread = (lines: Line[]): Fields => ({
  rows: String(lines.length),
  ...Object.fromEntries(lines.flatMap((line, at) => parts.map((part) => [`${part}.${at}`, line[part]] as const))),
})

// The form is shown again with these fields: they take the new order.
function rearrange(fields: Fields, lines: Line[], arrange: string): never {
  const [way, text] = arrange.split('.')
  const at = Number(text)
  const to = way === 'up' ? at - 1 : at + 1
  if (way === 'more') lines.push(...Array.from({ length: SPARE }, blank))
  else if (way === 'drop') lines.splice(at, 1)
  else if (lines[at] && lines[to]) [lines[at], lines[to]] = [lines[to], lines[at]]
  for (const name of Object.keys(fields)) if (/^(text|kind|dimension|required|options)\.\d+$/.test(name)) delete fields[name]
  Object.assign(fields, spread(lines))
  throw new Conflict('题目已调整，还没有保存。确认后请点下方的保存。')
}
