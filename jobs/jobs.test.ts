import { beforeEach, expect, test, vi } from 'vitest'
import { reader, writer } from '#db/client'
import { auditLog } from '#db/schema/audit'
import { todos } from '#db/schema/followups'
import { jobRuns, notifications } from '#db/schema/machine'
import { sessions } from '#db/schema/people'
import { onceKeys } from '#db/schema/settings'
import { writeRestoreMark } from '#lib/backups/restore-mark'
import { log } from '#lib/door/log'
import { execute } from '#lib/execute'
import { askedPeriod } from '#lib/jobs/model'
import { now } from '#lib/kernel/time'
import { setUpCompany } from '#lib/settings/commands'
import { aCustomer, aUser } from '#tests/factories'
import { remind } from './reminders.ts'
import { takeUpRestore } from './restored.ts'
import { runJob } from './run.ts'
import { findJob, type Job, schedule } from './schedule.ts'
import { type Running, tick } from './tick.ts'
import { tidy } from './tidy.ts'

log.level = 'silent'
const at = (text: string) => Date.parse(`${text}+08:00`)
const setClock = (moment: number) => (process.env.CLOCK_SHIFT = String(moment - Date.now()))
const { signal } = new AbortController()
const runs = (job: string) =>
  writer()
    .select()
    .from(jobRuns)
    .all()
    .filter((run) => run.job === job)
const told = () => writer().select().from(notifications).all()

beforeEach(() => {
  setClock(at('2026-11-20T09:00:00'))
  for (const table of [jobRuns, notifications, todos]) writer().delete(table).run()
})

test('every job has a name of its own, a cron expression and a word for people', () => {
  expect(new Set(schedule.map(({ name }) => name)).size).toBe(schedule.length)
  expect(schedule.map(({ name }) => name)).toEqual([
    'reminders',
    'tickets',
    'suggestions',
    'backup',
    'tiers',
    'recycle',
    'analysis',
    'signs',
    'pool',
    'strategies',
    'duplicates',
    'monthly-report',
    'surveys',
    'tidy',
  ])
  expect(findJob('nothing')).toBeUndefined()
})

const company = () => execute(setUpCompany, { job: 'test' }, { companyName: '测试公司', companyPrefix: 'Q', personPrefix: 'G' })
const nightly = (run: Job['run']): Job => ({ name: 'nightly', label: '夜间', cron: '30 2 * * *', run })

async function tickAt(moment: number, jobs: Job[], running: Running = new Map()) {
  setClock(moment)
  tick(jobs, running, signal)
  await Promise.all(running.values())
}

test('before the set-up nothing runs; what was missed is done once, many nights as one (R-14)', async () => {
  const done: string[] = []
  const job = nightly(async ({ period }) => done.push(period).toString())
  await tickAt(at('2026-11-20T03:00:00'), [job])
  expect(done).toEqual([])
  company()
  await tickAt(at('2026-11-21T02:29:00'), [job])
  expect(done).toEqual([])
  await tickAt(at('2026-11-21T02:31:00'), [job])
  await tickAt(at('2026-11-21T02:32:00'), [job])
  await tickAt(at('2026-11-27T11:00:00'), [job])
  await tickAt(at('2026-11-27T11:01:00'), [job])
  await tickAt(at('2026-11-27T09:00:00'), [job]) // the clock jumped back
  expect(done).toEqual(['2026-11-21', '2026-11-27'])
})

test('a job that is still at work is not begun again, here or by another process (R-13)', async () => {
  const { promise, resolve } = Promise.withResolvers<string>()
  const begun: string[] = []
  const slow = nightly(({ period }) => {
    begun.push(period)
    return promise
  })
  const running: Running = new Map()
  for (const minute of ['02:31', '02:32', '02:33']) {
    setClock(at(`2026-11-22T${minute}:00`))
    tick([slow], running, signal)
    tick([slow], new Map(), signal)
  }
  resolve('')
  await Promise.all(running.values())
  expect(begun).toEqual(['2026-11-22'])
})

test('what failed is told to the administrators once a day, and tried three times', async () => {
  const admin = aUser('admin')
  let tries = 0
  const failing = nightly(async () => {
    tries++
    throw new Error('磁盘空间不足')
  })
  for (let hour = 3; hour < 23; hour++) await tickAt(at(`2026-11-22T${String(hour).padStart(2, '0')}:00:00`), [failing])
  expect(tries).toBe(3)
  expect(runs('nightly')).toMatchObject([{ status: 'failed', attempts: 3, note: '磁盘空间不足' }])
  expect(told().filter(({ userId }) => userId === admin.id)).toMatchObject([{ kind: 'machine', title: '夜间未完成：磁盘空间不足' }])
})

test('what died is done again when its lease is over; what died three times is closed (R-15)', async () => {
  setClock(at('2026-11-22T02:31:00'))
  writer()
    .insert(jobRuns)
    .values({ job: 'nightly', period: '2026-11-22', status: 'running', attempts: 1, startedAt: 0, leaseUntil: at('2026-11-22T02:34:00') })
    .run()
  const done: string[] = []
  const job = nightly(async ({ period }) => done.push(period).toString())
  await tickAt(at('2026-11-22T02:33:00'), [job])
  expect(done).toEqual([])
  await tickAt(at('2026-11-22T02:35:00'), [job])
  expect(done).toEqual(['2026-11-22'])
  writer().update(jobRuns).set({ status: 'running', attempts: 3, leaseUntil: 0 }).run()
  await tickAt(at('2026-11-22T02:36:00'), [job])
  expect(runs('nightly')).toMatchObject([{ status: 'failed', note: '多次中断，不再重试' }])
})

test('cut short by the end of the process, a run stays open for the next, who need not wait', async () => {
  const stop = new AbortController()
  stop.abort()
  const outcome = await runJob(
    nightly(async (run) => {
      run.signal.throwIfAborted()
      return ''
    }),
    { period: 'x', at: 0, signal: stop.signal },
  )
  expect(outcome).toBeUndefined()
  const [left] = runs('nightly')
  expect(left).toMatchObject({ status: 'running', attempts: 1 })
  expect(left!.leaseUntil).toBeLessThanOrEqual(now())
})

const aTodo = (assigneeId: number, customerId: number, dueAt: number, dueTime: string | null = null) =>
  writer()
    .insert(todos)
    .values({ customerId, assigneeId, title: '提交方案', dueOn: '2026-11-22', dueTime, dueAt, createdAt: 0 })
    .returning()
    .get()

test('people are told of what is due and overdue, once, and no one else is', async () => {
  const [sales, gone] = [aUser('sales'), aUser('sales')]
  const customer = aCustomer(sales, { name: '苏州蓝澜电子科技有限公司' })
  const todo = aTodo(sales.id, customer.id, at('2026-11-22T23:59:59'))
  aTodo(sales.id, customer.id, at('2026-11-20T14:30:00'), '14:30')
  aTodo(sales.id, customer.id, at('2026-11-29T14:30:00'), '14:30')
  aTodo(gone.id, customer.id, at('2026-11-20T14:30:00'), '14:30')
  writer().$client.prepare('update users set active = 0 where id = ?').run(gone.id)
  const moment = at('2026-11-22T08:00:00')
  expect(await remind({ at: moment - 60_000, signal })).toBe('提醒 0 条')
  expect(await remind({ at: moment, signal })).toBe('提醒 2 条')
  expect(await remind({ at: moment + 300_000, signal })).toBe('提醒 0 条')
  expect(told().map(({ userId, title, href }) => ({ userId, title, href }))).toEqual([
    { userId: sales.id, title: '已逾期 2 天：提交方案 · 苏州蓝澜电子科技有限公司', href: `/todos/${todo.id + 1}` },
    { userId: sales.id, title: '今天到期：提交方案 · 苏州蓝澜电子科技有限公司', href: `/todos/${todo.id}` },
  ])
})

test('thousands of due to-dos are each told once, with turns for the others in between', async () => {
  const [one, other] = [aUser('sales'), aUser('sales')]
  const customer = aCustomer(one)
  writer().transaction((tx) => {
    for (let n = 0; n < 3000; n++)
      tx.insert(todos)
        .values({
          customerId: customer.id,
          assigneeId: n % 2 ? one.id : other.id,
          title: '回访',
          dueOn: '2026-11-20',
          dueAt: at('2026-11-20T23:59:59') + (n % 7),
          createdAt: 0,
        })
        .run()
  })
  let turns = 0
  const others = setInterval(() => turns++, 0)
  expect(await remind({ at: at('2026-11-22T10:00:00'), signal })).toBe('提醒 3000 条')
  clearInterval(others)
  expect(turns).toBeGreaterThan(5)
  const read = vi.spyOn(reader().$client, 'prepare')
  expect(await remind({ at: at('2026-11-22T10:05:00'), signal })).toBe('提醒 0 条')
  const asked = read.mock.calls.map(([text]) => text)
  expect(asked.filter((text) => text.includes('todos')).length).toBeGreaterThan(10)
  expect(
    asked.filter((text) => text.includes('customers')),
    'what has been said is not read',
  ).toEqual([])
  read.mockRestore()
})

test('what nobody needs any more goes, what is young stays', async () => {
  const user = aUser('sales')
  const moment = at('2026-11-22T03:40:00')
  const day = 86_400_000
  for (const [key, age] of [
    ['old', 3],
    ['young', 1],
  ] as const)
    writer()
      .insert(onceKeys)
      .values({ key, command: 'x', rowId: 1, at: moment - age * day })
      .run()
  for (const [sid, age] of [
    ['old', 31],
    ['young', 29],
  ] as const)
    writer()
      .insert(sessions)
      .values({ sid, userId: user.id, address: '', userAgent: '', createdAt: 0, seenAt: 0, expiresAt: moment - age * day })
      .run()
  const message = { userId: user.id, kind: 'todo', title: 't', href: '/', createdAt: 0 } as const
  writer()
    .insert(notifications)
    .values([
      { ...message, key: 'read', readAt: moment - 91 * day },
      { ...message, key: 'unread' },
      { ...message, key: 'fresh', readAt: moment - 89 * day },
    ])
    .run()
  expect(await tidy({ at: moment, signal })).toBe('表单凭据 1，过期会话 1，已读通知 1')
  expect(
    writer()
      .select()
      .from(onceKeys)
      .all()
      .map(({ key }) => key),
  ).toEqual(['young'])
  expect(
    writer()
      .select()
      .from(sessions)
      .all()
      .map(({ sid }) => sid),
  ).toEqual(['young'])
  expect(told().map(({ key }) => key)).toEqual(['unread', 'fresh'])
  expect(await tidy({ at: moment, signal })).toBe('没有需要清理的')
})

test('after a restore the server notes it and ends the sessions of the state put back, once (D-03)', () => {
  const { id: userId } = aUser('sales')
  writer()
    .insert(sessions)
    .values({ sid: 'from before', userId, address: '', userAgent: '', createdAt: 0, seenAt: 0, expiresAt: 9e15 })
    .run()
  writeRestoreMark(process.env.DATA_DIR!, { name: 'kehu-20261122-023000.tar', at: 1 })
  for (const _ of [1, 2]) takeUpRestore()
  expect(
    writer()
      .select()
      .from(sessions)
      .all()
      .filter(({ revokedAt }) => revokedAt === null),
  ).toEqual([])
  expect(
    writer()
      .select()
      .from(auditLog)
      .all()
      .filter(({ action }) => action === 'backup.restore'),
  ).toMatchObject([{ actor: '系统：restore', why: 'kehu-20261122-023000.tar' }])
})

test('what a job asks of another is begun when it ends, not at the next minute', async () => {
  const asked: string[] = []
  const wish = (job: string) => {
    const values = { job, period: askedPeriod(now()), status: 'running', attempts: 0, startedAt: now(), leaseUntil: now() } as const
    return writer().insert(jobRuns).values(values).run().changes
  }
  const second: Job = { ...nightly(async () => 'x'), name: 'second', run: async () => String(asked.push('second')) }
  const first: Job = { ...nightly(async () => 'x'), name: 'first', run: async () => String(wish('second')) }
  wish('first')
  const running: Running = new Map()
  tick([first, second], running, signal)
  while (running.size > 0) await Promise.all(running.values())
  expect(asked).toEqual(['second'])
})
