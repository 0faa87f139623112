import { atOnce } from '../tickets/turns.ts'
import { isIn, type Slice, tiersOf } from './figures.ts'
import { sourceLabels } from './labels.ts'
import { listQuestions } from './queries.ts'
import { listAnswers } from './queries-answers.ts'
import type { SurveyGrant } from './reach.ts'
import { gatherFacts, listResponses, type Period } from './sums.ts'
import { answerWords } from './words.ts'

type Asked = { surveyId: number; period: Period; slice: Slice }

const heads = ['客户编号', '客户名称', '答复日期', '答复方式', '客户分层', '最低分', '工单编号']

/** The sheet of what customers answered: one line each, a column a question. For a thread of its own. */
export function tableOfAnswers(me: SurveyGrant, { surveyId, period, slice }: Asked) {
  const questions = listQuestions(surveyId)
  const facts = atOnce(gatherFacts(me, surveyId, period)).filter((fact) => isIn(fact, questions, slice))
  const header = [...heads, ...questions.map(({ dimension, text }) => (dimension ? `${dimension}：${text}` : text))]
  const rowsOf = (ids: number[]) => {
    const said = Map.groupBy(ids.length > 0 ? listAnswers(ids) : [], ({ responseId }) => responseId)
    return listResponses(me, ids).map((row) => [
      ...[row.number, row.customer, row.day, sourceLabels[row.source], tiersOf(row).join('、'), row.lowest, row.ticket ?? ''],
      ...questions.map((question) =>
        answerWords(
          question,
          (said.get(row.id) ?? []).find(({ questionId }) => questionId === question.id),
        ),
      ),
    ])
  }
  return { header, ids: facts.map(({ id }) => id).reverse(), rowsOf }
}
