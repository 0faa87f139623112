import { eq } from 'drizzle-orm'
import { beforeEach, expect, test, vi } from 'vitest'
import { reader, writer } from '#db/client'
import { auditLog } from '#db/schema/audit'
import { purchases } from '#db/schema/followups'
import { customerTiers, tierMoves, tierOverrides, tierRuns } from '#db/schema/tiers'
import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { addDays, today } from '#lib/kernel/time'
import { aCustomer, aDepartment, aUser } from '#tests/factories'
import { buy, labelOn, labelsWith, tierOf } from '#tests/tiers'
import { createTier } from './commands.ts'
import { nearIn } from './near.ts'
import { endOverride, override } from './overrides.ts'
import { labelsOf, movesOf, overridesOf } from './queries-held.ts'
import { beginTierRun, openTierRun, writeTierRun } from './runs.ts'
import { nearOf, reasonsOf, whyOf } from './why.ts'

vi.mock('#lib/tiers/in-worker', () => import('#tests/in-thread'))

const ours = aDepartment().id
const [manager, seller, admin] = [aUser('sales_manager', undefined, ours), aUser('sales', undefined, ours), aUser('admin')]
const me = grant(admin, 'tier.read')
const high = tierOf('high_value').id
const decide = (customerId: number, has: boolean, until = addDays(today(), 30), by = manager) =>
  execute(override, by, { customerId, tierId: high, has, reason: '董事长关照', until }).after!

beforeEach(() => {
  for (const table of [customerTiers, tierMoves, tierOverrides, tierRuns, purchases]) writer().delete(table).run()
})

test('a label given by hand is there at once, marked, with its end, and audited (I-11)', async () => {
  const { id } = aCustomer(seller)
  decide(id, true)
  expect(labelsOf(me, id)).toMatchObject([{ key: 'high_value', byHand: true, until: addDays(today(), 30), since: today() }])
  expect(movesOf(me, id)).toMatchObject([{ kind: 'in', runId: null }])
  const record = reader().select().from(auditLog).where(eq(auditLog.customerId, id)).all().at(-1)
  expect(record).toMatchObject({ action: 'tier.override', actorId: manager.id, outcome: 'done' })
  await labelOn(today())
  expect(labelsWith(id)).toContain('high_value')
})

test('a label kept away by hand goes at once, and no run brings it back before its day', async () => {
  const { id } = aCustomer(seller)
  buy(id, 100_000, today())
  await labelOn(today())
  decide(id, false, addDays(today(), 5))
  expect(labelsWith(id)).not.toContain('high_value')
  await labelOn(addDays(today(), 5))
  expect(labelsWith(id)).not.toContain('high_value')
  await labelOn(addDays(today(), 6))
  expect(labelsWith(id)).toContain('high_value')
  expect(overridesOf(me, id)).toEqual([])
})

test('a label by hand ends with its last day', async () => {
  const { id } = aCustomer(seller)
  decide(id, true, today())
  await labelOn(today())
  expect(labelsWith(id)).toContain('high_value')
  await labelOn(addDays(today(), 1))
  expect(labelsWith(id)).not.toContain('high_value')
})

test('what is decided by hand while a run is under way stands', () => {
  const [kept, given] = [aCustomer(seller).id, aCustomer(seller).id]
  const machine = { job: 'tiers' }
  const { id } = execute(openTierRun, machine, { day: today() }).after!
  execute(beginTierRun, machine, { id })
  decide(kept, false)
  decide(given, true)
  const [ins, outs] = [[kept, given], [given]].map((ids) => JSON.stringify(ids.map((one) => [one, high, {}, 0])))
  execute(writeTierRun, machine, { id, customers: 2, ins: ins!, outs: outs!, kept: '[]', near: '[]' })
  expect([labelsWith(kept), labelsWith(given)]).toEqual([[], ['high_value']])
  expect([movesOf(me, kept), movesOf(me, given).length]).toEqual([[], 1])
})

test('taken back, the rule says it again at once', () => {
  const [poor, rich] = [aCustomer(seller).id, aCustomer(seller).id]
  buy(rich, 100_000, today())
  const [given, kept] = [decide(poor, true), decide(rich, false)]
  for (const { id } of [given, kept]) execute(endOverride, manager, { id })
  expect([labelsWith(poor), labelsWith(rich).includes('high_value')]).toEqual([[], true])
  expect(() => execute(endOverride, manager, { id: given.id })).toThrow('找不到')
})

test('another decision about the same label ends the one before', () => {
  const { id } = aCustomer(seller)
  decide(id, true)
  decide(id, false)
  expect(overridesOf(me, id)).toMatchObject([{ has: false, reason: '董事长关照', by: manager.name }])
  expect(labelsWith(id)).toEqual([])
})

test.each([
  ['a day in the past', { until: addDays(today(), -1) }, '截止日期'],
  ['more than a year', { until: addDays(today(), 367) }, '截止日期'],
  ['no day', { until: '' }, '截止日期'],
  ['no reason', { reason: ' ' }, '原因'],
  ['a reason of 201 words', { reason: '长'.repeat(201) }, '200'],
  ['the rest', { tierId: tierOf('ordinary').id }, '不能人工设定'],
  ['no such label', { tierId: 9999 }, '找不到'],
])('%s is refused', (_, values, words) => {
  const input = { customerId: aCustomer(seller).id, tierId: high, has: true, reason: '关照', until: today(), ...values }
  expect(() => execute(override, manager, input)).toThrow(words)
})

test('a manager decides over the own department alone, a seller not at all', () => {
  const elsewhere = aCustomer(aUser('sales', undefined, aDepartment().id)).id
  expect(() => decide(elsewhere, true)).toThrow('找不到客户')
  expect(() => decide(aCustomer(seller).id, true, today(), seller)).toThrow('没有权限')
  expect(decide(elsewhere, true, today(), admin)).toBeDefined()
})

test('every label answers 凭什么 with its rule, the figures and the rows, and how far the next is', () => {
  const { id } = aCustomer(seller)
  buy(id, 60_000, today())
  buy(id, 36_800, addDays(today(), -30))
  buy(id, 50_000, addDays(today(), -400))
  const why = whyOf(me, id, high)
  expect(why).toMatchObject({ text: '近 12 个月合作金额 ≥ ¥100,000', holds: false, gap: '差 ¥3,200', label: undefined })
  expect(why.groups).toEqual([
    {
      holds: false,
      conditions: [
        { text: '近 12 个月合作金额 ≥ ¥100,000', label: '近 12 个月合作金额', figure: '¥96,800', holds: false, gap: '差 ¥3,200' },
      ],
    },
  ])
  expect(why.rows.purchases).toMatchObject({ total: 2, fen: 9_680_000, rows: [{ amountFen: 6_000_000 }, { amountFen: 3_680_000 }] })
  expect(nearOf(me, id).find(({ tier }) => tier.key === 'high_value')?.gap).toBe('差 ¥3,200')
  expect(reasonsOf(me, [id], tierOf('industry_key').id).get(id)?.reasons[0]).toMatchObject({ figure: '100%', holds: true })
})

test('what is out of reach tells nothing', () => {
  const { id } = aCustomer(aUser('sales', undefined, aDepartment().id))
  const theirs = grant(seller, 'tier.read')
  for (const ask of [() => labelsOf(theirs, id), () => movesOf(theirs, id), () => whyOf(theirs, id, high), () => nearOf(theirs, id)])
    expect(ask).toThrow('找不到客户')
})

test('on an archive every amount and count short is told, however far; a trial lists the near alone', () => {
  const { id } = aCustomer(seller)
  for (const days of [0, 30, 60]) buy(id, 5000, addDays(today(), -days))
  expect(whyOf(me, id, high).groups[0]!.conditions[0]!.gap).toBe('差 ¥85,000')
  const gapTo = (key: string) => nearOf(me, id).find(({ tier }) => tier.key === key)?.gap
  expect(gapTo('high_value')).toBe('差 ¥85,000')
  expect(gapTo('active')).toBe('差 2 次')
  expect(gapTo('dormant')).toBe('')
  const { rule } = tierOf('high_value')
  expect(nearIn(rule, 0, { 'amount:12': 1_500_000 })).toBeUndefined()
})

test('what cannot be seen is no word: in a label’s name, its dimension or a reason', () => {
  const words = (values: object) => () =>
    execute(createTier, admin, { name: '看得见', dimension: '自定', rule: tierOf('active').rule, priority: 9, ...values } as never)
  for (const blank of ['\u200b\u200b', '\u3164\u3164', '\u202e\u200f']) {
    expect(words({ name: blank })).toThrow()
    expect(words({ dimension: blank })).toThrow()
    const { id: customerId } = aCustomer(seller)
    const decided = { customerId, tierId: high, has: true, reason: blank, until: today() }
    expect(() => execute(override, manager, decided)).toThrow()
  }
  const { name } = execute(createTier, admin, { name: '\u202e倒写', dimension: '自定', rule: tierOf('active').rule, priority: 9 } as never)
    .after!
  expect(name).toBe('倒写')
})
