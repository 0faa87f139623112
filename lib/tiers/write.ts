import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { jobRuns } from '#db/schema/machine'
import { tierRuns } from '#db/schema/tiers'
import { literal } from '#db/statements'
import { askedPeriod } from '../jobs/model.ts'
import { authorOf, type Grant } from '../kernel/grant.ts'
import { now, today } from '../kernel/time.ts'
import type { Counts, RunTier } from './model.ts'

/** Rows of a portion, each list as JSON: it is read by the database and by nothing on the way. */
export type Written = { ins: string; outs: string; kept: string; near: string }
type When = { runId: number | null; day: string }

export const JOB = 'tiers'

/** Puts the wish for work on labels into the ledger, where the machine finds it at once, or after a restart. */
export function wishForTiers(tx: Tx) {
  const at = now()
  const wish = { job: JOB, period: askedPeriod(at), status: 'running', attempts: 0, startedAt: at, leaseUntil: at } as const
  tx.insert(jobRuns).values(wish).onConflictDoNothing().run()
}

/** A run that waits for the machine, with the rules as they are to be; of a trial, which labels it is about. */
export function ask(tx: Tx, { actor }: Grant, kind: 'asked' | 'nightly' | 'trial', rules: RunTier[], changed?: number[], day = today()) {
  const counts = changed ? JSON.stringify({ tiers: {}, none: 0, shared: {}, changed } satisfies Counts) : ''
  const values = { kind, status: 'waiting', day, rules: JSON.stringify(rules), counts, askedBy: authorOf(actor), askedAt: now() } as const
  return tx.insert(tierRuns).values(values).returning().get()
}

const customer = sql`(j.value ->> 0)`
const tier = sql`(j.value ->> 1)`
const held = sql`exists (select 1 from customer_tiers h where h.customer_id = ${customer} and h.tier_id = ${tier})`
const livingIs = (id: SQL) =>
  sql`exists (select 1 from customers c where c.id = ${id} and c.deleted_at is null and c.status not in ('merged', 'archived'))`
const living = livingIs(customer)
// What the label's own orders need of its customer, told at once: a trigger would write its row a second time.
const days = sql`created_on, last_contact_at, next_due_at`
// What somebody decided while this was worked out stands.
const decided = (has: 0 | 1, day: string) =>
  sql`exists (select 1 from tier_overrides o where o.customer_id = ${customer} and o.tier_id = ${tier} and o.ended_at is null and o.has = ${has} and o.until >= ${day})`

/** Gives and takes labels, each with the move that tells of it; what is so already, or decided otherwise meanwhile, is left. */
export function writeMoves(tx: Tx, { runId, day }: When, { ins, outs, kept }: Omit<Written, 'near'>) {
  if (ins !== '[]') {
    const whether = sql`${living} and not ${held} and not ${decided(0, day)}`
    const fits = sql`from json_each(${ins}) j where ${whether}`
    tx.run(
      sql`insert into tier_moves (run_id, customer_id, tier_id, kind, day, evidence) select ${runId}, ${customer}, ${tier}, 'in', ${day}, j.value ->> 2 ${fits}`,
    )
    tx.run(
      sql`insert into customer_tiers (customer_id, tier_id, since, evidence, by_hand, ${days}) select ${customer}, ${tier}, ${day}, j.value ->> 2, j.value ->> 3, ${days} from json_each(${ins}) j cross join customers d on d.id = ${customer} where ${whether}`,
    )
  }
  if (outs !== '[]') {
    const fits = sql`from json_each(${outs}) j where ${held} and not ${decided(1, day)}`
    tx.run(
      sql`insert into tier_moves (run_id, customer_id, tier_id, kind, day, evidence) select ${runId}, ${customer}, ${tier}, 'out', ${day}, j.value ->> 2 ${fits}`,
    )
    tx.run(sql`delete from customer_tiers where (customer_id, tier_id) in (select ${customer}, ${tier} ${fits})`)
  }
  if (kept !== '[]')
    tx.run(
      sql`update customer_tiers set evidence = j.value ->> 2, by_hand = j.value ->> 3 from json_each(${kept}) j where customer_id = ${customer} and tier_id = ${tier}`,
    )
}

/** Stores what a trial found: nothing has moved yet. */
export function storeTrial(tx: Tx, runId: number, { ins, outs, near }: Written) {
  const into = sql`insert into tier_moves (run_id, customer_id, tier_id, kind, evidence, gap)`
  for (const [kind, rows] of [
    ['in', ins],
    ['out', outs],
  ] as const)
    if (rows !== '[]')
      tx.run(sql`${into} select ${runId}, ${customer}, ${tier}, ${kind}, j.value ->> 2, '' from json_each(${rows}) j where ${living}`)
  if (near !== '[]')
    tx.run(
      sql`${into} select ${runId}, ${customer}, ${tier}, j.value ->> 2, j.value ->> 3, j.value ->> 4 from json_each(${near}) j where ${living}`,
    )
}

/** Makes the next stored moves of a trial true, up to `most`; returns the last one's id, or undefined when none was left behind `after`. */
export function applyMoves(tx: Tx, { runId, day }: { runId: number; day: string }, after: number, most: number): number | undefined {
  const next = sql`select id from tier_moves where id > ${after} and +run_id = ${runId} and kind in ('in', 'out') order by id limit ${literal(most)}`
  const last = tx.get<{ id: number | null }>(sql`select max(id) as id from (${next})`)?.id
  if (!last) return undefined
  // Who was thrown away or merged since the trial gets nothing, and the move stays one that never was.
  const comes = sql`kind = 'in' and ${livingIs(sql`customer_id`)}`
  const isStored = sql`m.id > ${after} and m.id <= ${last} and +m.run_id = ${runId} and m.day is null`
  tx.run(
    sql`insert into customer_tiers (customer_id, tier_id, since, evidence, ${days}) select m.customer_id, m.tier_id, ${day}, m.evidence, ${days} from tier_moves m cross join customers d on d.id = m.customer_id where ${isStored} and ${comes} on conflict do nothing`,
  )
  tx.run(
    sql`delete from customer_tiers where (customer_id, tier_id) in (select m.customer_id, m.tier_id from tier_moves m where ${isStored} and m.kind = 'out')`,
  )
  tx.run(
    sql`update tier_moves set day = ${day} where id > ${after} and id <= ${last} and +run_id = ${runId} and (kind = 'out' or (${comes})) and day is null`,
  )
  return last
}
