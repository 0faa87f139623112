import { type Actor, grant } from '#lib/kernel/grant'
import { findSurvey, listQuestions } from '#lib/surveys/queries'
import { sliceWords } from '#lib/surveys/slice-words'
import type { Search } from '../../../../_web/query.ts'
import { periodAsked, sliceAsked } from '../../asked.ts'

/** The answers that an export is about, with the filter in words. */
export function wantedOf(actor: Actor, surveyId: number, query: Search) {
  const { title } = findSurvey(grant(actor, 'survey.export'), surveyId)
  const [period, slice, questions] = [periodAsked(query), sliceAsked(query), listQuestions(surveyId)]
  const filter = `${title}：${sliceWords(slice, questions, period)}`
  const columns = questions.map(({ dimension, text }) => dimension || text).join('、')
  return { wanted: { kind: 'surveys' as const, surveyId, period, slice }, filter: filter.slice(0, 600), columns: columns.slice(0, 600) }
}
