import { desc, eq, sql } from 'drizzle-orm'
import type { Source } from '#db/client'
import { businessCards } from '#db/schema/cards'
import { users } from '#db/schema/people'
import { literal } from '#db/statements'
import { now } from '../kernel/time.ts'
import { listFamily } from '../surveys/editions.ts'
import { listTierNames } from '../tiers/list.ts'
import type { Candidate, Colleague, People } from './judge.ts'
import type { Strategy } from './model.ts'

type Asked = Pick<Strategy, 'id' | 'tierId' | 'surveyId'> & { period: string }

/** The next customers of a strategy's label after a mark, by id, with what decides about each; `limit` at most. */
export const candidatesAfter = (from: Source, asked: Asked, mark: number, limit: number): Candidate[] =>
  isRest(asked.tierId, from)
    ? from.all<Candidate>(
        sql`${factsOf(from, asked)} from customers c ${more} where c.id > ${mark} and ${unlabelled} order by c.id limit ${literal(limit)}`,
      )
    : from.all<Candidate>(
        sql`${factsOf(from, asked)} ${labelled} where ct.tier_id = ${asked.tierId} and ct.customer_id > ${mark} order by ct.customer_id limit ${literal(limit)}`,
      )

/** The same of these customers, as far as they have the label now. */
export const candidatesAmong = (from: Source, asked: Asked, ids: readonly number[]): Candidate[] =>
  isRest(asked.tierId, from)
    ? from.all<Candidate>(sql`${factsOf(from, asked)} from customers c ${more} where c.id in ${listed(ids)} and ${unlabelled}`)
    : from.all<Candidate>(sql`${factsOf(from, asked)} ${labelled} where ct.tier_id = ${asked.tierId} and ct.customer_id in ${listed(ids)}`)

// The label for the rest follows from having none, and stands in no row.
const isRest = (tierId: number, from: Source) => listTierNames(from).find(({ id }) => id === tierId)?.isRest === true
const more = sql`left join consents k on k.id = c.id`
const labelled = sql`from customer_tiers ct join customers c on c.id = ct.customer_id ${more}`
const unlabelled = sql`c.deleted_at is null and c.status not in ('merged', 'archived') and not exists (select 1 from customer_tiers x where x.customer_id = c.id)`
const listed = (ids: readonly number[]) => sql`(select value from json_each(${JSON.stringify(ids)}))`

function factsOf(from: Source, { id, surveyId, period }: Asked) {
  const family = JSON.stringify(surveyId === null ? [] : listFamily(from, surveyId))
  return sql`select c.id as id, c.name as name, c.owner_id as ownerId, c.department_id as departmentId,
    (c.deleted_at is not null or c.status in ('merged', 'archived')) as gone,
    exists (select 1 from strategy_pushes p where p.strategy_id = ${id} and p.customer_id = c.id and p.period = ${period}) as pushed,
    k.marketing as consent,
    exists (select 1 from contacts t where t.customer_id = c.id and t.left_on is null and t.agrees_marketing = 1) as agrees,
    exists (select 1 from repairs r join repair_steps s on s.repair_id = r.id join todos d on d.id = s.todo_id
      where r.customer_id = c.id and r.ended_at is null and d.status = 'open') as repairing,
    ${
      surveyId === null
        ? sql`0`
        : sql`exists (select 1 from survey_invitations i where i.customer_id = c.id
      and i.survey_id in (select value from json_each(${family})) and i.answered_at is null and i.cancelled_at is null
      and (i.expires_at is null or i.expires_at > ${now()}))`
    } as asked`
}

/** The colleagues who are there, with what their cards say, and the head of each department: its sales manager of longest standing. */
export function peopleOf(from: Source): People {
  const all: Colleague[] = from
    .select(shown)
    .from(users)
    .leftJoin(businessCards, eq(businessCards.id, users.id))
    .where(eq(users.active, true))
    .orderBy(desc(users.id))
    .all()
  // The one of longest standing comes last, and stays.
  const heads = new Map(all.filter((one) => one.isHead && one.departmentId !== null).map((one) => [one.departmentId!, one]))
  return { byId: new Map(all.map((one) => [one.id, one])), heads }
}

const shown = {
  id: users.id,
  name: users.name,
  departmentId: users.departmentId,
  isHead: sql`${users.role} = 'sales_manager'`.mapWith(Boolean),
  phone: sql<string>`coalesce(${businessCards.phone}, '')`,
  email: sql<string>`coalesce(${businessCards.email}, '')`,
}
