import { and, desc, eq, gte, lte, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { todos } from '#db/schema/followups'
import { users } from '#db/schema/people'
import { stageOf, surveyInvitations, surveyResponses } from '#db/schema/surveys'
import { literal } from '#db/statements'
import { listCustomerIds } from '../customers/list.ts'
import { grant } from '../kernel/grant.ts'
import { CAP, pageWithin } from '../kernel/pages.ts'
import { endOf, instantOf, now } from '../kernel/time.ts'
import type { Reason } from './labels.ts'
import { type InvitationState, stateOf } from './model.ts'
import { ofReach, ownIds, type SurveyGrant } from './reach.ts'

const NAMED = 2000

export const invitationStates = ['waiting', 'sent', 'answered', 'expired', 'cancelled'] as const satisfies readonly InvitationState[]
/** `open` is all that may still be answered; days are those of the invitation. */
export type InvitationFilter = {
  q?: string
  state?: InvitationState | 'open'
  reason?: Reason
  customer?: number
  from?: string
  to?: string
  page?: number
  size?: number
}

const i = surveyInvitations

/** Who was asked by a questionnaire, newest first: those within reach. */
export function listInvitations(me: SurveyGrant, surveyId: number, filter: InvitationFilter, from: Source = reader()) {
  const size = Math.min(Math.max(filter.size ?? 50, 1), 200)
  const where = asked(me, surveyId, filter, from)
  const counted = count(where, CAP + 1, from)
  const [total, capped] = [Math.min(counted, CAP), counted > CAP]
  const page = pageWithin(total, { page: filter.page, size })
  const at = now()
  const rows = from
    .select({ ...listed, ...moments })
    .from(i)
    .innerJoin(customers, eq(customers.id, i.customerId))
    .leftJoin(todos, eq(todos.id, i.todoId))
    .leftJoin(users, eq(users.id, todos.assigneeId))
    .leftJoin(surveyResponses, eq(surveyResponses.invitationId, i.id))
    .where(where)
    .orderBy(desc(i.createdAt), desc(i.id))
    .limit(size)
    .offset((page - 1) * size)
    .all()
    .map((row) => ({ ...row, state: stateOf(row, at) }))
  return { rows, total, capped, page, size }
}

/** How many invitations answer a filter, up to `most`. */
export const countInvitations = (me: SurveyGrant, surveyId: number, filter: InvitationFilter, most = CAP + 1, from: Source = reader()) =>
  count(asked(me, surveyId, filter, from), most, from)

const moments = {
  createdAt: i.createdAt,
  linkedAt: i.linkedAt,
  expiresAt: i.expiresAt,
  remindedAt: i.remindedAt,
  answeredAt: i.answeredAt,
  cancelledAt: i.cancelledAt,
}
const listed = {
  id: i.id,
  customerId: i.customerId,
  customer: customers.name,
  number: customers.number,
  reason: i.reason,
  assignee: users.name,
  responseId: surveyResponses.id,
  lowest: surveyResponses.lowest,
}

const count = (where: SQL | undefined, most: number, from: Source) =>
  from.get<{ n: number }>(
    sql`select count(*) as n from (select 1 from survey_invitations join customers on customers.id = survey_invitations.customer_id where ${where} limit ${literal(most)})`,
  )?.n ?? 0

function asked(me: SurveyGrant, surveyId: number, f: InvitationFilter, from: Source): SQL | undefined {
  const own = ownIds(me)
  const found = f.q?.trim() ? listCustomerIds(grant(me.actor, 'customer.read'), { q: f.q }, NAMED, from) : undefined
  const few = own !== undefined || found !== undefined || f.customer !== undefined || f.state === 'sent' || f.state === 'open'
  return and(
    few ? sql`+${i.surveyId} = ${surveyId}` : eq(i.surveyId, surveyId),
    own && sql`${i.customerId} in ${own}`,
    found && sql`${i.customerId} in (select value from json_each(${JSON.stringify(found)}))`,
    f.customer === undefined ? undefined : eq(i.customerId, f.customer),
    f.reason && eq(i.reason, f.reason),
    stateIs(f.state, surveyId),
    f.from ? gte(i.createdAt, instantOf(f.from)) : undefined,
    f.to ? lte(i.createdAt, endOf(f.to)) : undefined,
    ofReach(me),
  )
}

// Those that are out are found by when their links end; those that nobody has sent, by their stage.
function stateIs(state: InvitationFilter['state'], surveyId: number): SQL | undefined {
  const at = now()
  if (state === 'answered' || state === 'cancelled' || state === 'waiting') return sql`${stageOf} = ${state}`
  if (state === 'expired') return and(sql`${stageOf} = 'linked'`, lte(i.expiresAt, at))
  const out = sql`select id from survey_invitations where expires_at > ${at} and answered_at is null and cancelled_at is null`
  if (state === 'sent') return sql`${i.id} in (${out})`
  const waiting = sql`select id from survey_invitations where survey_id = ${surveyId} and ${stageOf} = 'waiting'`
  return state === 'open' ? sql`${i.id} in (${waiting} union all ${out})` : undefined
}
