import { type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { literal } from '#db/statements'
import type { Grant } from '../kernel/grant.ts'
import { dayOf, instantOf } from '../kernel/time.ts'
import { kindLabels } from '../tickets/labels.ts'
import type { Bought, Spans, Subject } from './model.ts'
import type { Said } from './needs.ts'
import { readRiskRule } from './queries.ts'
import { pointsOf, type RiskRule } from './risk.ts'
import { tagsOf } from './terms.ts'

/** A customer with all that the figures are made of. */
export type Whole = {
  subject: Subject
  bought: Bought[]
  tiers: number[]
  said: Said[]
  scores: { value: number; on: string }[]
  /** Points of churn risk, where the customer has that label. */
  risk?: number
}
type Range = { after: number; upTo: number }

const PAGE = 2000

/** Every living customer in the order of ids, with purchases, labels, what was said and how content it was; a page at a time, for a thread of its own. */
export function* walkCustomers(_me: Grant<'analysis.finish'>, spans: Spans, from: Source = reader()): Generator<Whole[]> {
  const rule = readRiskRule(from)
  for (let after = 0; ; ) {
    const subjects = pageOfSubjects(after, from)
    if (subjects.length === 0) return
    const range = { after, upTo: subjects.at(-1)!.id }
    yield wholeOf(subjects, range, spans, rule, from)
    after = range.upTo
  }
}

/** How many customers there are to walk over. */
export const countWalk = (from: Source = reader()) =>
  from.get<{ n: number }>(sql`select coalesce(sum(total), 0) as n from customer_totals`)?.n ?? 0

const pageOfSubjects = (after: number, from: Source) =>
  from.all<Subject>(sql`select id, coalesce(department_id, 0) as department, level, industry, source, coalesce(owner_id, 0) as owner,
    substr(address, 1, 20) as address, status, headcount, created_on as createdOn
    from customers where deleted_at is null and id > ${after} order by id limit ${literal(PAGE)}`)

function wholeOf(subjects: Subject[], range: Range, spans: Spans, rule: RiskRule | undefined, from: Source): Whole[] {
  const bought = Map.groupBy(purchasesIn(range, from), ({ id }) => id)
  const tiers = Map.groupBy(tiersIn(range, from), ({ id }) => id)
  const said = Map.groupBy(
    [feedbackIn, profilesIn, ticketsIn, answersIn].flatMap((voice) => voice(range, spans, from)),
    ({ customer }) => customer,
  )
  const scores = Map.groupBy(scoresIn(range, spans, from), ({ id }) => id)
  return subjects.map((subject) => {
    const labels = tiers.get(subject.id) ?? []
    const atRisk = labels.find(({ tier }) => tier === rule?.tierId)
    return {
      subject,
      bought: bought.get(subject.id) ?? [],
      tiers: labels.map(({ tier }) => tier),
      said: said.get(subject.id) ?? [],
      scores: scores.get(subject.id) ?? [],
      ...(rule && atRisk && { risk: pointsOf(rule, atRisk.evidence) }),
    }
  })
}

const within = (column: SQL, { after, upTo }: Range) => sql`${column} > ${after} and ${column} <= ${upTo}`

const purchasesIn = (range: Range, from: Source) =>
  from.all<Bought & { id: number }>(sql`select customer_id as id, purchased_on as "on", amount_fen as fen, product from purchases
    where ${within(sql`customer_id`, range)} order by customer_id, purchased_on`)

const tiersIn = (range: Range, from: Source) =>
  from.all<{ id: number; tier: number; evidence: string }>(
    sql`select customer_id as id, tier_id as tier, evidence from customer_tiers where ${within(sql`customer_id`, range)}`,
  )

type Heard = Said & { customer: number }

function feedbackIn(range: Range, { before }: Spans, from: Source): Heard[] {
  const rows = from.all<{ id: number; customer: number; at: number; text: string }>(
    sql`select id, customer_id as customer, occurred_at as at, feedback as text from follow_ups
      where ${within(sql`customer_id`, range)} and feedback <> '' and occurred_at >= ${instantOf(before)}`,
  )
  return rows.map(({ at, ...row }) => ({ ...row, voice: 'f', on: dayOf(at), marks: tagsOf(row.text).map((tag) => `tag:${tag}`) }))
}

// A profile says what holds now; it speaks on the day it was last written.
function profilesIn(range: Range, _: Spans, from: Source): Heard[] {
  const rows = from.all<{ id: number; needs: string; pains: string; concerns: string; at: number }>(
    sql`select id, needs, pain_points as pains, concerns, updated_at as at from profiles where ${within(sql`id`, range)}`,
  )
  return rows.map(({ id, needs, pains, concerns, at }) => ({
    voice: 'p',
    id,
    customer: id,
    on: dayOf(at),
    text: needs,
    marks: [...marked('pain', pains), ...marked('concern', concerns)],
  }))
}

const marked = (kind: string, list: string) => (JSON.parse(list) as string[]).map((word) => `${kind}:${word}`)

function ticketsIn(range: Range, { before }: Spans, from: Source): Heard[] {
  const rows = from.all<{ id: number; customer: number; at: number; text: string; kind: keyof typeof kindLabels; type: string | null }>(
    sql`select t.id, t.customer_id as customer, t.created_at as at, t.description as text, t.kind, y.name as type
      from tickets t left join ticket_types y on y.id = t.type_id
      where ${within(sql`t.customer_id`, range)} and t.created_at >= ${instantOf(before)} and t.status <> 'void'`,
  )
  return rows.map(({ at, kind, type, ...row }) => ({
    ...row,
    voice: 't',
    on: dayOf(at),
    marks: [`ticket:${kindLabels[kind]}${type ? ` · ${type}` : ''}`],
  }))
}

function answersIn(range: Range, { before }: Spans, from: Source): Heard[] {
  const rows = from.all<{ id: number; customer: number; on: string; text: string }>(
    sql`select a.id, r.customer_id as customer, r.day as "on", a.text from survey_responses r join survey_answers a on a.response_id = r.id
      where ${within(sql`r.customer_id`, range)} and r.day >= ${before} and a.text <> ''`,
  )
  return rows.map((row) => ({ ...row, voice: 's', marks: [] }))
}

// How tickets were scored when they were closed, and what was answered from 1 to 5.
const scoresIn = (range: Range, { before }: Spans, from: Source) =>
  from
    .all<{ id: number; value: number; at: number | null; day: string | null }>(
      sql`select customer_id as id, score as value, closed_at as at, null as day from tickets
        where ${within(sql`customer_id`, range)} and score is not null and closed_at >= ${instantOf(before)} and status <> 'void'
        union all
        select r.customer_id, a.value, null, r.day from survey_responses r
        join survey_answers a on a.response_id = r.id join survey_questions q on q.id = a.question_id
        where ${within(sql`r.customer_id`, range)} and r.day >= ${before} and q.kind = 'scale' and a.value is not null`,
    )
    .map(({ id, value, at, day }) => ({ id, value, on: day ?? dayOf(at!) }))
