import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { repairSteps, repairs } from '#db/schema/closing'
import { surveyInvitations, surveys } from '#db/schema/surveys'
import { tickets } from '#db/schema/tickets'
import { createContact, leaveContact } from '#lib/contacts/commands'
import { execute } from '#lib/execute'
import { createTodo } from '#lib/followups/commands'
import { grant } from '#lib/kernel/grant'
import { now, today } from '#lib/kernel/time'
import { aCustomer } from '#tests/factories'
import { another, label, labelled, li, nurture, on, push, pushesOf, todoOf } from '#tests/strategies'
import { editCard } from './card.ts'
import { refuseMarketing } from './consent.ts'
import { listPushes } from './list.ts'
import { sendPush, setConsent } from './send.ts'

test('an offer reaches who agreed, until consent is withdrawn: then the job pushes nothing, and what waits is called off (I-05)', async () => {
  execute(editCard, li, { phone: '010-12345678', email: 'li@hengyi.example' })
  const { customer, strategy } = labelled({ ...nurture, rhythm: 'week' })
  on(strategy)
  await push()
  expect(pushesOf(strategy.id)).toEqual([])
  execute(setConsent, li, { customerId: customer.id, marketing: 'agreed', source: '电话告知' })
  await push()
  const [first] = pushesOf(strategy.id)
  const open = listPushes(grant(li, 'strategy.send'), { strategy: strategy.id, state: 'open' }, '甲公司')
  expect(open.rows.map(({ words }) => words)).toEqual(['案例 010-12345678\n如不想再收到这类信息，请回复 T 退订。'])
  execute(setConsent, li, { customerId: customer.id, marketing: 'refused', source: '短信回复' })
  expect(todoOf(first!.todoId).status).toBe('cancelled')
  expect(() => execute(sendPush, li, { id: first!.id })).toThrow('客户已拒绝')
  await push(now() + 7 * 86_400_000)
  expect(pushesOf(strategy.id)).toHaveLength(1)
  expect(listPushes(grant(li, 'strategy.send'), { strategy: strategy.id, state: 'open' }, '甲公司').rows).toEqual([])
})

test('somebody at the customer who agreed is enough, while they are there; the customer’s own no stands above it', async () => {
  const { customer, strategy } = labelled({ ...nurture, content: '案例', rhythm: 'week' })
  on(strategy)
  const wang = execute(createContact, li, { customerId: customer.id, name: '王强', agreesMarketing: true }).after
  execute(leaveContact, li, { id: wang.id, version: 1, leftOn: today() })
  await push()
  expect(pushesOf(strategy.id)).toEqual([])
  execute(leaveContact, li, { id: wang.id, version: 2, leftOn: '' })
  await push()
  const [first] = pushesOf(strategy.id)
  writer().transaction((tx) => refuseMarketing(tx, customer.id, '调研页'))
  expect(todoOf(first!.todoId).status).toBe('cancelled')
  await push(now() + 7 * 86_400_000)
  expect(pushesOf(strategy.id)).toHaveLength(1)
  execute(setConsent, li, { customerId: customer.id, marketing: 'agreed', source: '当面告知' })
  await push(now() + 7 * 86_400_000)
  expect(pushesOf(strategy.id)).toHaveLength(2)
})

test('a survey goes out as an invitation with its own to-do, and to nobody who refused', async () => {
  const survey = writer().insert(surveys).values({ title: '满意度', status: 'open', createdAt: 0 }).returning().get()
  const { customer, strategy, tier } = labelled({ kind: 'survey', surveyId: survey.id, advice: '' })
  const other = aCustomer(li)
  label(tier.id, other.id)
  execute(setConsent, li, { customerId: other.id, marketing: 'refused', source: '短信回复' })
  on(strategy)
  await push()
  const [only, ...rest] = pushesOf(strategy.id)
  expect(rest).toEqual([])
  const invitation = reader().select().from(surveyInvitations).where(eq(surveyInvitations.id, only!.invitationId!)).get()
  expect(invitation).toMatchObject({ customerId: customer.id, surveyId: survey.id, reason: 'strategy', todoId: only!.todoId })
  execute(setConsent, li, { customerId: customer.id, marketing: 'refused', source: '短信回复' })
  expect(reader().select().from(surveyInvitations).where(eq(surveyInvitations.id, invitation!.id)).get()!.cancelledAt).not.toBeNull()
})

test('while a customer is being won back nothing is sold to it; afterwards the same period makes up for it (N-12)', async () => {
  const { customer, strategy } = labelled({ ...nurture, content: '案例' })
  execute(setConsent, li, { customerId: customer.id, marketing: 'agreed', source: '电话告知' })
  const values = {
    number: `T${another()}`,
    customerId: customer.id,
    kind: 'complaint',
    urgency: 'high',
    description: '坏',
    status: 'closed',
  } as const
  const ticket = writer()
    .insert(tickets)
    .values({ ...values, createdAt: now() })
    .returning()
    .get()
  const repair = writer().insert(repairs).values({ customerId: customer.id, ticketId: ticket.id, startedAt: now() }).returning().get()
  const todo = execute(createTodo, li, { customerId: customer.id, title: '致歉', dueOn: today() }).after
  writer().insert(repairSteps).values({ repairId: repair.id, todoId: todo.id }).run()
  on(strategy)
  await push()
  expect(pushesOf(strategy.id)).toEqual([])
  writer().update(repairs).set({ endedAt: now() }).where(eq(repairs.id, repair.id)).run()
  await push()
  expect(pushesOf(strategy.id)).toHaveLength(1)
})
