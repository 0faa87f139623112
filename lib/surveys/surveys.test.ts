import { desc, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { auditChanges, auditLog } from '#db/schema/audit'
import { customers } from '#db/schema/customers'
import { todos } from '#db/schema/followups'
import { notifications } from '#db/schema/machine'
import { consents } from '#db/schema/strategies'
import { surveyInvitations, surveyResponses, surveys } from '#db/schema/surveys'
import { tickets, ticketTypes } from '#db/schema/tickets'
import { createContact } from '#lib/contacts/commands'
import { deleteCustomer } from '#lib/customers/commands'
import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { asOf, DAY, now } from '#lib/kernel/time'
import { hashOf, newToken } from '#lib/scores/token'
import { aCustomer, aUser } from '#tests/factories'
import { answerSurvey, askCustomer, cancelInvitation, declineSurvey, linkInvitation, recordSurvey } from './commands.ts'
import { invite } from './invite.ts'
import { listInvitations } from './list.ts'
import { findInvitationPage, findSurveyLink, listQuestions } from './queries.ts'
import { findResponse, listCustomerSurveys } from './queries-answers.ts'

const head = aUser('service_manager', '何静')
const machine = { job: '调研问卷', from: { address: '203.0.113.7', request: 'r1' } }
const reading = grant(head, 'survey.read')
const start = () => reader().select().from(surveys).where(eq(surveys.key, 'satisfaction')).get()!
const invitation = (id: number) => reader().select().from(surveyInvitations).where(eq(surveyInvitations.id, id)).get()!
const responseOf = (invitationId: number) =>
  reader().select().from(surveyResponses).where(eq(surveyResponses.invitationId, invitationId)).get()
const lastOf = (customerId: number) =>
  reader().select().from(todos).where(eq(todos.customerId, customerId)).orderBy(desc(todos.id)).limit(1).get()!

const ask = (customerId: number, by = head, surveyId = start().id) => execute(askCustomer, by, { surveyId, customerId }).after.id
function aLink(customerId = aCustomer(aUser('sales')).id) {
  const id = ask(customerId)
  const token = newToken()
  execute(linkInvitation, head, { id, tokenHash: hashOf(token)! })
  return { id, token, customerId }
}
/** Marks for the start questionnaire: three dimensions, the recommendation, and a word. */
function said(marks: [unknown, unknown, unknown, unknown], word: unknown = '') {
  const fields = listQuestions(start().id).map(({ id }, at) => [`q${id}`, at < 4 ? marks[at] : word])
  return Object.fromEntries(fields)
}
const answer = (token: string, fields: Record<string, unknown>) => execute(answerSurvey, machine, { token, ...fields } as never)

describe('an invitation', () => {
  test('lies as a to-do on the desk of whoever sends it', () => {
    const [owner, customer] = [aUser('sales'), aCustomer(aUser('sales'))]
    const id = execute(askCustomer, head, { surveyId: start().id, customerId: customer.id, assigneeId: owner.id }).after.id
    expect(invitation(id)).toMatchObject({ customerId: customer.id, reason: 'hand', createdBy: head.id, linkedAt: null })
    expect(lastOf(customer.id)).toMatchObject({ title: '发送满意度调研：客户满意度调研', assigneeId: owner.id, status: 'open' })
    expect(reader().select().from(notifications).where(eq(notifications.userId, owner.id)).all().at(-1)?.title).toContain(
      '待发送满意度调研',
    )
  })

  test('is given to nobody whose role cannot send it', () => {
    const { id: customerId } = aCustomer()
    const given = (assigneeId: number) => () => execute(askCustomer, head, { surveyId: start().id, customerId, assigneeId })
    expect(given(aUser('tech').id)).toThrow('不能发送调研')
    expect(given(aUser('service').id)).not.toThrow()
  })

  test('is one at a time, and none at all for who refused, is gone, or where the questionnaire is closed', () => {
    const customer = aCustomer()
    ask(customer.id)
    expect(() => ask(customer.id)).toThrow('还没有答复')
    const refuser = aCustomer()
    writer().insert(consents).values({ id: refuser.id, marketing: 'refused', at: now() }).run()
    expect(() => ask(refuser.id)).toThrow('以后不再邀请')
    const asked = { surveyId: start().id, customerId: refuser.id, reason: 'strategy' as const, assigneeId: null }
    expect(writer().transaction((tx) => invite(tx, asked))).toBeUndefined()
    const someone = aCustomer()
    const contact = execute(createContact, aUser('admin'), { customerId: aCustomer().id, name: '李四' }).after
    const wrongly = { surveyId: start().id, customerId: someone.id, contactId: contact.id }
    expect(() => execute(askCustomer, head, wrongly)).toThrow('请选择这位客户在职的联系人')
    const archived = aCustomer()
    writer().update(customers).set({ status: 'archived' }).where(eq(customers.id, archived.id)).run()
    expect(() => ask(archived.id)).toThrow('合并或归档')
    const own = writer().insert(surveys).values({ title: '回访', status: 'draft', createdAt: 0 }).returning().get()
    expect(() => ask(aCustomer().id, head, own.id)).toThrow('没有启用')
    expect(lastOf(customer.id).status).toBe('open')
  })

  test('reaches only who may see the customer', () => {
    const stranger = aUser('sales')
    const { id, customerId } = aLink()
    expect(() => ask(customerId, stranger)).toThrow('找不到客户')
    for (const deed of [linkInvitation, cancelInvitation])
      expect(() => execute(deed as never, stranger, { id, tokenHash: hashOf(newToken())! } as never)).toThrow()
    expect(() => findInvitationPage(grant(stranger, 'survey.read'), id)).toThrow('找不到调研邀请')
    expect(listInvitations(grant(stranger, 'survey.read'), start().id, {}).rows).toEqual([])
    expect(listInvitations(reading, start().id, { customer: customerId }).rows).toHaveLength(1)
    expect(() => listCustomerSurveys(grant(stranger, 'survey.read'), customerId)).toThrow('找不到客户')
  })

  test('is found by state, reason and customer', () => {
    const { customerId } = aLink()
    const find = (filter: object) => listInvitations(reading, start().id, { customer: customerId, ...filter }).total
    expect([find({ state: 'sent' }), find({ state: 'open' }), find({ reason: 'hand' })]).toEqual([1, 1, 1])
    expect([find({ state: 'waiting' }), find({ state: 'answered' }), find({ state: 'expired' }), find({ reason: 'churn' })]).toEqual([
      0, 0, 0, 0,
    ])
    expect(asOf(now() + 15 * DAY, () => [find({ state: 'expired' }), find({ state: 'open' })])).toEqual([1, 0])
    const { name } = reader().select().from(customers).where(eq(customers.id, customerId)).get()!
    expect(listInvitations(reading, start().id, { q: name }).rows.map((row) => row.customerId)).toContain(customerId)
    expect(listInvitations(reading, start().id, { q: '绝无此名' }).total).toBe(0)
  })
})

describe('the link', () => {
  test('holds random bits that stand nowhere, and shows the questionnaire but nothing of the customer (I-07)', () => {
    const customer = aCustomer(aUser('sales'))
    const { token } = aLink(customer.id)
    const kept = JSON.stringify([
      reader().select().from(surveyInvitations).all(),
      reader().select().from(auditLog).all(),
      reader().select().from(auditChanges).all(),
    ])
    expect(kept).not.toContain(token)
    expect(JSON.stringify(reader().select().from(auditChanges).all())).not.toContain(hashOf(token))
    const link = findSurveyLink(token)!
    expect(link).toMatchObject({ state: 'sent', title: '客户满意度调研' })
    for (const secret of [customer.name, customer.phone, customer.contact, customer.number])
      expect(JSON.stringify(link)).not.toContain(secret)
  })

  test('takes the to-do off the desk; another link replaces it', () => {
    const { id, token, customerId } = aLink()
    expect(lastOf(customerId)).toMatchObject({ status: 'done', doneBy: head.id })
    const next = newToken()
    execute(linkInvitation, head, { id, tokenHash: hashOf(next)! })
    expect([findSurveyLink(token), findSurveyLink(next)?.state]).toEqual([undefined, 'sent'])
  })

  test('is good for fourteen days, until the invitation is taken back or the customer is gone', () => {
    const { id, token, customerId } = aLink()
    const { linkedAt } = invitation(id)
    expect(asOf(linkedAt! + 14 * DAY - 60_000, () => findSurveyLink(token)?.state)).toBe('sent')
    expect(asOf(linkedAt! + 14 * DAY, () => findSurveyLink(token)?.state)).toBe('expired')
    expect(() => asOf(linkedAt! + 14 * DAY, () => answer(token, said([5, 5, 5, 9])))).toThrow('已过期')
    execute(cancelInvitation, head, { id })
    expect(() => answer(token, said([5, 5, 5, 9]))).toThrow('已取消')
    expect(() => execute(linkInvitation, head, { id, tokenHash: hashOf(newToken())! })).toThrow('已经取消')
    execute(deleteCustomer, aUser('admin'), { id: customerId, version: 1 })
    expect(findSurveyLink(token)).toBeUndefined()
    expect(responseOf(id)).toBeUndefined()
  })

  test.each(['', 'x', newToken(), `${newToken()}'`, '../1', '1'])('%s is nobody’s', (token) => {
    expect(findSurveyLink(token)).toBeUndefined()
    expect(() => answer(token, said([5, 5, 5, 9]))).toThrow('找不到调研链接')
    expect(() => execute(declineSurvey, machine, { token })).toThrow('找不到调研链接')
  })

  test('of one who refused since is not made', () => {
    const customer = aCustomer()
    const id = ask(customer.id)
    writer().insert(consents).values({ id: customer.id, marketing: 'refused', at: now() }).run()
    expect(() => execute(linkInvitation, head, { id, tokenHash: hashOf(newToken())! })).toThrow('以后不再邀请')
  })
})

describe('an answer', () => {
  test('is kept once, with its marks, words, source and day; the account manager hears of it', () => {
    const owner = aUser('sales')
    const { id, token, customerId } = aLink(aCustomer(owner).id)
    answer(token, said(['5', '4', '3', '9'], '希望\u202e培训\r\n多一些'))
    const response = responseOf(id)!
    expect(response).toMatchObject({ customerId, source: 'link', lowest: 3, byId: null, ticketId: null, todoId: null })
    const page = findResponse(reading, response.id)
    expect(page.answers.map(({ value, text }) => value ?? text)).toEqual([5, 4, 3, 9, '希望培训\n多一些'])
    expect(() => answer(token, said([5, 5, 5, 9]))).toThrow('已提交')
    expect(findSurveyLink(token)?.state).toBe('answered')
    expect(reader().select().from(notifications).where(eq(notifications.userId, owner.id)).all().at(-1)).toMatchObject({
      href: `/surveys/answers/${response.id}`,
    })
    const told = reader().select().from(auditLog).where(eq(auditLog.action, 'survey.answer')).orderBy(desc(auditLog.id)).all()
    expect(told.find(({ outcome }) => outcome === 'done')).toMatchObject({
      customerId,
      address: '203.0.113.7',
      actor: '系统：调研问卷',
    })
    expect(listCustomerSurveys(grant(owner, 'survey.read'), customerId)[0]).toMatchObject({ state: 'answered', lowest: 3 })
  })

  test.each([
    ['0 of 5', [0, 5, 5, 9]],
    ['6 of 5', [6, 5, 5, 9]],
    ['11 of 10', [5, 5, 5, 11]],
    ['-1', [5, 5, 5, -1]],
    ['half a point', [4.5, 5, 5, 9]],
    ['two answers at once', [['5', '1'], 5, 5, 9]],
    ['a word for a mark', ['五', 5, 5, 9]],
    ['1e0', ['1e0', 5, 5, 9]],
    ['nothing where something must be', ['', 5, 5, 9]],
    ['null', [null, 5, 5, 9]],
  ] as [string, [unknown, unknown, unknown, unknown]][])('%s is refused at its field', (_, marks) => {
    const { id, token } = aLink()
    expect(() => answer(token, said(marks))).toThrow(/请选择/)
    expect(responseOf(id)).toBeUndefined()
    expect(findSurveyLink(token)?.state).toBe('sent')
  })

  test('with more than was asked, or longer than 1000 characters, is refused', () => {
    const { id, token } = aLink()
    expect(() => answer(token, { ...said([5, 5, 5, 9]), q99999: '5' })).toThrow(/q99999/)
    expect(() => answer(token, { ...said([5, 5, 5, 9]), customerId: '1' })).toThrow(/customerId/)
    expect(() => answer(token, said([5, 5, 5, 9], '好'.repeat(1001)))).toThrow('最多 1000 字')
    answer(token, said([5, 5, 5, 9], '好'.repeat(1000)))
    expect(responseOf(id)).toBeDefined()
  })

  test('that leaves out what may be left out is whole', () => {
    const { id, token } = aLink()
    const last = listQuestions(start().id).at(-1)!
    const { [`q${last.id}`]: _, ...without } = said([5, 5, 5, 10])
    answer(token, without)
    expect(responseOf(id)).toMatchObject({ lowest: 5 })
  })

  test('with a bad mark makes a ticket of the type of its dimension, in the customer’s name', () => {
    const { id, token, customerId } = aLink()
    answer(token, said([4, 4, 2, 8], '等了三天'))
    const ticket = reader().select().from(tickets).where(eq(tickets.customerId, customerId)).get()!
    const type = reader().select().from(ticketTypes).where(eq(ticketTypes.id, ticket.typeId!)).get()!
    expect([ticket.kind, type.name]).toEqual(['complaint', '服务响应'])
    expect(ticket.description).toContain('响应速度')
    expect(ticket.description).toContain('2 分')
    expect(ticket.description).toContain('等了三天')
    expect(responseOf(id)).toMatchObject({ lowest: 2, ticketId: ticket.id, todoId: null })
  })

  test('that would not recommend us puts a visit on the account manager’s desk', () => {
    const owner = aUser('sales')
    const { id, token, customerId } = aLink(aCustomer(owner).id)
    answer(token, said([4, 4, 4, 6]))
    expect(lastOf(customerId)).toMatchObject({ title: '回访：调研评价偏低', assigneeId: owner.id, status: 'open' })
    expect(responseOf(id)).toMatchObject({ lowest: 1, ticketId: null, todoId: lastOf(customerId).id })
    expect(reader().select().from(tickets).where(eq(tickets.customerId, customerId)).all()).toEqual([])
  })

  test('of a content customer makes neither', () => {
    const { id, token, customerId } = aLink()
    answer(token, said([3, 3, 3, 7]))
    expect(responseOf(id)).toMatchObject({ lowest: 3, ticketId: null, todoId: null })
    expect(lastOf(customerId).title).toContain('发送满意度调研')
  })

  test('may say that it wants no more of it, with an answer or without one (I-05)', () => {
    const [one, other] = [aLink(), aLink()]
    const wordOf = (id: number) => reader().select().from(consents).where(eq(consents.id, id)).get()?.marketing
    answer(one.token, { ...said([5, 5, 5, 9]), refuse: 'on' })
    execute(declineSurvey, machine, { token: other.token })
    expect([wordOf(one.customerId), wordOf(other.customerId)]).toEqual(['refused', 'refused'])
    expect([responseOf(one.id)?.lowest, responseOf(other.id)]).toEqual([5, undefined])
    expect(findSurveyLink(other.token)?.state).toBe('cancelled')
    for (const { customerId } of [one, other]) expect(() => ask(customerId)).toThrow('以后不再邀请')
    expect(wordOf(aLink().customerId)).toBeUndefined()
  })
})

describe('an interview', () => {
  const record = (customerId: number, fields: Record<string, unknown>, by = head) =>
    execute(recordSurvey, by, { surveyId: start().id, customerId, source: 'phone', ...fields } as never)

  test('is keyed in by whoever asked, for the invitation that is open, or for none', () => {
    const [invited, fresh] = [aCustomer(), aCustomer()]
    const id = ask(invited.id)
    record(invited.id, said([5, 5, 5, 9]))
    expect(responseOf(id)).toMatchObject({ source: 'phone', byId: head.id })
    expect(lastOf(invited.id).status).toBe('done')
    record(fresh.id, said([1, 5, 5, 9]))
    expect(listCustomerSurveys(reading, fresh.id)[0]).toMatchObject({ state: 'answered', reason: 'hand', lowest: 1 })
    expect(reader().select().from(tickets).where(eq(tickets.customerId, fresh.id)).all()).toHaveLength(1)
    expect(() => record(fresh.id, said([5, 5, 5, 9]), aUser('sales'))).toThrow('找不到客户')
    expect(() => record(fresh.id, { ...said([5, 5, 5, 9]), byId: 1 })).toThrow(/byId/)
  })
})
