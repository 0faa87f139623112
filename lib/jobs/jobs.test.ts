import { beforeEach, expect, test } from 'vitest'
import { writer } from '#db/client'
import { auditLog } from '#db/schema/audit'
import { jobRuns } from '#db/schema/machine'
import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { aUser } from '#tests/factories'
import { announce } from './calendar.ts'
import { claimRun, finishRun, renewRun, requestBackup } from './commands.ts'
import { duePeriod, LEASE_MS, mayClaim, RETRY_MS } from './model.ts'
import { listAbandoned, listJobRuns } from './queries.ts'

const actor = { job: 'nightly' }
const key = { job: 'nightly', period: '2026-11-22' }
const claim = (period = key.period) => execute(claimRun, actor, { job: 'nightly', period })
const at = (text: string) => Date.parse(`${text}+08:00`)
const setClock = (moment: number) => (process.env.CLOCK_SHIFT = String(moment - Date.now()))
const START = at('2026-11-22T02:30:00')

beforeEach(() => {
  writer().delete(jobRuns).run()
  setClock(START)
})

test('a period is claimed once', () => {
  claim()
  expect(() => claim()).toThrow('正在运行')
  execute(finishRun, actor, { ...key, status: 'done', note: '' })
  expect(() => claim()).toThrow('处理过')
})

test('another period waits while one is alive, and is taken up when its lease is over (R-13)', () => {
  claim()
  expect(() => claim('2026-11-23')).toThrow('正在运行')
  setClock(START + LEASE_MS + 1000)
  claim('2026-11-23')
})

test('a run that says it is alive keeps its lease', () => {
  claim()
  setClock(START + LEASE_MS - 1000)
  execute(renewRun, actor, key)
  setClock(START + LEASE_MS + 1000)
  expect(() => claim()).toThrow('正在运行')
})

test('a run that died is taken up again, three times in all (R-15)', () => {
  for (const round of [0, 1, 2]) {
    setClock(START + round * (LEASE_MS + 1000))
    claim()
  }
  setClock(START + 3 * (LEASE_MS + 1000))
  expect(() => claim()).toThrow('处理过')
  expect(writer().select().from(jobRuns).all()).toMatchObject([{ attempts: 3 }])
})

test('a run that failed is tried again after a while, not before', () => {
  claim()
  execute(finishRun, actor, { ...key, status: 'failed', note: '磁盘空间不足' })
  setClock(START + RETRY_MS - 60_000)
  expect(() => claim()).toThrow('处理过')
  setClock(START + RETRY_MS + 60_000)
  claim()
})

test('by hand a done period may be done again', () => {
  claim()
  execute(finishRun, actor, { ...key, status: 'done', note: '' })
  execute(claimRun, actor, { ...key, again: true })
  expect(writer().select().from(jobRuns).all()).toMatchObject([{ status: 'running', attempts: 2 }])
})

test('the ledger leaves no rows in the audit log', () => {
  const before = writer().select().from(auditLog).all().length
  claim()
  execute(finishRun, actor, { ...key, status: 'done', note: '' })
  expect(writer().select().from(auditLog).all()).toHaveLength(before)
})

test('a backup that is asked for waits in the ledger, with an audit row; a second one is refused', () => {
  const admin = aUser('admin')
  execute(requestBackup, admin, {})
  expect(listAbandoned(START + 1000)).toMatchObject([{ job: 'backup', attempts: 0 }])
  expect(() => execute(requestBackup, admin, {})).toThrow('正在备份')
  expect(() => execute(requestBackup, aUser('sales'), {})).toThrow('没有权限')
})

test('the system page is told of each job: last run and next time', () => {
  announce(
    [
      { name: 'nightly', label: '夜间', cron: '30 2 * * *' },
      { name: 'weekly', label: '每周', cron: '0 8 * * 1' },
    ],
    () => {},
  )
  claim()
  const jobs = listJobRuns(grant(aUser('admin'), 'job.read'))
  expect(jobs).toMatchObject([
    { job: 'nightly', label: '夜间', nextAt: at('2026-11-23T02:30:00'), last: { status: 'running' } },
    { job: 'weekly', last: null },
  ])
})

test.each([
  ['before the set-up', 0, undefined],
  ['set up after the last one was due', at('2026-11-22T09:00:00'), undefined],
  ['set up before', at('2026-11-01T09:00:00'), '2026-11-22'],
])('what was due %s', (_, since, period) => {
  expect(duePeriod('30 2 * * *', at('2026-11-22T10:00:00'), since)).toBe(period)
})

test('what is done is never claimed again, however much later', () => {
  expect(mayClaim({ status: 'done', attempts: 1, leaseUntil: 0, finishedAt: 0 }, START)).toBe(false)
})
