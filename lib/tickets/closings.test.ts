import { readFileSync } from 'node:fs'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { ticketClosings, tickets } from '#db/schema/tickets'
import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { asOf, DAY, instantOf } from '#lib/kernel/time'
import { freeze } from '#lib/reports/snapshot'
import { aCustomer, aDepartment, aUser } from '#tests/factories'
import { assignTicket } from './assign.ts'
import { createTicket, reopenTicket } from './commands.ts'
import { idsBehind } from './figure-codes.ts'
import { closeTicket, receiveTicket, resolveTicket, respondTicket, scoreTicket } from './moves.ts'
import { listTypes } from './queries-rules.ts'
import { gatherFacts, workOutFigures } from './sums.ts'
import { atOnce } from './turns.ts'

const HOUR = 3_600_000
const desk = aUser('service_manager', '何静', aDepartment('客服部').id)
const house = aDepartment('技术部').id
const [wu, li] = [aUser('tech', '吴工', house), aUser('tech', '李工', house)]
const quality = listTypes().find(({ name }) => name === '产品质量')!
const [october, november] = [instantOf('2026-10-28', '09:00'), instantOf('2026-11-02', '09:00')]
const later = instantOf('2026-12-01', '06:00')

const raw = (id: number) => reader().select().from(tickets).where(eq(tickets.id, id)).get()!
const at = (id: number) => ({ id, version: raw(id).version })
const give = (id: number, to: typeof wu) =>
  raw(id).handlerId !== to.id && execute(assignTicket, desk, { ...at(id), handlerId: to.id, reason: '调整' })
function through(id: number, by: typeof wu, from: number, cause: 'material' | 'usage', score: string) {
  if (raw(id).status === 'unreceived') asOf(from, () => execute(receiveTicket, by, at(id)))
  asOf(from, () => execute(respondTicket, by, { ...at(id), text: '已联系' }))
  asOf(from + 5 * HOUR, () => execute(resolveTicket, by, { ...at(id), result: '已处理', cause, solution: 'onsite' }))
  asOf(from + 6 * HOUR, () => execute(closeTicket, desk, { ...at(id), feedback: '好', score }))
}
const asked = (month: string, filter = {}) => ({ month, at: later, kind: 'complaint' as const, ...filter })
const me = grant(desk, 'ticket.read')
const figures = (month: string, filter = {}) => atOnce(workOutFigures(me, asked(month, filter))).figures
const report = (month: string) => freeze(me, { month, edition: 1, company: '甲', at: later }).snapshot

// Closed in October with one star, opened again in November, closed once more by somebody else.
const id = asOf(october, () =>
  execute(createTicket, desk, { customerId: aCustomer(aUser('sales')).id, typeId: quality.id, description: '异响' }),
).after.id
asOf(october, () => give(id, wu))
through(id, wu, october + HOUR, 'material', '1')
const before = { figures: figures('2026-10'), report: report('2026-10') }
asOf(november, () => execute(reopenTicket, desk, { ...at(id), reason: '又响' }))
const between = figures('2026-10')
asOf(november + HOUR, () => give(id, li))
through(id, li, november + 2 * HOUR, 'usage', '')

test('a month says the same of a ticket, whatever is done after it is opened again (S0-46)', () => {
  expect(before.figures.whole.counts).toEqual({ taken: 1, within: 1, late: 0, closed: 1, timed: 1, scored: 1, repeated: 0, open: 0 })
  expect(between).toEqual(before.figures)
  expect(figures('2026-10')).toEqual(before.figures)
  // In whose hands it is, and how far, is told as it is now.
  const { status: _, handler: __, ...worst } = before.report.worst[0]!
  expect(report('2026-10').worst).toMatchObject([{ ...worst, score: 1, minutes: 300 }])
})

test('the second closing is the next month’s: its own minutes since the reopening, cause and hands; a score that was not given again is not counted again', () => {
  expect(reader().select().from(ticketClosings).where(eq(ticketClosings.ticketId, id)).all()).toMatchObject([
    { handlingMinutes: 300, cause: 'material', handlerId: wu.id, byId: desk.id, reopenedAt: expect.any(Number) },
    { handlingMinutes: 7 * 60, cause: 'usage', handlerId: li.id, byId: desk.id, reopenedAt: null },
  ])
  const { whole, lines } = figures('2026-11')
  expect(whole).toMatchObject({ counts: { taken: 0, closed: 1, scored: 0, open: 0 }, median: 420 })
  expect(lines.handler).toMatchObject([{ label: '李工', counts: { closed: 1 } }])
  expect(lines.cause).toMatchObject([{ label: '客户使用' }])
  asOf(november + DAY, () => execute(scoreTicket, desk, { id, score: 5, source: 'phone' }))
  expect(figures('2026-11').whole.score).toBe(5)
  expect(figures('2026-10').whole.score).toBe(1)
})

test('asked for one handler, each has what was theirs', () => {
  expect([wu, li].map(({ id: handler }) => figures('2026-10', { handler }).whole.counts.closed)).toEqual([1, 0])
  expect([wu, li].map(({ id: handler }) => figures('2026-11', { handler }).whole.counts.closed)).toEqual([0, 1])
})

test('closed twice within a month it is one ticket, with the last closing', () => {
  const [, other] = listTypes()
  const twice = asOf(november, () =>
    execute(createTicket, desk, { customerId: aCustomer(aUser('sales')).id, typeId: other!.id, description: '异响' }),
  ).after.id
  asOf(november, () => give(twice, wu))
  through(twice, wu, november + HOUR, 'material', '2')
  asOf(november + DAY, () => execute(reopenTicket, desk, { ...at(twice), reason: '又响' }))
  through(twice, wu, november + DAY + HOUR, 'material', '4')
  const facts = atOnce(gatherFacts(me, asked('2026-11', { type: other!.id })))
  expect(idsBehind(facts, { key: 0, measure: 'closed' }, '2026-11', later)).toEqual([twice])
  expect(figures('2026-11', { type: other!.id }).whole).toMatchObject({ counts: { taken: 1, closed: 1 }, median: 360, score: 4 })
})

test('what was closed before there were closings is put down as the story tells it', () => {
  const all = () => reader().select().from(ticketClosings).orderBy(ticketClosings.ticketId, ticketClosings.closedAt).all()
  // The story is written a moment after the ticket; of the cause it tells nothing.
  const told = () =>
    all().map(({ id: _, cause: __, closedAt, reopenedAt, ...one }) => ({
      ...one,
      closed: Math.round(closedAt / HOUR),
      reopened: Math.round((reopenedAt ?? 0) / HOUR),
    }))
  const written = told()
  expect(written).toHaveLength(4)
  writer().delete(ticketClosings).run()
  const fill = readFileSync('db/migrations/0027_closings.sql', 'utf8').split('--> statement-breakpoint').slice(-2)
  for (const statement of fill) writer().run(sql.raw(statement))
  expect(told()).toEqual(written)
})
