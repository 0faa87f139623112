import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { auditLog } from '#db/schema/audit'
import { customers } from '#db/schema/customers'
import { todos } from '#db/schema/followups'
import { settings } from '#db/schema/settings'
import { poolMoves, poolWarnings } from '#db/schema/sharing'
import { tendPool } from '#jobs/pool'
import { listCustomers } from '#lib/customers/list'
import { execute } from '#lib/execute'
import { attachFile } from '#lib/files/commands'
import { createTodo } from '#lib/followups/commands'
import { grant, type User } from '#lib/kernel/grant'
import { addDays, asOf, instantOf, now, today } from '#lib/kernel/time'
import { listNotifications } from '#lib/notifications/queries'
import { recordPurchase } from '#lib/purchases/commands'
import { aCustomer, aFollowUp, aUser } from '#tests/factories'
import { claimCustomers, configurePool, releaseCustomer } from './commands.ts'
import { listPool, listWarned } from './list.ts'
import { type Facts, type PoolRules, poolDefaults, verdictOf } from './model.ts'
import { readRules } from './queries.ts'
import { previewPool } from './queries-night.ts'

const rules: PoolRules = { ...poolDefaults, isOn: true, claimsPerDay: 0 }
const configure = (changes: Partial<PoolRules> = {}) => execute(configurePool, aUser('admin'), { ...rules, ...changes })
const release = (user: User, id: number, version = 1) => execute(releaseCustomer, user, { id, version, reason: '客户暂无需求' })
const claim = (user: User, ...ids: number[]) => execute(claimCustomers, user, { ids })
const ownerOf = (id: number) => reader().select().from(customers).where(eq(customers.id, id)).get()!.ownerId
const inPool = (user = aUser('sales'), filter = {}) => listPool(grant(user, 'pool.read'), filter).rows.map((row) => row.id)
const told = (user: User) => listNotifications(grant(user, 'notification.read')).rows.map(({ title }) => title)

function ownerless(values = {}) {
  const owner = aUser('sales')
  const customer = aCustomer(owner, values)
  release(owner, customer.id)
  return customer
}

beforeEach(() => {
  writer().delete(poolWarnings).run()
  writer().delete(settings).run()
})

const at = (day: string) => instantOf(day, '10:00')
const facts = (more: Partial<Facts> = {}): Facts => ({
  level: 'normal',
  potential: null,
  ownerId: 3,
  lastContactAt: at('2026-06-01'),
  createdAt: at('2026-01-01'),
  since: null,
  lastPurchaseOn: null,
  hasContract: false,
  ...more,
})
const warning = { ownerId: 3, silentSince: at('2026-06-01'), actsOn: '2026-08-30' }

// Ninety days after 1 June is 30 August; seven days before it, 23 August.
test.each<[string, Facts, string, string]>([
  ['spoken to a while ago', facts(), '2026-08-22', 'keep'],
  ['on the day of its warning', facts(), '2026-08-23', 'warn'],
  ['long silent, never warned', facts(), '2027-03-01', 'warn'],
  ['warned, its day not come', facts({ warning }), '2026-08-29', 'warned'],
  ['warned, its day come', facts({ warning }), '2026-08-30', 'recycle'],
  ['warned late: the day that was told', facts({ warning: { ...warning, actsOn: '2026-09-10' } }), '2026-09-09', 'warned'],
  ['spoken to since the warning', facts({ warning, lastContactAt: at('2026-08-25') }), '2026-08-30', 'keep'],
  ['handed on since the warning', facts({ warning, ownerId: 4 }), '2026-08-30', 'warn'],
  ['a new owner’s silence begins with them', facts({ since: at('2026-08-01') }), '2026-08-30', 'keep'],
  ['it bought something', facts({ lastPurchaseOn: '2026-08-01' }), '2026-08-30', 'keep'],
  ['never spoken to: since it was registered', facts({ lastContactAt: null }), '2026-03-25', 'warn'],
  ['VIP never falls silently', facts({ level: 'vip', warning }), '2027-08-30', 'keep'],
  ['a strategic one neither', facts({ level: 'strategic', warning }), '2027-08-30', 'keep'],
  ['nor one of high intent', facts({ potential: 'A', warning }), '2027-08-30', 'keep'],
  ['nor one under contract (W-40)', facts({ hasContract: true, warning }), '2027-08-30', 'keep'],
  ['nobody’s', facts({ ownerId: null }), '2027-08-30', 'keep'],
])('%s', (_, customer, day, does) => {
  expect(verdictOf(customer, rules, day).does).toBe(does)
})

test('what is spared may be named, each by itself', () => {
  const on = (changes: Partial<PoolRules>, more: Partial<Facts>) =>
    verdictOf(facts({ warning, ...more }), { ...rules, ...changes }, '2026-08-30').does
  expect(on({ vip: 90 }, { level: 'vip' })).toBe('recycle')
  expect(on({ takesA: true }, { potential: 'A' })).toBe('recycle')
  expect(on({ takesContract: true }, { hasContract: true })).toBe('recycle')
  expect(on({ vip: 90 }, { level: 'vip', potential: 'A' })).toBe('keep')
})

describe('off', () => {
  test('there is no pool until an administrator makes one', async () => {
    expect(readRules()).toMatchObject({ isOn: false })
    const owner = aUser('sales')
    const customer = aCustomer(owner)
    expect(() => release(owner, customer.id)).toThrow('公海没有启用')
    expect(() => claim(owner, customer.id)).toThrow('公海没有启用')
    expect(await asOf(now(), () => tendPool({ at: now(), signal: new AbortController().signal }))).toBe('公海没有启用')
  })

  test('switched off, its warnings are forgotten, so that none acts when it is switched on again', () => {
    const customer = aCustomer()
    const values = { id: customer.id, ownerId: customer.ownerId!, silentSince: 0, warnedAt: 0, actsOn: today() }
    writer().insert(poolWarnings).values(values).run()
    configure({ isOn: false })
    expect(reader().select().from(poolWarnings).all()).toEqual([])
  })
})

describe('on', () => {
  beforeEach(() => void configure())

  test('who lets a customer go no longer sees it, and anybody may claim it', () => {
    const [owner, other] = [aUser('sales'), aUser('sales')]
    const customer = aCustomer(owner, { name: '苏州放手精密机械有限公司' })
    release(owner, customer.id)
    expect(listCustomers(grant(owner, 'customer.read'), {}).total).toBe(0)
    expect(inPool(other)).toContain(customer.id)
    expect(listPool(grant(other, 'pool.read'), { q: '放手' }).rows[0]).toMatchObject({ region: '苏州' })
    expect(JSON.stringify(listPool(grant(other, 'pool.read'), { q: '放手' }).rows)).not.toMatch(/王|138/)
    claim(other, customer.id)
    expect(ownerOf(customer.id)).toBe(other.id)
    expect(inPool()).not.toContain(customer.id)
    expect(listCustomers(grant(other, 'customer.read'), {}).total).toBe(1)
    expect(actions(customer.id)).toEqual(expect.arrayContaining(['customer.release', 'pool.claim']))
  })

  test('filters ask for level, source, industry and place together', () => {
    const one = ownerless({ level: 'vip', source: '招投标', industry: 'I65', name: '成都云栖软件有限公司' })
    const filters = [{ level: 'vip' }, { source: '招投标' }, { industry: 'I' }, { region: '成都' }]
    for (const filter of filters) expect(inPool(undefined, filter)).toContain(one.id)
    expect(inPool(undefined, { level: 'vip', source: '招投标', industry: 'I', region: '成都' })).toEqual([one.id])
    for (const filter of [{ level: 'strategic' }, { source: '其他' }, { industry: 'C' }, { region: '厦门' }])
      expect(inPool(undefined, filter)).not.toContain(one.id)
    expect(listPool(grant(aUser('sales'), 'pool.read'), { q: '——' })).toMatchObject({ rows: [], total: 0 })
  })

  test('two claim at once: one has it, the other reads why not', () => {
    const customer = ownerless()
    const [first, second] = [aUser('sales'), aUser('sales')]
    claim(first, customer.id)
    expect(() => claim(second, customer.id)).toThrow('刚被同事领取')
    expect(ownerOf(customer.id)).toBe(first.id)
  })

  test('of several all are claimed or none', () => {
    const [one, other] = [ownerless(), ownerless()]
    const me = aUser('sales')
    claim(aUser('sales'), other.id)
    expect(() => claim(me, one.id, other.id)).toThrow('其中 1 位刚被同事领取')
    expect(ownerOf(one.id)).toBeNull()
    const third = ownerless()
    claim(me, one.id, third.id, third.id)
    expect([one, third].map(({ id }) => ownerOf(id))).toEqual([me.id, me.id])
  })

  test('nobody takes what is somebody’s, or lies in the bin', () => {
    expect(() => claim(aUser('sales'), aCustomer().id)).toThrow('刚被同事领取')
    const gone = ownerless()
    writer().update(customers).set({ deletedAt: now() }).where(eq(customers.id, gone.id)).run()
    expect(() => claim(aUser('sales'), gone.id)).toThrow('刚被同事领取')
  })

  test('the limits of a day and of what one holds are kept, and say what is left', () => {
    const me = aUser('sales')
    const all = [ownerless(), ownerless(), ownerless()].map(({ id }) => id)
    configure({ claimsPerDay: 2 })
    expect(() => claim(me, ...all)).toThrow('今天还可以领取 2 位')
    claim(me, ...all.slice(0, 2))
    expect(() => claim(me, all[2]!)).toThrow('今天还可以领取 0 位')
    asOf(instantOf(addDays(today(), 1), '09:00'), () => claim(me, all[2]!))
    configure({ mostHeld: 3 })
    expect(() => claim(me, ownerless().id)).toThrow('你已有 3 位，还可以领取 0 位')
  })

  test('a former owner waits, others need not', () => {
    const owner = aUser('sales')
    const customer = aCustomer(owner)
    release(owner, customer.id)
    expect(() => claim(owner, customer.id)).toThrow('满 30 天后才能领回')
    asOf(now() + 31 * 86_400_000, () => claim(owner, customer.id))
    expect(ownerOf(customer.id)).toBe(owner.id)
  })

  test('what was planned waits in the pool, and goes to whoever takes the customer up', () => {
    const [owner, other, helper] = [aUser('sales'), aUser('sales'), aUser('service')]
    const customer = aCustomer(owner)
    execute(createTodo, owner, { customerId: customer.id, title: '送样', dueOn: today() })
    execute(createTodo, owner, { customerId: customer.id, title: '开票', dueOn: today(), assigneeId: helper.id })
    release(owner, customer.id)
    const held = () =>
      reader()
        .select()
        .from(todos)
        .where(eq(todos.customerId, customer.id))
        .all()
        .map((todo) => todo.assigneeId)
    expect(held()).toEqual([null, helper.id])
    claim(other, customer.id)
    expect(held()).toEqual([other.id, helper.id])
  })

  test('one lets one’s own customers go, the version read and a reason given', () => {
    const owner = aUser('sales')
    const customer = aCustomer(owner)
    expect(() => release(aUser('sales'), customer.id)).toThrow('找不到客户')
    expect(() => release(owner, customer.id, 7)).toThrow('被改过')
    expect(() => execute(releaseCustomer, owner, { id: customer.id, version: 1, reason: ' ' })).toThrow('请填写放入公海的原因')
    execute(releaseCustomer, aUser('admin'), { id: customer.id, version: 1, reason: '长期无人联系' })
    expect(told(owner)[0]).toContain('长期无人联系')
  })
})

describe('by night', () => {
  const run = async (days: number) => {
    const moment = instantOf(addDays(today(), days), '04:20')
    const before = process.env.CLOCK_SHIFT
    process.env.CLOCK_SHIFT = String(moment - Date.now())
    try {
      return await tendPool({ at: moment, signal: new AbortController().signal })
    } finally {
      if (before === undefined) delete process.env.CLOCK_SHIFT
      else process.env.CLOCK_SHIFT = before
    }
  }
  beforeEach(() => {
    writer().update(customers).set({ deletedAt: now() }).run()
    configure()
  })

  test('the owner is warned first; days later, still silent, the customer goes, and the owner reads of both', async () => {
    const owner = aUser('sales')
    const [silent, vip, spoken] = [aCustomer(owner), aCustomer(owner, { level: 'vip' }), aCustomer(owner)]
    expect(await run(82)).toBe('回收 0 位，预警 0 位')
    expect(await run(83)).toBe('回收 0 位，预警 2 位')
    expect(await run(83)).toBe('回收 0 位，预警 0 位')
    expect(told(owner)).toEqual(['2 位客户长时间没有联系，7 天后将回收到公海'])
    expect(listWarned(grant(owner, 'customer.release'), {}).rows.map(({ id }) => id)).toEqual([silent.id, spoken.id])
    asOf(instantOf(addDays(today(), 85), '10:00'), () => aFollowUp(owner, spoken.id))
    expect(await run(89)).toBe('回收 0 位，预警 0 位')
    expect(await run(90)).toBe('回收 1 位，预警 0 位')
    expect([silent, vip, spoken].map(({ id }) => ownerOf(id))).toEqual([null, owner.id, owner.id])
    expect(told(owner)[0]).toBe('1 位客户长时间没有联系，已回收到公海')
    expect(actions(silent.id)).toEqual(expect.arrayContaining(['pool.warn', 'pool.recycle']))
    expect(reader().select().from(poolWarnings).all()).toEqual([])
    expect(reader().select().from(poolMoves).where(eq(poolMoves.customerId, silent.id)).get()).toMatchObject({ userId: owner.id, by: null })
  })

  test('switched on late, it warns before it acts, however long the silence', async () => {
    const customer = aCustomer()
    expect(await run(400)).toBe('回收 0 位，预警 1 位')
    expect(await run(406)).toBe('回收 0 位，预警 0 位')
    expect(await run(407)).toBe('回收 1 位，预警 0 位')
    expect(ownerOf(customer.id)).toBeNull()
  })

  test('contracts and purchases hold a customer', async () => {
    const owner = aUser('sales')
    const [signed, bought] = [aCustomer(owner), aCustomer(owner)]
    const file = { kind: 'contract', originalName: 'a.pdf', extension: 'pdf', bytes: 9, sha256: 'a'.repeat(64) } as const
    execute(attachFile, owner, { ...file, customerId: signed.id })
    asOf(instantOf(addDays(today(), 60), '10:00'), () =>
      execute(recordPurchase, owner, { customerId: bought.id, product: '耗材', quantity: '1', amount: '9', purchasedOn: today() }),
    )
    expect(await run(100)).toBe('回收 0 位，预警 0 位')
    expect(await run(150)).toBe('回收 0 位，预警 1 位')
  })

  test('the preview says what the night then does', async () => {
    const owner = aUser('sales')
    aCustomer(owner)
    await run(83)
    const preview = (days: number) => previewPool(grant(aUser('admin'), 'pool.configure'), rules, addDays(today(), days))
    expect(preview(89)).toMatchObject({ recycled: [], soon: [] })
    expect(preview(90).recycled).toMatchObject([{ owner: owner.name, does: 'recycle' }])
    aCustomer(owner)
    expect(preview(75).soon).toEqual([])
    expect(preview(76).soon).toHaveLength(1)
    expect(await run(90)).toBe('回收 1 位，预警 1 位')
  })

  test('many owners and many customers are walked through in portions', async () => {
    const owners = [aUser('sales'), aUser('sales')]
    for (const owner of owners) for (let n = 0; n < 45; n++) aCustomer(owner)
    expect(await run(83)).toBe('回收 0 位，预警 90 位')
    expect(await run(90)).toBe('回收 90 位，预警 0 位')
    for (const owner of owners)
      expect(told(owner)).toEqual(['45 位客户长时间没有联系，已回收到公海', '45 位客户长时间没有联系，7 天后将回收到公海'])
  })
})

const actions = (customerId: number) =>
  reader()
    .select()
    .from(auditLog)
    .where(eq(auditLog.customerId, customerId))
    .all()
    .map(({ action }) => action)
