import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { writer } from '#db/client'
import { importJobs, importRows } from '#db/schema/imports'
import { execute } from '#lib/execute'
import { DAY } from '#lib/kernel/time'
import { anImport, aUser } from '#tests/factories'
import { mapImport } from '../imports/commands.ts'
import { tidyUp } from './commands.ts'
import { countStale } from './stale.ts'

const START = Date.parse('2026-11-22T03:40:00+08:00')
const actor = { job: 'tidy' }
type Job = typeof importJobs.$inferSelect
const jobOf = (id: number) => writer().select().from(importJobs).where(eq(importJobs.id, id)).get()!
const rowsOf = (id: number) => writer().select().from(importRows).where(eq(importRows.jobId, id)).all().length
const tidy = (limit: number) => execute(tidyUp, actor, { kind: 'importRows', at: START, limit })

function aSheet(set: Partial<Job>, by = aUser('admin')) {
  const { id } = anImport(by)
  writer()
    .update(importJobs)
    .set({ createdAt: START - 40 * DAY, ...set })
    .where(eq(importJobs.id, id))
    .run()
  const verdicts = ['valid', 'refused', 'imported', null] as const
  writer()
    .insert(importRows)
    .values(verdicts.map((verdict, at) => ({ jobId: id, record: at + 2, line: at + 2, cells: ['13800138000'], verdict })))
    .run()
  return id
}

beforeEach(() => {
  process.env.CLOCK_SHIFT = String(START - Date.now())
  writer().delete(importRows).run()
})

test.each<[string, Partial<Job>, boolean]>([
  ['done long ago', { status: 'done', finishedAt: START - 31 * DAY }, true],
  ['done lately', { status: 'done', finishedAt: START - 29 * DAY }, false],
  ['stopped long ago', { status: 'cancelled', finishedAt: START - 31 * DAY }, true],
  ['broken off long ago', { status: 'failed', finishedAt: START - 31 * DAY }, true],
  ['given up before anything came in', { status: 'cancelled', imported: 0, finishedAt: START }, true],
  ['stopped lately', { status: 'cancelled', imported: 1, finishedAt: START }, false],
  ['never wholly uploaded', { status: 'failed', finishedAt: START }, true],
  ['broken off lately', { status: 'failed', valid: 2, finishedAt: START }, false],
  ['brought and left lying', { status: 'mapping' }, true],
  ['judged and left lying', { status: 'checked' }, true],
  ['brought lately', { status: 'mapping', createdAt: START - 29 * DAY }, false],
  ['at work', { status: 'running', finishedAt: START - 31 * DAY }, false],
])('of a sheet that was %s all records go: %s', (_, set, goes) => {
  const id = aSheet(set)
  expect(countStale(writer(), 'importRows', START)).toBe(goes ? 4 : 0)
  tidy(3)
  expect(rowsOf(id)).toBe(goes ? 1 : 4)
  tidy(3)
  expect(rowsOf(id)).toBe(goes ? 0 : 4)
  if (['mapping', 'checked'].includes(set.status!)) expect(jobOf(id).status).toBe(goes ? 'cancelled' : set.status)
})

test('a sheet that somebody has worked on lately is not left lying', () => {
  const me = aUser('admin')
  const id = aSheet({ status: 'mapping', header: ['a', 'b', 'c', 'd'] }, me)
  process.env.CLOCK_SHIFT = String(START - 20 * DAY - Date.now())
  execute(mapImport, me, { id, version: 1, mapping: { type: 0, name: 1, contact: 2, phone: 3 } })
  tidy(10)
  expect([rowsOf(id), jobOf(id).status]).toEqual([4, 'mapping'])
})
