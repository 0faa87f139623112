import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { purchases, todos } from '#db/schema/followups'
import { notifications } from '#db/schema/machine'
import { users } from '#db/schema/people'
import { consents } from '#db/schema/strategies'
import { surveyInvitations } from '#db/schema/surveys'
import { tendSurveys } from '#jobs/surveys'
import { execute } from '#lib/execute'
import { addDays, DAY, now, today } from '#lib/kernel/time'
import { hashOf, newToken } from '#lib/scores/token'
import { aCustomer, aDepartment, aUser } from '#tests/factories'
import { answerSurvey, askCustomer, linkInvitation, remindInvitation } from './commands.ts'
import { monthsOn, reachedThreeMonths } from './model.ts'
import { listQuestions } from './queries.ts'

const run = (at = now()) => tendSurveys({ at, signal: new AbortController().signal })
const invited = (customerId: number) => reader().select().from(surveyInvitations).where(eq(surveyInvitations.customerId, customerId)).all()
const heard = (userId: number) => reader().select().from(notifications).where(eq(notifications.userId, userId)).all()

function aBuyer(firstOn: string, owner = aUser('sales'), more: string[] = []) {
  const customer = aCustomer(owner)
  for (const purchasedOn of [firstOn, ...more])
    writer()
      .insert(purchases)
      .values({ customerId: customer.id, product: '主轴', quantityMilli: 1000, amountFen: 100, purchasedOn, createdAt: 0 })
      .run()
  return customer
}

describe('three months of cooperation', () => {
  test.each([
    ['2026-08-22', '2026-11-22'],
    ['2025-11-30', '2026-02-28'],
    ['2023-11-30', '2024-02-29'],
    ['2026-10-31', '2027-01-31'],
  ])('that begin on %s are reached on %s', (first, reached) => {
    expect(monthsOn(first, 3)).toBe(reached)
    expect([reachedThreeMonths(first, addDays(reached, -1)), reachedThreeMonths(first, reached)]).toEqual([false, true])
    expect([reachedThreeMonths(first, addDays(reached, 30)), reachedThreeMonths(first, addDays(reached, 31))]).toEqual([true, false])
  })

  test('put an invitation on the account manager’s desk, once however often the job runs (S1-57)', async () => {
    const owner = aUser('sales')
    const due = aBuyer(monthsOn(today(), -3), owner, [today()])
    const [early, old, returned] = [
      aBuyer(addDays(monthsOn(today(), -3), 10)),
      aBuyer(addDays(monthsOn(today(), -3), -60)),
      aBuyer(addDays(monthsOn(today(), -3), -400), owner, [monthsOn(today(), -3)]),
    ]
    expect(await run()).toContain('邀请 1 位')
    expect(await run()).toContain('邀请 0 位')
    expect(invited(due.id)).toMatchObject([{ reason: 'threeMonths', createdBy: null }])
    expect(reader().select().from(todos).where(eq(todos.customerId, due.id)).all()).toMatchObject([
      { assigneeId: owner.id, status: 'open' },
    ])
    for (const { id } of [early, old, returned]) expect(invited(id)).toEqual([])
  })

  test('ask nobody who refused, or was asked within 180 days', async () => {
    const [refuser, asked] = [aBuyer(monthsOn(today(), -3)), aBuyer(monthsOn(today(), -3))]
    writer().insert(consents).values({ id: refuser.id, marketing: 'refused', at: now() }).run()
    const long = { surveyId: 1, customerId: asked.id, reason: 'hand', createdAt: now() - 100 * DAY, cancelledAt: now() } as const
    writer().insert(surveyInvitations).values(long).run()
    await run()
    expect([invited(refuser.id).length, invited(asked.id).length]).toEqual([0, 1])
  })

  test('of a customer whose account manager has left go to the head of sales there', async () => {
    const department = aDepartment()
    const [owner, chief] = [aUser('sales', undefined, department.id), aUser('sales_manager', undefined, department.id)]
    const { id } = aBuyer(monthsOn(today(), -3), owner)
    writer().update(users).set({ active: false }).where(eq(users.id, owner.id)).run()
    await run()
    expect(reader().select().from(todos).where(eq(todos.customerId, id)).get()?.assigneeId).toBe(chief.id)
  })
})

describe('a link that lies unanswered', () => {
  test('is spoken of once, after five days, and no more after an answer or its end (W-34)', async () => {
    const owner = aUser('sales')
    const links = Array.from({ length: 2 }, () => {
      const customerId = aCustomer(owner).id
      const { id } = execute(askCustomer, owner, { surveyId: 1, customerId }).after
      const token = newToken()
      execute(linkInvitation, owner, { id, tokenHash: hashOf(token)! })
      return { id, token }
    })
    const fields = Object.fromEntries(listQuestions(1).map(({ id, kind }) => [`q${id}`, kind === 'text' ? '' : '5']))
    execute(answerSurvey, { job: '调研问卷' }, { token: links[1]!.token, ...fields })
    const before = heard(owner.id).length
    await run(now() + 5 * DAY - 3_600_000)
    expect(heard(owner.id)).toHaveLength(before)
    await run(now() + 5 * DAY)
    await run(now() + 6 * DAY)
    expect(heard(owner.id).slice(before)).toMatchObject([
      { title: expect.stringContaining('提醒客户填写满意度调研'), href: `/surveys/invitations/${links[0]!.id}` },
    ])
    expect(execute(remindInvitation, { job: 'surveys' }, { id: links[0]!.id, at: now() + 6 * DAY })).toBeUndefined()
    const unread = heard(owner.id).length
    writer().update(surveyInvitations).set({ remindedAt: null }).where(eq(surveyInvitations.id, links[0]!.id)).run()
    await run(now() + 14 * DAY)
    expect(heard(owner.id)).toHaveLength(unread)
  })
})
