import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { surveyQuestions, surveys } from '#db/schema/surveys'
import { type Change, command, created, removed, updated } from '../kernel/command.ts'
import { Conflict } from '../kernel/errors.ts'
import { authorOf } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { listFamily } from './editions.ts'
import type { Survey } from './model.ts'
import { findSurvey, listQuestions, wasAsked } from './queries.ts'
import type { SurveyGrant } from './reach.ts'
import { id, type QuestionInput, surveyShape, version } from './shape.ts'

export * from './answering.ts'
export * from './asking.ts'
export * from './machine.ts'

const handle = { id, version }

/** A questionnaire of the company's own, to be opened when it is whole (S1-57, S1-58). */
export const createSurvey = command({
  name: 'survey.create',
  input: z.strictObject(surveyShape),
  run(tx, me, { questions, ...texts }) {
    const survey = tx
      .insert(surveys)
      .values({ ...texts, status: 'draft', createdBy: authorOf(me.actor), createdAt: now() })
      .returning()
      .get()
    return created(put(tx, survey, questions))
  },
})

/** Changes what it says and asks; once anybody was asked by it, the change is another edition, a draft, so that answers stay to what was asked. */
export const editSurvey = command({
  name: 'survey.edit',
  input: z.strictObject({ ...handle, ...surveyShape }),
  run(tx, me, { id, version, questions, ...texts }): Change<{ id: number }> {
    const before = findCurrent(tx, me, id, version)
    if (wasAsked(id, tx)) return created(put(tx, nextEdition(tx, me, before, texts), questions))
    const told = toldOf(tx, before)
    tx.delete(surveyQuestions).where(eq(surveyQuestions.surveyId, id)).run()
    const after = tx
      .update(surveys)
      .set({ ...texts, version: version + 1 })
      .where(eq(surveys.id, id))
      .returning()
      .get()!
    return updated(told, put(tx, after, questions))
  },
})

/** From now on customers are asked by this edition; another edition of it that was open is closed. */
export const openSurvey = command({
  name: 'survey.open',
  input: z.strictObject(handle),
  run(tx, me, { id, version }) {
    const before = findCurrent(tx, me, id, version)
    if (before.status === 'open') throw new Conflict('这份问卷已经启用')
    const others = listFamily(tx, id).filter((one) => one !== id)
    const closed = others.flatMap((one) => {
      const other = findSurvey(me, one, tx)
      return other.status === 'open' ? [updated(other, write(tx, other, { status: 'closed' }))] : []
    })
    return [updated(before, write(tx, before, { status: 'open' })), ...closed]
  },
})

/** Nobody new is asked by it; links that are out stay good. */
export const closeSurvey = command({
  name: 'survey.close',
  input: z.strictObject(handle),
  run(tx, me, { id, version }) {
    const before = findCurrent(tx, me, id, version)
    if (before.status !== 'open') throw new Conflict('这份问卷没有启用')
    return updated(before, write(tx, before, { status: 'closed' }))
  },
})

/** Whether customers are asked by themselves once cooperation reaches three months (S1-57). */
export const scheduleSurvey = command({
  name: 'survey.schedule',
  input: z.strictObject({ ...handle, on: z.preprocess((v) => (v === '1' ? true : v === '0' ? false : v), z.boolean()) }),
  run(tx, me, { id, version, on }) {
    const before = findCurrent(tx, me, id, version)
    return updated(before, write(tx, before, { atThreeMonths: on }))
  },
})

/** Drops a draft that nobody was ever asked by. */
export const removeSurvey = command({
  name: 'survey.remove',
  input: z.strictObject(handle),
  run(tx, me, { id, version }) {
    const before = findCurrent(tx, me, id, version)
    if (before.status !== 'draft' || wasAsked(id, tx)) throw new Conflict('只有没有用过的草稿可以删除')
    tx.delete(surveyQuestions).where(eq(surveyQuestions.surveyId, id)).run()
    tx.delete(surveys).where(eq(surveys.id, id)).run()
    return removed(before)
  },
})

function findCurrent(tx: Tx, me: SurveyGrant, id: number, version: number): Survey {
  const survey = findSurvey(me, id, tx)
  if (survey.version !== version) throw new Conflict('这份问卷刚被别人改过，本次未保存，请刷新后再改')
  return survey
}

function nextEdition(tx: Tx, me: SurveyGrant, before: Survey, texts: Pick<Survey, 'title' | 'intro' | 'thanks'>): Survey {
  const family = listFamily(tx, before.id)
  if (family.some((one) => one > before.id)) throw new Conflict('这份问卷已经有新版，请修改最新的一版')
  const { key, atThreeMonths, edition } = before
  return tx
    .insert(surveys)
    .values({
      key,
      atThreeMonths,
      ...texts,
      status: 'draft',
      edition: edition + 1,
      formerId: before.id,
      createdBy: authorOf(me.actor),
      createdAt: now(),
    })
    .returning()
    .get()
}

function put(tx: Tx, survey: Survey, questions: QuestionInput[]) {
  const rows = questions.map((one, at) => ({ ...one, surveyId: survey.id, position: at + 1 }))
  tx.insert(surveyQuestions).values(rows).run()
  return toldOf(tx, survey)
}

/** A questionnaire as the record tells of it: its questions in words. */
const toldOf = (tx: Tx, survey: Survey) => ({
  ...survey,
  questions: listQuestions(survey.id, tx).map(({ text, dimension }) => (dimension === '' ? text : `${dimension}：${text}`)),
})

const write = (tx: Tx, before: Survey, values: Partial<Survey>): Survey =>
  tx
    .update(surveys)
    .set({ ...values, version: before.version + 1 })
    .where(eq(surveys.id, before.id))
    .returning()
    .get()!
