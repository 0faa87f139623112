import { eq } from 'drizzle-orm'
import { beforeEach, expect, test, vi } from 'vitest'
import { reader, writer } from '#db/client'
import { customers } from '#db/schema/customers'
import { purchases } from '#db/schema/followups'
import { customerTiers, tierMoves, tierOverrides, tierRuns, tiers } from '#db/schema/tiers'
import { tidy } from '#jobs/tidy'
import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { addDays, DAY, now, today } from '#lib/kernel/time'
import { aCustomer, aDepartment, aUser } from '#tests/factories'
import { buy, labelAsked, labelOn, labelsWith, lastRunRow, movesOfRun, tierOf } from '#tests/tiers'
import { createTier, editTier, retireTier } from './commands.ts'
import type { Counts } from './model.ts'
import { listMoves } from './moves.ts'
import { override } from './overrides.ts'
import { findRun, lastRun } from './queries.ts'
import { applyTrial, dropTrial, tryRules } from './trials.ts'
import { monthsBefore } from './windows.ts'

vi.mock('#lib/tiers/in-worker', () => import('#tests/in-thread'))

const [sales, manager, admin] = [aUser('sales'), aUser('sales_manager', undefined, aDepartment().id), aUser('admin')]
const me = grant(admin, 'tier.read')
const amountOf = (yuan: number) => ({
  kind: 'any' as const,
  groups: [[{ field: 'amount', op: 'gte' as const, value: yuan * 100, window: 12 }]],
})
const start = reader().select().from(tiers).all()
const high = () => tierOf('high_value')
const spent = (yuan: number, day = today()) => {
  const { id } = aCustomer(sales)
  buy(id, yuan, day)
  return id
}

async function tried(
  changes: Parameters<typeof execute>[2] = { changes: [{ id: high().id, version: high().version, rule: amountOf(80_000) }] },
) {
  const { id } = execute(tryRules, manager, changes as never).after!
  await labelAsked()
  return id as number
}
const kindsOf = (runId: number, kind: string) =>
  movesOfRun(runId)
    .filter((move) => move.kind === kind)
    .map(({ customerId }) => customerId)
    .sort((a, b) => a - b)

beforeEach(() => {
  for (const table of [customerTiers, tierMoves, tierOverrides, tierRuns, purchases]) writer().delete(table).run()
  writer().update(customers).set({ deletedAt: now() }).run()
  for (const { id, ...values } of start) writer().update(tiers).set(values).where(eq(tiers.id, id)).run()
})

test('a trial shows who would come and who is near, and moves nobody (N-09)', async () => {
  const [has, comes, near, nearNot] = [spent(100_000), spent(80_000), spent(76_800), spent(71_999)]
  await labelOn(today())
  const id = await tried()
  expect([kindsOf(id, 'in'), kindsOf(id, 'out'), kindsOf(id, 'nearIn')]).toEqual([[comes], [], [near]])
  expect(movesOfRun(id).find(({ kind }) => kind === 'nearIn')?.gap).toBe('{"field":"amount","missing":320000}')
  expect([has, comes, near, nearNot].map((one) => labelsWith(one).includes('high_value'))).toEqual([true, false, false, false])
  expect(movesOfRun(id).every(({ day }) => day === null)).toBe(true)
  expect(findRun(me, id)).toMatchObject({
    kind: 'trial',
    status: 'ready',
    counts: { tiers: { [high().id]: { have: 2, in: 1, out: 0, nearIn: 1 } } },
  })
})

test('who will fall out within 31 days if nothing is bought is named with the days', async () => {
  const [soon, last, later] = [1, 31, 32].map((days) => spent(90_000, monthsBefore(addDays(today(), days), 12)))
  const id = await tried()
  expect(kindsOf(id, 'nearOut')).toEqual([soon, last])
  expect(
    movesOfRun(id)
      .filter(({ kind }) => kind === 'nearOut')
      .map(({ gap }) => gap),
  ).toEqual(['{"days":1}', '{"days":31}'])
  expect(later).toBeGreaterThan(0)
})

test('applying writes exactly what was shown, sets the rule, and the next night moves nobody', async () => {
  const [out, stays, comes] = [spent(100_000), spent(100_000), spent(80_000)]
  await labelOn(today())
  writer().delete(purchases).where(eq(purchases.customerId, out)).run()
  const id = await tried()
  const shown = [kindsOf(id, 'in'), kindsOf(id, 'out')]
  expect(shown).toEqual([[comes], [out]])
  // A purchase after the trial is the next run's.
  const late = spent(95_000)
  execute(applyTrial, manager, { id })
  await labelAsked()
  expect([out, stays, comes, late].map((one) => labelsWith(one).includes('high_value'))).toEqual([false, true, true, false])
  expect([kindsOf(id, 'in'), kindsOf(id, 'out')]).toEqual(shown)
  expect(
    movesOfRun(id)
      .filter(({ kind }) => kind === 'in' || kind === 'out')
      .every(({ day }) => day === today()),
  ).toBe(true)
  expect(high()).toMatchObject({ version: 2, updatedBy: manager.id, rule: amountOf(80_000) })
  expect(lastRun(me)).toMatchObject({ id, kind: 'applied', status: 'done' })
  await labelOn(today())
  const count = (JSON.parse(lastRunRow().counts) as Counts).tiers[high().id]
  expect(count).toMatchObject({ have: 3, in: 1, out: 0 })
})

test('who was merged, archived or thrown away after the trial gets no label by it, and no move says so', async () => {
  const [kept, ...gone] = [spent(80_000), spent(80_000), spent(80_000)]
  const id = await tried()
  const change = (at: number, values: object) => writer().update(customers).set(values).where(eq(customers.id, at)).run()
  change(gone[0]!, { deletedAt: now() })
  change(gone[1]!, { status: 'merged' })
  execute(applyTrial, manager, { id })
  await labelAsked()
  expect([kept!, ...gone].map((one) => labelsWith(one).includes('high_value'))).toEqual([true, false, false])
  expect(movesOfRun(id).flatMap(({ day, kind, customerId }) => (day && kind === 'in' ? [customerId] : []))).toEqual([kept])
  await labelOn(today())
  expect(lastRunRow().id).toBeGreaterThan(id)
})

test('an apply that breaks off goes on where it stood', async () => {
  const ids = Array.from({ length: 5 }, () => spent(80_000))
  const id = await tried()
  execute(applyTrial, manager, { id })
  const { applyTierMoves, beginTierRun } = await import('./runs.ts')
  execute(beginTierRun, { job: 'tiers' }, { id })
  execute(applyTierMoves, { job: 'tiers' }, { id, after: 0, most: 2 })
  expect(reader().select().from(customerTiers).where(eq(customerTiers.tierId, high().id)).all()).toHaveLength(2)
  await labelAsked()
  expect(ids.every((one) => labelsWith(one).includes('high_value'))).toBe(true)
  expect(kindsOf(id, 'in')).toEqual(ids)
})

test.each<[string, () => unknown]>([
  ['another run was written', () => labelOn(today())],
  ['somebody changed a label', () => execute(editTier, admin, { id: 3, version: 1, name: tierWith(3).name, dimension: '频次' })],
  [
    'somebody decided by hand',
    () => execute(override, admin, { customerId: spent(1), tierId: high().id, has: true, reason: '重点扶持', until: today() }),
  ],
])('a trial is not applied where meanwhile %s', async (_, meanwhile) => {
  spent(80_000)
  const id = await tried()
  await meanwhile()
  expect(() => execute(applyTrial, manager, { id })).toThrow('数据已变，请重新试算')
  expect(high().version).toBe(1)
})

test('a trial is applied or dropped once', async () => {
  const id = await tried()
  execute(dropTrial, manager, { id })
  expect(() => execute(applyTrial, manager, { id })).toThrow('已经处理过')
  expect(() => execute(dropTrial, manager, { id })).toThrow('已经处理过')
})

test('a trial that was left is tidied away after a week, a dropped one at once, an applied one never', async () => {
  spent(80_000)
  const [left, dropped, applied] = [await tried(), await tried(), await tried()]
  execute(dropTrial, manager, { id: dropped })
  execute(applyTrial, manager, { id: applied })
  await labelAsked()
  const runs = () =>
    reader()
      .select({ id: tierRuns.id })
      .from(tierRuns)
      .all()
      .map(({ id }) => id)
  await tidyTwice(now() + 6 * DAY)
  expect([runs(), movesOfRun(dropped)]).toEqual([[left, applied], []])
  await tidyTwice(now() + 8 * DAY)
  expect([runs(), movesOfRun(left)]).toEqual([[applied], []])
  expect(movesOfRun(applied)).toHaveLength(1)
})

test('two trials do not wait at once, and a label that has moved on is not tried', async () => {
  execute(tryRules, manager, { changes: [{ id: high().id, version: 1, rule: amountOf(80_000) }] })
  expect(() => execute(tryRules, manager, { changes: [{ id: high().id, version: 1, rule: amountOf(70_000) }] })).toThrow('另一次试算')
  await labelAsked()
  expect(() => execute(tryRules, manager, { changes: [{ id: high().id, version: 7, rule: amountOf(80_000) }] })).toThrow('已被其他人修改')
})

test.each<[string, unknown, string]>([
  [
    'a contradiction',
    {
      kind: 'any',
      groups: [
        [
          { field: 'amount', op: 'gte', value: 10 },
          { field: 'amount', op: 'lt', value: 5 },
        ],
      ],
    },
    '矛盾',
  ],
  ['an empty rule', { kind: 'any', groups: [] }, '至少填写一个条件'],
  ['the rest for a rule', { kind: 'rest' }, '请填写规则'],
  ['words of a query', { kind: 'any', groups: [[{ field: 'amount) or 1=1 --', op: 'gte', value: 1 }]] }, '没有这个字段'],
  ['a pattern', { kind: 'any', groups: [[{ field: 'source', op: '^(a+)+$', value: 'x' }]] }, '比较方式'],
  ['something beside', { kind: 'any', groups: [], sql: 'drop table customers' }, 'sql'],
])('%s is refused before anything is tried (J-05)', (_, rule, words) => {
  expect(() => execute(tryRules, manager, { changes: [{ id: high().id, version: 1, rule: rule as never }] })).toThrow(words)
  expect(reader().select().from(tierRuns).all()).toEqual([])
})

test('quotes in a value are a value', async () => {
  const rule = { kind: 'any', groups: [[{ field: 'source', op: 'eq', value: "'; drop table customers; --" }]] }
  const id = await tried({ changes: [{ id: high().id, version: 1, rule }] } as never)
  expect(findRun(me, id).status).toBe('ready')
  expect(reader().select().from(customers).limit(1).all()).toHaveLength(1)
})

test('a new label comes into use by its trial, and goes out of use with all that have it', async () => {
  const id = spent(500)
  const created = execute(createTier, admin, { name: '小额客户', dimension: '金额', rule: amountOf(400), priority: 9 }).after!
  await labelOn(today())
  expect(labelsWith(id)).not.toContain('小额客户')
  const run = await tried({ changes: [{ id: created.id, version: 1, active: true }] } as never)
  expect(kindsOf(run, 'in')).toEqual([id])
  execute(applyTrial, manager, { id: run })
  await labelAsked()
  expect(labelsWith(id)).toContain('小额客户')
  execute(retireTier, admin, { id: created.id, version: 2 })
  await labelAsked()
  expect(labelsWith(id)).not.toContain('小额客户')
})

test('labels that share a word exclude each other by priority, and their trial shows both sides', async () => {
  const [rich, some] = [spent(100_000), spent(50_000)]
  const lower = execute(createTier, admin, {
    name: '中价值客户',
    dimension: '金额',
    rule: amountOf(40_000),
    priority: 9,
    exclusive: '价值',
  }).after!
  const changes = [
    { id: lower.id, version: 1, active: true },
    { id: high().id, version: 1, exclusive: '价值' },
  ]
  const first = await tried({ changes } as never)
  execute(applyTrial, manager, { id: first })
  await labelAsked()
  expect([labelsWith(rich), labelsWith(some)].map((labels) => labels.filter((one) => /high|中/.test(one)))).toEqual([
    ['high_value'],
    ['中价值客户'],
  ])
  const second = await tried({ changes: [{ id: high().id, version: 2, rule: amountOf(50_000) }] } as never)
  expect(
    movesOfRun(second)
      .filter(({ kind }) => kind === 'in' || kind === 'out')
      .map(({ kind, tierId, customerId }) => [kind, tierId, customerId]),
  ).toEqual([
    ['in', high().id, some],
    ['out', lower.id, some],
  ])
})

test('who moves is shown within reach, the others as a number', async () => {
  const other = aUser('sales', undefined, aDepartment().id)
  spent(80_000)
  const { id: theirs } = aCustomer(other)
  buy(theirs, 80_000, today())
  const id = await tried()
  const seen = (user: typeof admin) => {
    const { rows, total, everywhere, beyond } = listMoves(grant(user, 'tier.read'), id, { tierId: high().id, kind: 'in' })
    return [rows.map(({ customerId }) => customerId).length, total, everywhere, beyond]
  }
  expect([seen(admin), seen(other)]).toEqual([
    [2, 2, 2, 0],
    [1, 1, 2, 1],
  ])
  expect(listMoves(grant(other, 'tier.read'), id, { tierId: high().id, kind: 'in' }).rows[0]?.customerId).toBe(theirs)
})

// The moves go one night, the run without moves the next.
async function tidyTwice(at: number) {
  for (let night = 0; night < 2; night++) await tidy({ at, signal: new AbortController().signal })
}

const tierWith = (id: number) => reader().select().from(tiers).where(eq(tiers.id, id)).get()!
