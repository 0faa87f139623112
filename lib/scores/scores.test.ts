import { desc, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { auditChanges, auditLog } from '#db/schema/audit'
import { scoreLinks } from '#db/schema/closing'
import { customers } from '#db/schema/customers'
import { notifications } from '#db/schema/machine'
import { users } from '#db/schema/people'
import { ticketEntries, ticketScores, tickets } from '#db/schema/tickets'
import { warnOfTickets } from '#jobs/tickets'
import { deleteCustomer } from '#lib/customers/commands'
import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { asOf, DAY, instantOf, now } from '#lib/kernel/time'
import { scoreTicket } from '#lib/tickets/moves'
import { aCustomer, aDepartment, aUser } from '#tests/factories'
import { createScoreLink, giveScore } from './commands.ts'
import { invitation, LINK_MS } from './model.ts'
import { findLastLink, findScoreLink, satisfactionOf } from './queries.ts'
import { hashOf, newToken } from './token.ts'

const desk = aUser('service_manager', '何静', aDepartment('客服部').id)
const tech = aUser('tech', '吴建军', aDepartment('技术部').id)
const machine = { job: '评分链接', from: { address: '203.0.113.7', request: 'r1' } }
const reading = grant(desk, 'ticket.read')

let serial = 0
function aTicket(status: 'revisit' | 'closed' | 'working' | 'void' = 'revisit', customerId = aCustomer(aUser('sales')).id) {
  const values = {
    number: `T20261122${++serial}`,
    customerId,
    kind: 'complaint',
    typeId: 1,
    urgency: 'low',
    description: '轴承异响',
  } as const
  const done = { result: '已更换', cause: 'material', handlerId: tech.id, createdAt: now() } as const
  return writer()
    .insert(tickets)
    .values({ ...values, ...done, status, closedAt: status === 'closed' ? now() : null })
    .returning()
    .get()
}
function aLink(ticket = aTicket()) {
  const token = newToken()
  execute(createScoreLink, desk, { id: ticket.id, tokenHash: hashOf(token)! })
  return { token, ticket }
}
const give = (token: string, score: unknown, comment = '') => execute(giveScore, machine, { token, score, comment } as never)
const scoresOf = (ticketId: number) =>
  reader().select().from(ticketScores).where(eq(ticketScores.ticketId, ticketId)).orderBy(ticketScores.id).all()
const raw = (id: number) => reader().select().from(tickets).where(eq(tickets.id, id)).get()!
const rowsOfRecord = () => reader().select().from(auditLog).orderBy(desc(auditLog.id)).all()

describe('the link', () => {
  test('holds 128 random bits, which stand nowhere: neither in its table nor in the record', () => {
    const { token } = aLink()
    expect(Buffer.from(token, 'base64url')).toHaveLength(16)
    expect(new Set(Array.from({ length: 1000 }, newToken)).size).toBe(1000)
    const kept = JSON.stringify([
      reader().select().from(scoreLinks).all(),
      reader().select().from(auditLog).all(),
      reader().select().from(auditChanges).all(),
    ])
    expect(kept).not.toContain(token)
    expect(JSON.stringify(reader().select().from(auditChanges).all())).not.toContain(hashOf(token))
    expect(invitation('甲公司', 'T1', 'https://crm.example/q/x')).toContain('https://crm.example/q/x')
  })

  test('shows the ticket’s title and nothing else of it or its customer', () => {
    const customer = aCustomer(aUser('sales'))
    const { token } = aLink(aTicket('revisit', customer.id))
    const shown = JSON.stringify(findScoreLink(token))
    expect(findScoreLink(token)).toMatchObject({ state: 'open', title: expect.stringMatching(/^工单 T20261122\d+ · 产品质量$/) })
    for (const secret of [customer.name, customer.phone, customer.contact, customer.number, '轴承异响', '已更换'])
      expect(shown).not.toContain(secret)
  })

  test('is made for a ticket that can be scored, by whoever may enter scores; another replaces it', () => {
    const ask = (id: number, by = desk) => execute(createScoreLink, by, { id, tokenHash: hashOf(newToken())! })
    expect(() => ask(aTicket('working').id)).toThrow('不能录入评分')
    expect(() => ask(aTicket().id, aUser('sales'))).toThrow('没有权限')
    expect(() => ask(aTicket().id, aUser('tech'))).toThrow('找不到工单')
    const theirs = aTicket()
    writer().update(customers).set({ ownerId: tech.id }).where(eq(customers.id, theirs.customerId)).run()
    writer().update(tickets).set({ handlerId: desk.id }).where(eq(tickets.id, theirs.id)).run()
    expect(() => ask(theirs.id, tech)).toThrow('找不到工单')
    const { token, ticket } = aLink()
    expect(findLastLink(reading, ticket.id)).toMatchObject({ by: '何静', state: 'open', usedAt: null })
    const { token: next } = aLink(ticket)
    expect([findScoreLink(token)?.state, findScoreLink(next)?.state]).toEqual(['expired', 'open'])
  })
})

describe('the customer’s score', () => {
  test('counts at once, is kept with its source and word, and leaves one row of the record; the handler hears of it (S0-47)', () => {
    const { token, ticket } = aLink()
    execute(scoreTicket, desk, { id: ticket.id, score: 3, source: 'phone' })
    const rows = rowsOfRecord().length
    give(token, '5', '师傅很专业\u202e\r\n谢谢')
    expect(raw(ticket.id)).toMatchObject({ score: 5, status: 'revisit' })
    expect(scoresOf(ticket.id)).toMatchObject([
      { score: 3, source: 'phone', byId: desk.id },
      { score: 5, source: 'link', byId: null, comment: '师傅很专业\n谢谢' },
    ])
    const added = rowsOfRecord().slice(0, rowsOfRecord().length - rows)
    expect(added.filter(({ action }) => action === 'ticket.giveScore')).toMatchObject([
      { outcome: 'done', entityId: ticket.id, customerId: ticket.customerId, address: '203.0.113.7', actor: '系统：评分链接' },
    ])
    expect(added).toHaveLength(1)
    expect(reader().select().from(ticketEntries).where(eq(ticketEntries.ticketId, ticket.id)).all().at(-1)).toMatchObject({
      event: 'scored',
      text: '5 分 很满意，问卷链接：师傅很专业\n谢谢',
    })
    expect(reader().select().from(notifications).where(eq(notifications.userId, tech.id)).all().at(-1)?.title).toContain('客户评分：5 分')
  })

  test('is given once', () => {
    const { token, ticket } = aLink()
    give(token, 1)
    expect(() => give(token, 5)).toThrow('已提交')
    expect(findScoreLink(token)?.state).toBe('used')
    expect(scoresOf(ticket.id).map(({ score }) => score)).toEqual([1])
    expect(findLastLink(reading, ticket.id)?.state).toBe('used')
  })

  test('comes within fourteen days', () => {
    const { token, ticket } = aLink()
    const made = reader().select().from(scoreLinks).where(eq(scoreLinks.ticketId, ticket.id)).get()!.createdAt
    expect(asOf(made + LINK_MS - 60_000, () => findScoreLink(token)?.state)).toBe('open')
    expect(asOf(made + 14 * DAY, () => findScoreLink(token)?.state)).toBe('expired')
    expect(() => asOf(made + 14 * DAY, () => give(token, 5))).toThrow('已过期')
    expect(scoresOf(ticket.id)).toEqual([])
  })

  test.each([0, 6, 4.5, -1, '0', '6', '五', '', '5分', null, undefined, ['5', '1'], '1e0'])('%o is no score', (score) => {
    const { token, ticket } = aLink()
    expect(() => give(token, score)).toThrow('评分需为 1 至 5 的整数')
    expect(scoresOf(ticket.id)).toEqual([])
    expect(findScoreLink(token)?.state).toBe('open')
  })

  test.each(['', 'x', newToken(), `${newToken()}'`, '../1', '1'])('%s is nobody’s link', (token) => {
    expect(findScoreLink(token)).toBeUndefined()
    expect(() => give(token, 5)).toThrow('找不到评分链接')
  })

  test('waits while the ticket is worked on again; a void ticket and a deleted customer are asked no more', () => {
    const { token, ticket } = aLink()
    const now = (values: Partial<typeof ticket>) => writer().update(tickets).set(values).where(eq(tickets.id, ticket.id)).run()
    now({ status: 'working' })
    expect(findScoreLink(token)?.state).toBe('busy')
    expect(() => give(token, 5)).toThrow('还在处理')
    now({ status: 'void' })
    expect(findScoreLink(token)?.state).toBe('expired')
    now({ status: 'closed', closedAt: 1 })
    expect(findScoreLink(token)?.state).toBe('open')
    execute(deleteCustomer, aUser('admin'), { id: ticket.customerId, version: 1 })
    expect(findScoreLink(token)).toBeUndefined()
  })

  test('a text beyond 500 characters is refused at its field', () => {
    const { token } = aLink()
    expect(() => give(token, 5, '好'.repeat(501))).toThrow('补充说明最多 500 字')
  })
})

describe('a link that is not used', () => {
  const said = (ticketId: number) =>
    reader()
      .select()
      .from(notifications)
      .where(eq(notifications.href, `/tickets/${ticketId}`))
      .all()
      .filter(({ key }) => key.startsWith('scoreLink:'))
  const made = instantOf('2026-12-01', '10:00')
  const run = (at: number) => asOf(at, () => warnOfTickets({ at, signal: new AbortController().signal }))
  const madeLink = (status: 'closed' | 'revisit' = 'closed') => asOf(made, () => aLink(aTicket(status)).ticket.id)

  test('is told to who made it, after three days, once (W-34)', async () => {
    const id = madeLink()
    await run(made + 3 * DAY - 60_000)
    expect(said(id)).toEqual([])
    await run(made + 3 * DAY + 60_000)
    await run(made + 3 * DAY + 360_000)
    expect(said(id)).toMatchObject([{ userId: desk.id, title: expect.stringContaining('3 天还没有使用') }])
  })

  test('is not told of where the ticket goes on, the customer has scored, the link is no longer good or its maker is gone', async () => {
    const late = madeLink()
    await run(made + 14 * DAY + 60_000)
    expect(said(late)).toEqual([])
    const [open, scored, replaced] = [madeLink('revisit'), madeLink(), madeLink()]
    asOf(made + DAY, () => execute(scoreTicket, desk, { id: scored, score: 4, source: 'phone' }))
    asOf(made + 2 * DAY, () => aLink(raw(replaced)))
    await run(made + 3 * DAY + 60_000)
    expect([open, scored, replaced].flatMap(said)).toEqual([])
    expect(said(late)).toHaveLength(1)
    const other = madeLink()
    writer().update(users).set({ active: false }).where(eq(users.id, desk.id)).run()
    await run(made + 3 * DAY + 60_000)
    expect(said(other)).toEqual([])
    writer().update(users).set({ active: true }).where(eq(users.id, desk.id)).run()
    await run(instantOf('2026-12-05', '03:00'))
    expect(said(other)).toEqual([])
    await run(instantOf('2026-12-05', '09:00'))
    expect(said(other)).toHaveLength(1)
  })
})

describe('satisfaction of a customer', () => {
  test('is what it scored last and the average of a year, the last score of each ticket (S1-16)', () => {
    const customer = aCustomer(aUser('sales'))
    const rated = (days: number, ...given: number[]) => {
      const ticket = aTicket('closed', customer.id)
      for (const score of given) asOf(now() - days * DAY, () => execute(scoreTicket, desk, { id: ticket.id, score, source: 'phone' }))
      return ticket
    }
    expect(satisfactionOf(reading, customer.id)).toBeUndefined()
    rated(400, 5)
    expect(satisfactionOf(reading, customer.id)).toMatchObject({ last: [{ score: 5 }], year: { count: 0, average: null } })
    rated(300, 1, 4)
    rated(200, 5)
    rated(100, 3)
    const wrong = rated(50, 1)
    writer().update(tickets).set({ status: 'void' }).where(eq(tickets.id, wrong.id)).run()
    const { last, year } = satisfactionOf(reading, customer.id)!
    expect(last.map(({ score }) => score)).toEqual([3, 5, 4])
    expect(year).toEqual({ count: 3, average: 4 })
  })

  test('is told to those who reach the customer', () => {
    const customer = aCustomer(aUser('sales'))
    expect(() => satisfactionOf(grant(aUser('sales'), 'ticket.read'), customer.id)).toThrow('找不到客户')
  })
})
