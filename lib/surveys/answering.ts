import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { surveyAnswers, surveyInvitations, surveyResponses } from '#db/schema/surveys'
import { findCustomer } from '../customers/queries.ts'
import { type Change, command, created, updated, type Word } from '../kernel/command.ts'
import { Conflict, Missing, Unfit } from '../kernel/errors.ts'
import { authorOf, type Grant, grant } from '../kernel/grant.ts'
import { dayOf, now } from '../kernel/time.ts'
import { refuseMarketing } from '../strategies/consent.ts'
import { type Answer, followOf, lowestOf, readAnswers } from './answers.ts'
import { currentOf } from './editions.ts'
import { hasRefused } from './invite.ts'
import { type AnswerSource, linkTexts } from './labels.ts'
import { type Invitation, type Question, stateOf } from './model.ts'
import { findSurvey, findSurveyLink, listQuestions } from './queries.ts'
import type { SurveyGrant } from './reach.ts'
import { id } from './shape.ts'
import { tierNames } from './tiers.ts'
import { carerOf, settleTodo } from './todo.ts'

const tick = z.preprocess((v) => v === true || v === 'on', z.boolean()).default(false)

/** What a customer answers by the link: once, within fourteen days, without signing in (S1-57, I-07); `refuse` says that it wants to be asked no more. */
export const answerSurvey = command({
  name: 'survey.answer',
  input: z.object({ token: z.string(), refuse: tick }).catchall(z.unknown()),
  run(tx, me, { token, refuse, ...fields }) {
    const invitation = findLinked(tx, token)
    const told = keep(tx, me, invitation, 'link', fields)
    return refuse ? withRefusal(tx, invitation, told) : told
  },
})

/** What a customer says who wants neither to answer nor to be asked again (I-05). */
export const declineSurvey = command({
  name: 'survey.decline',
  input: z.strictObject({ token: z.string() }),
  run(tx, _me, { token }) {
    const before = findLinked(tx, token)
    const cancelledAt = now()
    tx.update(surveyInvitations).set({ cancelledAt }).where(eq(surveyInvitations.id, before.id)).run()
    settleTodo(tx, before.todoId, 'cancelled', null)
    refuseMarketing(tx, before.customerId, '调研问卷')
    const { id, customerId } = before
    return updated({ id, customerId, cancelledAt: null, refused: false }, { id, customerId, cancelledAt, refused: true }, customerId)
  },
})

/** What a customer said on the telephone or in person, keyed in by whoever asked (S1-29, S1-57). */
export const recordSurvey = command({
  name: 'survey.record',
  input: z.object({ surveyId: id, customerId: id, source: z.enum(['phone', 'meeting'], '请选择调研方式') }).catchall(z.unknown()),
  run(tx, me, { surveyId, customerId, source, ...fields }) {
    findCustomer(grant(me.actor, 'customer.read'), customerId, tx)
    const survey = findSurvey(me, surveyId, tx)
    const open = findUnanswered(tx, surveyId, customerId)
    if (!open && currentOf(tx, surveyId)?.id !== survey.id) throw new Conflict('这一版问卷没有启用，请用最新的一版')
    if (hasRefused(tx, customerId)) throw new Conflict('这位客户说过以后不再邀请，不能再做调研')
    return keep(tx, me, open ?? asked(tx, me, surveyId, customerId), source, fields)
  },
})

/** An invitation whose link is good at this moment. */
function findLinked(tx: Tx, token: string): Invitation {
  const link = findSurveyLink(token, tx)
  if (!link) throw new Missing('调研链接')
  if (link.state !== 'sent') throw new Conflict(linkTexts[link.state].title)
  return tx.select().from(surveyInvitations).where(eq(surveyInvitations.id, link.id)).get()!
}

const findUnanswered = (tx: Tx, surveyId: number, customerId: number) =>
  tx
    .select()
    .from(surveyInvitations)
    .where(
      and(
        eq(surveyInvitations.customerId, customerId),
        eq(surveyInvitations.surveyId, surveyId),
        isNull(surveyInvitations.answeredAt),
        isNull(surveyInvitations.cancelledAt),
      ),
    )
    .all()
    .findLast((one) => stateOf(one, now()) !== 'expired')

// Who is rung up was asked at that moment.
const asked = (tx: Tx, me: Grant, surveyId: number, customerId: number): Invitation =>
  tx
    .insert(surveyInvitations)
    .values({ surveyId, customerId, reason: 'hand', createdBy: authorOf(me.actor), createdAt: now() })
    .returning()
    .get()

function keep(
  tx: Tx,
  me: SurveyGrant,
  { id, surveyId, customerId, todoId }: Invitation,
  source: AnswerSource,
  fields: Record<string, unknown>,
) {
  const questions = listQuestions(surveyId, tx)
  const answers = readAnswers(questions, fields)
  if (answers.length === 0) throw new Unfit(`q${questions[0]?.id ?? 0}`, '请至少回答一道题')
  const at = now()
  const lowest = lowestOf(questions, answers)
  const values = { surveyId, invitationId: id, customerId, source, lowest, byId: authorOf(me.actor), day: dayOf(at), at }
  const response = tx
    .insert(surveyResponses)
    .values({ ...values, tiers: tierNames(tx, customerId) })
    .returning()
    .get()
  tx.insert(surveyAnswers)
    .values(answers.map((one) => ({ ...one, responseId: response.id })))
    .run()
  tx.update(surveyInvitations).set({ answeredAt: at }).where(eq(surveyInvitations.id, id)).run()
  settleTodo(tx, todoId, 'done', authorOf(me.actor))
  const survey = findSurvey(me, surveyId, tx).title
  const told = { id: response.id, customerId, survey, source, lowest, answers: marksOf(questions, answers), refused: false }
  return { ...created(told, customerId), tells: wordsTo(tx, me, response.id, customerId, followOf(questions, answers) !== undefined) }
}

// Words stand with the answers; the record holds the marks.
const marksOf = (questions: Question[], answers: Answer[]) =>
  answers.flatMap(({ questionId, value }) => {
    const question = questions.find((one) => one.id === questionId)!
    if (value === null) return []
    const said = question.kind === 'choice' ? (question.options[value - 1] ?? '') : `${value} 分`
    return [`${question.dimension || question.text}：${said}`]
  })

function wordsTo(tx: Tx, me: SurveyGrant, responseId: number, customerId: number, isLow: boolean): Word[] {
  const userId = carerOf(tx, customerId)
  if (userId === null || userId === authorOf(me.actor)) return []
  const { name } = findCustomer(grant({ job: me.permission }, 'customer.read'), customerId, tx)
  const title = `${name} 答复了满意度调研${isLow ? '，有低分' : ''}`
  return [{ userId, key: `survey-answer:${responseId}`, kind: 'assigned', title, href: `/surveys/answers/${responseId}` }]
}

function withRefusal<C extends Change & { after: object }>(tx: Tx, { customerId }: Invitation, told: C): C {
  refuseMarketing(tx, customerId, '调研问卷')
  return { ...told, after: { ...told.after, refused: true } }
}
