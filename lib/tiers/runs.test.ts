import { eq } from 'drizzle-orm'
import { beforeEach, expect, test, vi } from 'vitest'
import { reader, writer } from '#db/client'
import { customers } from '#db/schema/customers'
import { followUps, purchases } from '#db/schema/followups'
import { ticketScores, tickets } from '#db/schema/tickets'
import { customerTiers, tierMoves, tierRuns, tiers } from '#db/schema/tiers'
import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { addDays, instantOf, now, today } from '#lib/kernel/time'
import { aCustomer, aUser } from '#tests/factories'
import { buy, labelAsked, labelOn, labelsWith, lastRunRow, movesOfRun, tierOf } from '#tests/tiers'
import { runNow } from './commands.ts'
import type { Counts } from './model.ts'
import { countsOf } from './queries.ts'
import { labelsAsOf, labelsOf, movesOf } from './queries-held.ts'
import { beginTierRun, openTierRun, writeTierRun } from './runs.ts'

vi.mock('#lib/tiers/in-worker', () => import('#tests/in-thread'))

const DAY = '2026-10-31'
const sales = aUser('sales')
const me = grant(aUser('admin'), 'tier.read')
/** A customer who was spoken with on the day. */
const fresh = (values: Record<string, unknown> = {}, day = DAY) => {
  const { id } = aCustomer(sales, values)
  writer()
    .update(customers)
    .set({ lastContactAt: instantOf(day, '09:00'), createdOn: '2020-01-01' })
    .where(eq(customers.id, id))
    .run()
  return id
}

beforeEach(() => {
  for (const table of [customerTiers, tierMoves, tierRuns, ticketScores, tickets, purchases, followUps]) writer().delete(table).run()
  writer().update(customers).set({ deletedAt: now() }).run()
})

test.each([
  ['2025-10-31', false],
  ['2025-11-01', true],
  ['2026-10-31', true],
  ['2026-11-01', false],
])('a purchase on %s counts for the twelve months to 2026-10-31: %s', async (day, counts) => {
  const id = fresh()
  buy(id, 100_000, day)
  await labelOn(DAY)
  expect(labelsWith(id).includes('high_value')).toBe(counts)
})

test.each([
  ['2024-02-29', '2023-02-28', false],
  ['2024-02-29', '2023-03-01', true],
  ['2025-02-28', '2024-02-28', false],
  ['2025-02-28', '2024-02-29', true],
])('on %s a purchase of %s counts: %s', async (day, bought, counts) => {
  const id = fresh()
  buy(id, 100_000, bought)
  await labelOn(day)
  expect(labelsWith(id).includes('high_value')).toBe(counts)
})

test('the bar is inclusive, and sums are exact to the 分', async () => {
  const [enough, short] = [fresh(), fresh()]
  for (const yuan of [33_333.33, 33_333.33, 33_333.34]) buy(enough, yuan, DAY)
  for (const yuan of [33_333.33, 33_333.33, 33_333.33]) buy(short, yuan, DAY)
  await labelOn(DAY)
  expect([labelsWith(enough).includes('high_value'), labelsWith(short).includes('high_value')]).toEqual([true, false])
})

test('a customer has several labels at once, each with its figures', async () => {
  const id = fresh({ potential: 'A', industry: 'C34' })
  for (let n = 0; n < 5; n++) buy(id, 20_000, '2026-09-01')
  await labelOn(DAY)
  expect(labelsWith(id)).toEqual(['high_value', 'active', 'industry_key', 'potential', 'newly_signed'])
  const labels = labelsOf(me, id)
  expect(labels[0]).toMatchObject({ name: '高价值客户', since: DAY, byHand: false, evidence: { 'amount:12': 10_000_000 } })
  expect(labels[1]?.evidence).toEqual({ 'purchases:12': 5 })
  expect(labels[2]?.evidence).toEqual({ 'industryShare:12': 100 })
})

test('a fifth of what the 大类 buys is reached exactly or not at all', async () => {
  const [one, other, third] = [fresh({ industry: 'C35' }), fresh({ industry: 'C35' }), fresh({ industry: 'C35' })]
  buy(one, 20_000, DAY)
  buy(other, 19_999.99, DAY)
  buy(third, 60_000.01, DAY)
  await labelOn(DAY)
  expect([one, other, third].map((id) => labelsWith(id).includes('industry_key'))).toEqual([true, false, true])
  const share = JSON.parse(reader().select().from(customerTiers).where(eq(customerTiers.customerId, one)).get()!.evidence)
  expect(share['industryShare:12']).toBe(20)
})

test('growth is measured against the twelve months before; without any there is none', async () => {
  const [grown, fell, begun] = [fresh(), fresh(), fresh()]
  buy(grown, 30_000, '2025-06-01')
  buy(grown, 39_000, '2026-06-01')
  buy(fell, 30_000, '2025-06-01')
  buy(fell, 38_999.99, '2026-06-01')
  buy(begun, 39_000, '2026-06-01')
  await labelOn(DAY)
  expect([grown, fell, begun].map((id) => labelsWith(id).includes('potential'))).toEqual([true, false, false])
})

test.each([
  [180, false],
  [181, true],
])('after %i days of silence 休眠: %s', async (days, dormant) => {
  const id = fresh({}, addDays(DAY, -days))
  await labelOn(DAY)
  expect(labelsWith(id).includes('dormant')).toBe(dormant)
})

test('who was never spoken with is silent since the archive began', async () => {
  const id = fresh()
  writer()
    .update(customers)
    .set({ lastContactAt: null, createdOn: addDays(DAY, -181) })
    .where(eq(customers.id, id))
    .run()
  await labelOn(DAY)
  expect(labelsWith(id)).toContain('dormant')
})

test('points of silence, no purchase and bad scores make 流失风险, and tell which', async () => {
  const id = fresh({}, addDays(DAY, -61))
  buy(id, 500, addDays(DAY, -181))
  scored(id, [5, 2], addDays(DAY, -89))
  const other = fresh({}, addDays(DAY, -61))
  buy(other, 500, addDays(DAY, -181))
  scored(other, [2, 5], addDays(DAY, -89))
  await labelOn(DAY)
  expect(labelsWith(id)).toContain('churn_risk')
  expect(labelsWith(other)).not.toContain('churn_risk')
  const evidence = labelsOf(me, id).find(({ key }) => key === 'churn_risk')!.evidence
  expect(evidence).toEqual({ silence: 61, sincePurchase: 181, 'growth:12': null, 'lowestScore:90': 2, 'repeats:90': 0, points: 65 })
})

test('a second run for the day moves nobody', async () => {
  buy(fresh({ potential: 'A' }), 100_000, DAY)
  await labelOn(DAY)
  const before = reader().select().from(customerTiers).all()
  await labelOn(DAY)
  expect(movesOfRun(lastRunRow().id)).toEqual([])
  expect(reader().select().from(customerTiers).all()).toEqual(before)
})

test('who falls out has a move out, and any day’s labels are rebuilt from the moves', async () => {
  const id = fresh()
  buy(id, 100_000, '2025-11-15')
  await labelOn(DAY)
  await labelOn('2026-11-16')
  expect(labelsWith(id)).not.toContain('high_value')
  const high = tierOf('high_value').id
  const on = (day: string) => labelsAsOf(me, day, { after: id - 1, to: id }).some(({ tierId }) => tierId === high)
  expect(['2026-10-30', DAY, '2026-11-15', '2026-11-16'].map(on)).toEqual([false, true, true, false])
  expect(
    movesOf(me, id)
      .filter(({ tierId }) => tierId === high)
      .map(({ kind, day, evidence }) => [kind, day, evidence]),
  ).toEqual([
    ['out', '2026-11-16', { 'amount:12': 0 }],
    ['in', DAY, { 'amount:12': 10_000_000 }],
  ])
})

test('a run keeps its rules and counts, and who has no label is counted as the rest', async () => {
  const [rich, _plain] = [fresh(), fresh()]
  buy(rich, 100_000, '2026-01-01')
  await labelOn(DAY)
  const { counts, rules, status, customers: total } = lastRunRow()
  const { tiers: by, none } = JSON.parse(counts) as Counts
  expect([status, total, none, by[tierOf('high_value').id]]).toEqual(['done', 2, 1, { have: 1, in: 1, out: 0, nearIn: 0, nearOut: 0 }])
  expect(JSON.parse(rules)[0]).toMatchObject({ key: 'high_value', version: 1 })
  expect(countsOf(me).get(tierOf('ordinary').id)).toBe(1)
  expect(countsOf(me).get(tierOf('high_value').id)).toBe(1)
})

test('who is deleted or merged away loses the labels', async () => {
  const [gone, merged] = [fresh(), fresh()]
  for (const id of [gone, merged]) buy(id, 100_000, DAY)
  await labelOn(DAY)
  writer().update(customers).set({ deletedAt: now() }).where(eq(customers.id, gone)).run()
  writer().update(customers).set({ status: 'merged' }).where(eq(customers.id, merged)).run()
  await labelOn(DAY)
  expect([labelsWith(gone), labelsWith(merged)]).toEqual([[], []])
})

test('a run that broke off half written is taken up, and ends as if nothing had been', async () => {
  const [one, two] = [fresh(), fresh()]
  for (const id of [one, two]) buy(id, 100_000, '2026-01-01')
  const machine = { job: 'tiers' }
  const { id } = execute(openTierRun, machine, { day: DAY }).after!
  execute(beginTierRun, machine, { id })
  const high = tierOf('high_value').id
  execute(writeTierRun, machine, { id, customers: 1, ins: JSON.stringify([[one, high, {}, 0]]), outs: '[]', kept: '[]', near: '[]' })
  await labelOn(DAY)
  expect(lastRunRow()).toMatchObject({ id, status: 'done' })
  expect(
    movesOfRun(id)
      .filter(({ tierId }) => tierId === high)
      .map(({ customerId }) => customerId)
      .sort(),
  ).toEqual([one, two].sort())
  expect((JSON.parse(lastRunRow().counts) as Counts).tiers[high]).toMatchObject({ have: 2, in: 2 })
})

test('a rule that cannot be worked out fails the run with a note, and labels stay', async () => {
  const id = fresh()
  buy(id, 100_000, DAY)
  await labelOn(DAY)
  const rule = { kind: 'any', groups: [[{ field: 'gone', op: 'gte', value: 1 }]] } as const
  writer()
    .insert(tiers)
    .values({ name: '旧标签', dimension: '旧', rule: { ...rule, groups: [[{ ...rule.groups[0][0] }]] }, priority: 9, updatedAt: 0 })
    .run()
  await expect(labelOn(DAY)).rejects.toThrow('gone')
  expect(lastRunRow()).toMatchObject({ status: 'failed', note: 'no field gone' })
  expect(labelsWith(id)).toContain('high_value')
  writer().delete(tiers).where(eq(tiers.name, '旧标签')).run()
})

test('a run that somebody asked for is done once, and not asked for twice', async () => {
  buy(fresh(), 100_000, today())
  const admin = aUser('admin')
  execute(runNow, admin, {})
  expect(() => execute(runNow, admin, {})).toThrow('正在计算')
  expect(await labelAsked()).toContain('1 位客户')
  expect(lastRunRow()).toMatchObject({ kind: 'asked', status: 'done', askedBy: admin.id, day: today() })
  expect(await labelAsked()).toBe('没有需要计算的')
})

function scored(customerId: number, scores: number[], day: string) {
  const at = instantOf(day, '10:00')
  const values = {
    number: `T${Math.random()}`,
    customerId,
    kind: 'complaint',
    urgency: 'low',
    description: '问',
    status: 'closed',
  } as const
  const { id } = writer()
    .insert(tickets)
    .values({ ...values, score: scores.at(-1)!, createdAt: at })
    .returning()
    .get()
  for (const score of scores) writer().insert(ticketScores).values({ ticketId: id, score, source: 'phone', at }).run()
}
