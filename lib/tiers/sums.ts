import { type Column, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { factName, fromCustomers, type Questions, questionsOf } from './compile.ts'
import { type Fact, labelled, type Who } from './facts.ts'
import type { Figures } from './near.ts'
import type { Ruled } from './settle.ts'

/** [customer, a mask a label, a figure a key]: as it comes, since there are a million of them. */
export type Found = (number | string | null)[]
/** Sums over all customers by the word they are kept under. */
export type Shared = Record<string, Record<string, number>>
/** What a customer's figures are on a day and which conditions of each rule hold; the masks are in the order of the rules. */
export type Evaluation = { masks: number[]; figures: Figures }

const AT_ONCE = 500
const everybody: Who = () => sql``
const these =
  (ids: readonly number[]): Who =>
  (column: Column) =>
    sql` and ${column} in (${sql.join(
      ids.map((id) => sql`${id}`),
      sql`, `,
    )})`

/** Some customers' figures as of a day, by index; those that get no labels are left out. */
export function evaluate(
  tiers: readonly Pick<Ruled, 'rule'>[],
  ids: readonly number[],
  day: string,
  shared: Shared,
  from: Source = reader(),
): Map<number, Evaluation> {
  const questions = questionsOf(tiers, day)
  const found = new Map<number, Evaluation>()
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const who = these(ids.slice(at, at + AT_ONCE))
    const facts = questions.facts.map(
      (fact, place) => sql`${sql.identifier(factName(place))} as materialized (${rowsOf(fact, who, shared)})`,
    )
    const before = facts.length > 0 ? sql`with ${sql.join(facts, sql`, `)} ` : sql``
    for (const row of from.values<Found>(sql`${before}${asking(questions)} where ${labelled}${who(customers.id)}`))
      found.set(row[0] as number, evaluationOf(row, questions))
  }
  return found
}

const rowsOf = ({ rows, shared }: Fact, who: Who, known: Shared) =>
  shared !== undefined && known[shared] ? sql`select key as id, value as v from json_each(${JSON.stringify(known[shared])})` : rows(who)

/** Gathers what rules on a day are about, of everybody, into tables of this connection alone; all of one moment. */
export function gatherFacts({ facts }: Questions, from: Source) {
  facts.forEach((_, at) => void from.run(sql`drop table if exists temp.${sql.identifier(factName(at))}`))
  from.run(sql`begin`)
  facts.forEach((fact, at) => {
    const table = sql`temp.${sql.identifier(factName(at))}`
    from.run(
      fact.on ? sql`create table ${table} (id text primary key, v) without rowid` : sql`create table ${table} (id integer primary key, v)`,
    )
    from.run(sql`insert into ${table} select id, v from (${fact.rows(everybody)}) where id is not null`)
  })
  from.run(sql`commit`)
}

/** Of the gathered facts those that a single customer's figures are compared with later. */
export function sharedOf({ facts }: Questions, from: Source): Shared {
  const kept = facts.flatMap(({ shared }, at) => (shared === undefined ? [] : [[shared, listOf(at, from)] as const]))
  return Object.fromEntries(kept)
}

const listOf = (at: number, from: Source) =>
  Object.fromEntries(from.values<[string, number]>(sql`select id, v from temp.${sql.identifier(factName(at))}`))

/** The sums over all customers that these rules need on a day, worked out by themselves. */
export function workOutShared(tiers: readonly Pick<Ruled, 'rule'>[], day: string, from: Source): Shared {
  const facts = questionsOf(tiers, day).facts.filter(({ shared }) => shared !== undefined)
  return Object.fromEntries(facts.map(({ shared, rows }) => [shared, Object.fromEntries(from.values<[string, number]>(rows(everybody)))]))
}

export type Range = { after: number; to: number }

/** Everybody in a range of ids that gets labels, with the gathered facts, in the order of ids. */
export const walk = (questions: Questions, { after, to }: Range, from: Source): Found[] =>
  from.values<Found>(
    sql`${asking(questions)} where ${customers.id} > ${after} and ${customers.id} <= ${to} and ${labelled} order by ${customers.id}`,
  )

/** The highest id there is. */
export const lastCustomer = (from: Source): number => from.get<{ id: number | null }>(sql`select max(id) as id from ${customers}`)?.id ?? 0

const asking = ({ facts, masks, figures }: Questions): SQL =>
  sql`select ${sql.join([sql`${customers.id}`, ...masks, ...figures.map(({ value }) => value)], sql`, `)} ${fromCustomers(facts)}`

/** A found row in words. */
export const evaluationOf = (row: Found, { masks, figures }: Questions): Evaluation => ({
  masks: row.slice(1, 1 + masks.length) as number[],
  figures: Object.fromEntries(figures.map(({ key }, at) => [key, row[1 + masks.length + at] ?? null])),
})

/** [customer, label, points behind it, by hand] */
export type Held = [customerId: number, tierId: number, points: number | null, byHand: 0 | 1]

/** The labels that a range of customers has now, in the order of their ids. */
export const listHeld = ({ after, to }: Range, from: Source): Held[] =>
  from.values<Held>(
    sql`select customer_id, tier_id, evidence ->> '$.points', by_hand from customer_tiers where customer_id > ${after} and customer_id <= ${to} order by customer_id`,
  )

/** What was decided by hand and still holds on a day, by customer. */
export function listForced(day: string, from: Source, customerId?: number): Map<number, Map<number, boolean>> {
  const of = customerId === undefined ? sql`` : sql` and customer_id = ${customerId}`
  const rows = from.values<[number, number, number]>(
    sql`select customer_id, tier_id, has from tier_overrides where ended_at is null and until >= ${day}${of}`,
  )
  const forced = new Map<number, Map<number, boolean>>()
  for (const [id, tierId, has] of rows) forced.set(id, (forced.get(id) ?? new Map()).set(tierId, has === 1))
  return forced
}

/** How many came to and left each label in a run, as it is written: [label, in or out, how many]. */
export const countMoves = (runId: number, from: Source) =>
  from.values<[number, 'in' | 'out', number]>(
    sql`select tier_id, kind, count(*) from tier_moves where run_id = ${runId} and kind in ('in', 'out') group by tier_id, kind`,
  )

/** The reading connection of the thread that asks. */
export const readHere = (): Source => reader()
