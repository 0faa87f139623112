import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { reader } from '#db/client'
import { collaborators, contacts, profiles } from '#db/schema/archive'
import { auditLog } from '#db/schema/audit'
import { repairSteps, repairs } from '#db/schema/closing'
import { customers, formerValues, reveals } from '#db/schema/customers'
import { followUps, purchases, todos } from '#db/schema/followups'
import { handovers } from '#db/schema/handovers'
import { jobRuns } from '#db/schema/machine'
import { departments, users } from '#db/schema/people'
import { reports } from '#db/schema/reports'
import { strategies } from '#db/schema/strategies'
import { ideas, suggestions } from '#db/schema/suggestions'
import { surveyResponses } from '#db/schema/surveys'
import { ticketStatuses, tickets } from '#db/schema/tickets'
import { tierRuns } from '#db/schema/tiers'
import { listCustomers, matchCustomers } from '#lib/customers/list'
import { hasDemo } from '#lib/demo/queries'
import { isLate, standingOf } from '#lib/followups/model'
import { brokenLink } from '#lib/kernel/audit-chain'
import { grant } from '#lib/kernel/grant'
import { now as clock, DAY, dayOf } from '#lib/kernel/time'
import { fits } from '#lib/sessions/passwords'
import { findAccount } from '#lib/sessions/queries'
import { aUser } from '#tests/factories'
import { loadDemo } from './load.ts'

const now = clock()
const password = 'Heng!2026yi'
let accounts: Awaited<ReturnType<typeof loadDemo>>
// What somebody else sees while it is told: how many customers, and whether any of them is not marked.
const seen = new Map<number, number>()

beforeAll(async () => {
  expect(hasDemo()).toBe(false)
  const counting = setInterval(() => seen.set(count(customers), count(customers, sql`demo = 0`)), 0)
  accounts = await loadDemo({ password, now })
  clearInterval(counting)
})

const count = (table: typeof customers | typeof users | typeof departments | typeof followUps | typeof purchases, where = sql`1`) =>
  reader().select({ n: sql<number>`count(*)` }).from(table).where(where).get()!.n

test('ten colleagues in five departments, with the password for good', async () => {
  expect(accounts.map(({ login }) => login)).toEqual([
    'admin',
    'boss',
    'manager',
    'sales1',
    'sales2',
    'desk',
    'agent1',
    'agent2',
    'tech1',
    'ops1',
  ])
  expect(count(departments)).toBe(5)
  const boss = findAccount('boss')!
  expect(boss).toMatchObject({ role: 'boss', mustChangePassword: false, passwordExpiresAt: null, demo: true })
  expect(await fits(password, boss.passwordHash)).toBe(true)
})

test('everything the story made is marked, and the banner stands', () => {
  expect(hasDemo()).toBe(true)
  for (const table of [customers, users, departments, followUps, purchases]) expect(count(table, sql`demo = 0`)).toBe(0)
  expect(count(customers)).toBeGreaterThan(110)
  expect(count(followUps)).toBeGreaterThan(500)
  expect(reader().select({ n: sql<number>`count(distinct customer_id)` }).from(purchases).get()!.n).toBeGreaterThanOrEqual(40)
})

test('the workbench has something in every drawer', () => {
  const open = reader().select().from(todos).where(sql`status = 'open'`).all()
  const standing = (which: string) => open.filter(({ dueAt }) => standingOf(dueAt, now) === which)
  expect(standing('overdue').length).toBeGreaterThanOrEqual(6)
  expect(standing('today').length).toBeGreaterThanOrEqual(5)
  expect(standing('today').filter(({ dueTime }) => dueTime).length).toBeGreaterThanOrEqual(2)
  expect(standing('soon').length).toBeGreaterThanOrEqual(10)
  expect(open.some(({ moves }) => moves > 1)).toBe(true)
  expect(
    new Set(
      reader()
        .select({ status: todos.status })
        .from(todos)
        .all()
        .map(({ status }) => status),
    ),
  ).toEqual(new Set(['open', 'done', 'cancelled']))
})

test('some thirty companies are known better: who decides there, and a picture whose parts filter the list', () => {
  const people = reader().select().from(contacts).all()
  expect(people.length).toBeGreaterThanOrEqual(20)
  expect(people.every(({ demo, phone, roles }) => demo && /^130000\d{5}$/.test(phone) && roles.includes('decider'))).toBe(true)
  expect(people.some(({ isLunar }) => isLunar)).toBe(true)
  const drawn = reader().select().from(profiles).all()
  expect(new Set(drawn.map(({ serviceCategory }) => serviceCategory))).toEqual(new Set(['sme', 'large', 'government']))
  const long = listCustomers(grant(aUser('admin'), 'customer.read'), { cycle: 'long', size: 200 }).rows.map(({ id }) => id)
  expect(long.toSorted()).toEqual(
    drawn
      .filter(({ decisionCycle }) => decisionCycle === 'long')
      .map(({ id }) => id)
      .toSorted(),
  )
})

test('some customers have no next step, some have been silent for half a year', () => {
  expect(count(customers, sql`next_due_at is null`)).toBeGreaterThan(20)
  expect(count(customers, sql`last_contact_at < ${now - 180 * DAY}`)).toBeGreaterThan(8)
})

test('people are people: late entries, corrected slips, new names, looked-up numbers', () => {
  const told = reader().select().from(followUps).all()
  expect(told.filter(isLate).length).toBeGreaterThan(20)
  expect(told.every(({ occurredAt, createdAt }) => occurredAt <= createdAt && createdAt <= now)).toBe(true)
  const former = reader().select().from(formerValues).all()
  expect(new Set(former.map(({ field }) => field))).toEqual(new Set(['name', 'contact', 'phone']))
  expect(reader().select().from(reveals).all().length).toBeGreaterThan(5)
  const renamed = former.find(({ field }) => field === 'name')!
  expect(matchCustomers(grant(aUser('admin'), 'customer.read'), renamed.value).map(({ id }) => id)).toEqual([renamed.customerId])
})

test('it was told through the commands: nothing was refused, and the chain is whole', () => {
  const rows = reader()
    .$client.prepare('select l.*, c.changes from audit_log l left join audit_changes c on c.audit_id = l.id order by l.id')
    .all() as Record<string, unknown>[]
  expect(rows.filter(({ outcome }) => outcome === 'denied')).toEqual([])
  expect(brokenLink(rows.map(camel) as never)).toBeUndefined()
  expect(reader().select().from(auditLog).where(sql`action = 'demo.load'`).all()).toHaveLength(1)
})

test('some forty tickets, in every state, two of them repeated, one told again; what is going on has its clock', () => {
  const told = reader().select().from(tickets).all()
  expect(told.length).toBeGreaterThanOrEqual(40)
  const by = Map.groupBy(told, ({ status }) => status)
  expect([...by.keys()].toSorted()).toEqual([...ticketStatuses].toSorted())
  expect(told.filter(({ repeatOfId }) => repeatOfId !== null).length).toBeGreaterThanOrEqual(2)
  expect(told.some(({ reopenings }) => reopenings > 0)).toBe(true)
  expect(new Set(told.map(({ score }) => score))).toEqual(new Set([null, 2, 3, 4, 5]))
  expect(by.get('waiting')!.every(({ dueAt }) => dueAt === null)).toBe(true)
  expect(by.get('unreceived')!.some(({ dueAt }) => dueAt! < now)).toBe(true)
  expect(by.get('unreceived')!.some(({ dueAt }) => dueAt! > now)).toBe(true)
  expect(told.every(({ createdAt, closedAt }) => createdAt < now && (closedAt ?? 0) < now)).toBe(true)
})

test('after a ticket that hurt somebody rang back, when it was time', () => {
  const plans = reader().select().from(repairs).all()
  expect(plans.length).toBeGreaterThan(0)
  const steps = reader()
    .select({ status: todos.status, dueOn: todos.dueOn })
    .from(repairSteps)
    .innerJoin(todos, eq(todos.id, repairSteps.todoId))
    .all()
  expect(steps).toHaveLength(3 * plans.length)
  expect(steps.filter(({ status }) => status === 'done').length).toBeGreaterThan(0)
  expect(steps.filter(({ status, dueOn }) => status === 'open' && dueOn! < dayOf(now))).toEqual([])
})

test('wishes have become ideas, one landed and some who asked were told; some are still to be looked at', () => {
  const found = reader().select().from(ideas).all()
  expect(new Set(found.map(({ status }) => status))).toEqual(new Set(['new', 'weighed', 'landed']))
  const asked = reader()
    .select({ source: suggestions.source, ideaId: suggestions.ideaId, told: todos.status })
    .from(suggestions)
    .leftJoin(todos, eq(todos.id, suggestions.todoId))
    .all()
  expect(asked.filter(({ told }) => told === 'done').length).toBeGreaterThan(0)
  expect(asked.filter(({ ideaId }) => ideaId === null).length).toBeGreaterThanOrEqual(3)
  expect(new Set(asked.map(({ source }) => source))).toEqual(new Set(['hand', 'ticket', 'followUp', 'survey']))
})

test('customers have answered, one of them so that a ticket follows; colleagues help, customers have changed hands', () => {
  const answered = reader().select().from(surveyResponses).all()
  expect(answered.length).toBeGreaterThanOrEqual(6)
  expect(answered.filter(({ ticketId }) => ticketId !== null)).toHaveLength(1)
  expect(reader().select().from(collaborators).all().length).toBeGreaterThanOrEqual(2)
  expect(reader().select().from(handovers).all().length).toBeGreaterThan(0)
})

test('the machine is asked for labels, for the report of last month, and for a strategy on the right desks', () => {
  expect(reader().select().from(tierRuns).all()).toMatchObject([{ kind: 'asked', status: 'waiting', day: dayOf(now) }])
  expect(reader().select().from(reports).all()).toMatchObject([{ status: 'waiting' }])
  expect(
    reader()
      .select()
      .from(strategies)
      .all()
      .filter(({ active }) => active),
  ).toMatchObject([{ kind: 'managerCard' }])
  expect(
    new Set(
      reader()
        .select()
        .from(jobRuns)
        .all()
        .map(({ job }) => job),
    ),
  ).toEqual(new Set(['tiers', 'analysis', 'monthly-report', 'strategies']))
})

test('others had their turn while it was told, and saw nothing that was not marked', () => {
  expect(seen.size).toBeGreaterThan(5)
  expect([...seen.values()].filter((unmarked) => unmarked > 0)).toEqual([])
})

test('told again, it stays as it is', async () => {
  const before = count(followUps)
  expect(await loadDemo({ password: 'Andere!2026', now: now + DAY })).toEqual(accounts)
  expect(count(followUps)).toBe(before)
  expect(await fits(password, findAccount('boss')!.passwordHash)).toBe(true)
})

const camel = (row: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()), value]))
