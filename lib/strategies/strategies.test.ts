import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { analysisNotes } from '#db/schema/analysis'
import { businessCards } from '#db/schema/cards'
import { purchases } from '#db/schema/followups'
import { tiers } from '#db/schema/tiers'
import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { now, today } from '#lib/kernel/time'
import { atOnce } from '#lib/tickets/turns'
import { aCustomer, aDepartment, aUser } from '#tests/factories'
import { admin, another, aTier, label, labelled, li, manager, nurture, on, push, pushesOf } from '#tests/strategies'
import { editCard } from './card.ts'
import { copyStrategy, createStrategy, editStrategy, pauseStrategy, removeStrategy, takeSuggested } from './commands.ts'
import { listOfThese } from './list.ts'
import { findStrategy, listForTier, listResponsible, listStrategies } from './queries.ts'
import { strategiesOf } from './queries-archive.ts'
import { sendPush, setConsent } from './send.ts'
import { previewOf, resultsOf } from './sums.ts'

test('the preview counts whom it reaches and why not, by the very rule that pushes', async () => {
  const { strategy, tier } = labelled({ ...nurture, content: '案例' })
  const [agreed, refused] = [aCustomer(li), aCustomer(aUser('sales', '孙外', aDepartment().id))]
  for (const { id } of [agreed, refused]) label(tier.id, id)
  execute(setConsent, admin, { customerId: agreed.id, marketing: 'agreed', source: '电话告知' })
  execute(setConsent, admin, { customerId: refused.id, marketing: 'refused', source: '电话告知' })
  const seen = () => atOnce(previewOf(grant(manager, 'strategy.read'), findStrategy(grant(manager, 'strategy.read'), strategy.id), now()))
  expect(seen()).toMatchObject({ total: 3, reached: 1, perPerson: [{ name: '李娜', count: 1 }], first: [{ id: agreed.id }] })
  expect([...seen().reasons]).toEqual([
    ['notAgreed', 1],
    ['refused', 1],
  ])
  on(strategy)
  await push()
  expect(seen()).toMatchObject({ total: 3, reached: 0 })
  expect(seen().reasons.get('pushed')).toBe(1)
})

test('the preview names nobody beyond the reach of whoever looks', () => {
  const { strategy, tier } = labelled({}, aUser('sales', '钱外', aDepartment().id))
  const mine = aCustomer(li)
  label(tier.id, mine.id)
  const preview = atOnce(previewOf(grant(manager, 'strategy.read'), strategy, now()))
  expect(preview.reached).toBe(2)
  expect(preview.first.map(({ id }) => id)).toEqual([mine.id])
})

test('results tell what was done and bought, and the rows behind are those within reach', async () => {
  const { customer, strategy, tier } = labelled()
  const theirs = aCustomer(aUser('sales', '吴外', aDepartment().id))
  label(tier.id, theirs.id)
  on(strategy)
  await push()
  const bought = {
    customerId: customer.id,
    product: '轴承',
    quantityMilli: 1000,
    amountFen: 12_345,
    purchasedOn: today(),
    createdAt: now(),
  }
  writer().insert(purchases).values(bought).run()
  execute(sendPush, li, { id: pushesOf(strategy.id)[0]!.id })
  const { total, outcomes } = atOnce(resultsOf(grant(manager, 'strategy.read'), strategy.id))
  expect(total).toEqual({ pushed: 2, done: 1, answered: 0, bought: 1, boughtFen: 12_345 })
  const ids = outcomes.map(({ id }) => id)
  expect(listOfThese(grant(manager, 'strategy.read'), ids).map(({ customerId }) => customerId)).toEqual([customer.id])
  expect(listOfThese(grant(admin, 'strategy.read'), ids)).toHaveLength(2)
})

test('suggested strategies come as drafts for labels that have none; a second time there is nothing left to take', () => {
  for (const key of ['high_value', 'dormant'])
    if (!reader().select().from(tiers).where(eq(tiers.key, key)).get())
      writer().update(tiers).set({ key }).where(eq(tiers.id, aTier().id)).run()
  execute(takeSuggested, manager, {})
  const drafts = listStrategies(grant(manager, 'strategy.read')).filter(({ kind }) => kind === 'managerCard')
  expect(drafts).toMatchObject([{ active: false, standing: 'off', way: 'text', marketing: false }])
  expect(() => execute(takeSuggested, manager, {})).toThrow('建议的策略都已经有了')
})

test('a copy gets a name of its own and is off; what was pushed cannot be removed, a draft can', async () => {
  const { strategy, tier } = labelled()
  const running = on(strategy)
  const copy = execute(copyStrategy, manager, { id: strategy.id }).after
  expect(copy).toMatchObject({ name: `${strategy.name}（2）`, active: false })
  const note = { text: '结论', strategyId: copy.id, createdBy: manager.id, createdAt: now() }
  writer().insert(analysisNotes).values(note).run()
  execute(removeStrategy, manager, { id: copy.id, version: copy.version })
  expect(reader().select().from(analysisNotes).all()).toMatchObject([{ text: '结论', strategyId: null }])
  await push()
  const paused = execute(pauseStrategy, manager, { id: strategy.id, version: running.version }).after
  expect(() => execute(removeStrategy, manager, { id: strategy.id, version: paused.version })).toThrow('可以暂停')
  expect(listForTier(grant(manager, 'strategy.read')).get(tier.id)).toBeUndefined()
})

test('two people who edit: the second is told', () => {
  const { strategy, tier } = labelled()
  const input = {
    name: '改名',
    tierId: tier.id,
    kind: 'wakeUp',
    advice: '电话',
    way: 'todo',
    rhythm: 'year',
    effectiveFrom: today(),
  } as const
  execute(editStrategy, manager, { ...input, id: strategy.id, version: strategy.version })
  expect(() => execute(editStrategy, manager, { ...input, id: strategy.id, version: strategy.version })).toThrow('被改过')
  expect(() => execute(createStrategy, manager, input)).toThrow('同名')
})

test('an invented label, colleague or questionnaire is refused at its field', () => {
  const { tier } = labelled()
  const input = { name: `甲${another()}`, tierId: tier.id, kind: 'survey', way: 'todo', rhythm: 'year', effectiveFrom: today() }
  expect(() => execute(createStrategy, manager, { ...input, surveyId: 999_999 } as never)).toThrow('请选择调研问卷')
  expect(() => execute(createStrategy, manager, { ...input, kind: 'plan', advice: 'x', responsibleId: 999_999 } as never)).toThrow(
    '找不到这位同事',
  )
  expect(() => execute(createStrategy, manager, { ...input, kind: 'plan', advice: 'x', tierId: 999_999 } as never)).toThrow(
    '请选择分层标签',
  )
})

test('whose role cannot say that it was sent is given no strategy, and is not offered', () => {
  const [tech, agent] = [aUser('tech'), aUser('service')]
  const { tier } = labelled()
  const input = { tierId: tier.id, kind: 'plan', advice: 'x', way: 'todo', rhythm: 'year', effectiveFrom: today() }
  const given = (responsibleId: number) => () =>
    execute(createStrategy, manager, { ...input, name: `交给${another()}`, responsibleId } as never)
  expect(given(tech.id)).toThrow('不能处理推送')
  expect(given(agent.id)).not.toThrow()
  const offered = listResponsible(grant(manager, 'strategy.create')).map(({ id }) => id)
  expect(offered).toContain(agent.id)
  expect(offered).not.toContain(tech.id)
})

test('what cannot be seen is no name of a strategy and no advice', () => {
  const { tier } = labelled()
  const input = { name: `看得见${another()}`, tierId: tier.id, kind: 'plan', way: 'todo', rhythm: 'year', effectiveFrom: today() }
  for (const blank of ['\u200b\u200b', '\u3164', '\u202e\u200f']) {
    expect(() => execute(createStrategy, manager, { ...input, advice: 'x', name: blank } as never)).toThrow()
    expect(() => execute(createStrategy, manager, { ...input, advice: blank } as never)).toThrow()
  }
  expect(execute(createStrategy, manager, { ...input, advice: '\u202e见面' } as never).after!.advice).toBe('见面')
})

test('the archive says which strategies hold, what was pushed, and whether it may be written to', async () => {
  const { customer, strategy } = labelled()
  on(strategy)
  await push()
  const told = strategiesOf(grant(li, 'customer.read'), customer.id)
  expect(told).toMatchObject({
    within: [{ name: strategy.name }],
    pushes: [{ name: strategy.name, sentAt: null }],
    consent: undefined,
    agreeing: 0,
  })
})

test('a card is one’s own, and its phone is written as phones are', () => {
  execute(editCard, li, { phone: '13800001111', email: '' })
  expect(reader().select().from(businessCards).where(eq(businessCards.id, li.id)).get()).toMatchObject({ phone: '13800001111', email: '' })
  expect(() => execute(editCard, li, { phone: '12', email: '' })).toThrow()
})
