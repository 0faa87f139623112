import { and, type Column, desc, eq, inArray, lte, ne, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { surveyAnswers, surveyInvitations, surveyQuestions, surveyResponses } from '#db/schema/surveys'
import { tickets } from '#db/schema/tickets'
import { literal } from '#db/statements'
import { inOrder } from '../formats/in-order.ts'
import { endOf, instantOf } from '../kernel/time.ts'
import type { Fact } from './figures.ts'
import { ofReach, ownIds, type SurveyGrant } from './reach.ts'

/** Business days, both included. */
export type Period = { from: string; to: string }

const PAGE = 250
const r = surveyResponses
const i = surveyInvitations

type Read = Omit<Fact, 'tiers' | 'values'> & { tiers: string; marks: string | null }

/** Every answer within reach to a questionnaire in a period, in order of day, read by index in pages; yields after each. */
export function* gatherFacts(me: SurveyGrant, surveyId: number, period: Period, db: Source = reader()): Generator<void, Fact[]> {
  const found: Fact[] = []
  const where = and(ofSurvey(me, r.surveyId, r.customerId, surveyId), lte(r.day, period.to), ofReach(me))
  const marks = sql`(select json_group_object(question_id, value) from survey_answers a where a.response_id = ${r.id} and value is not null)`
  for (let mark = { day: period.from, id: 0 }; ; ) {
    // Read as SQLite names them: for so many rows the builder's decoding takes longer than the reading.
    const page = db.all<Read>(
      sql`select ${r.id} as id, ${r.customerId} as "customerId", ${r.day} as day, ${r.tiers} as tiers, ${r.source} as source, ${r.lowest} as lowest, ${marks} as marks
          from survey_responses join customers on ${customers.id} = ${r.customerId}
          where ${where} and (${r.day}, ${r.id}) > (${mark.day}, ${mark.id}) order by ${r.day}, ${r.id} limit ${literal(PAGE)}`,
    )
    for (const row of page) found.push(factOf(row))
    yield
    const last = page.at(-1)
    if (!last || page.length < PAGE) return found
    mark = last
  }
}

function factOf({ tiers, marks, ...row }: Read): Fact {
  const values = Object.entries(JSON.parse(marks ?? '{}') as Record<string, number>)
  return { ...row, tiers: JSON.parse(tiers), values: new Map(values.map(([id, value]) => [Number(id), value])) }
}

/** How many within reach were asked in a period, and how many of those answered; yields between pages. */
export function* countAsked(
  me: SurveyGrant,
  surveyId: number,
  period: Period,
  db: Source = reader(),
): Generator<void, { asked: number; answered: number }> {
  const where = and(ofSurvey(me, i.surveyId, i.customerId, surveyId), lte(i.createdAt, endOf(period.to)), ofReach(me))
  let [asked, answered] = [0, 0]
  for (let mark = { at: instantOf(period.from), id: 0 }; ; ) {
    const page = db.all<{ id: number; at: number; answered: number }>(
      sql`select ${i.id} as id, ${i.createdAt} as at, ${i.answeredAt} is not null as answered
          from survey_invitations join customers on ${customers.id} = ${i.customerId}
          where ${where} and (${i.createdAt}, ${i.id}) > (${mark.at}, ${mark.id}) order by ${i.createdAt}, ${i.id} limit ${literal(PAGE)}`,
    )
    asked += page.length
    for (const one of page) answered += one.answered
    yield
    const last = page.at(-1)
    if (!last || page.length < PAGE) return { asked, answered }
    mark = last
  }
}

// Whoever sees but their own customers begins with those: they are few.
function ofSurvey(me: SurveyGrant, survey: Column, customer: Column, surveyId: number): SQL | undefined {
  const own = ownIds(me)
  return own ? and(sql`+${survey} = ${surveyId}`, sql`${customer} in ${own}`) : eq(survey, surveyId)
}

/** These answers as a list shows them, in their order; whoever asks has found them within reach. */
export function listResponses(me: SurveyGrant, ids: number[], db: Source = reader()) {
  if (ids.length === 0) return []
  const rows = db
    .select({
      id: r.id,
      surveyId: r.surveyId,
      customerId: r.customerId,
      customer: customers.name,
      number: customers.number,
      day: r.day,
      tiers: r.tiers,
      source: r.source,
      lowest: r.lowest,
      ticketId: r.ticketId,
      ticket: tickets.number,
      todoId: r.todoId,
    })
    .from(r)
    .innerJoin(customers, eq(customers.id, r.customerId))
    .leftJoin(tickets, eq(tickets.id, r.ticketId))
    .where(and(inArray(r.id, ids), ofReach(me)))
    .all()
  return inOrder(ids, rows)
}

const COMMENTS = 20

/** What customers said in their own words in some answers, the newest first; those within reach. */
export function listComments(me: SurveyGrant, ids: number[], db: Source = reader()) {
  if (ids.length === 0) return []
  return db
    .select({
      id: surveyAnswers.id,
      responseId: r.id,
      customer: customers.name,
      day: r.day,
      question: surveyQuestions.text,
      dimension: surveyQuestions.dimension,
      text: surveyAnswers.text,
    })
    .from(r)
    .innerJoin(customers, eq(customers.id, r.customerId))
    .innerJoin(surveyAnswers, eq(surveyAnswers.responseId, r.id))
    .innerJoin(surveyQuestions, eq(surveyQuestions.id, surveyAnswers.questionId))
    .where(and(inArray(r.id, ids), ne(surveyAnswers.text, ''), ofReach(me)))
    .orderBy(desc(r.day), desc(r.id))
    .limit(COMMENTS)
    .all()
}
