import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { customers } from '#db/schema/customers'
import { todos } from '#db/schema/followups'
import { users } from '#db/schema/people'
import { ideaEntries, ideas, suggestions } from '#db/schema/suggestions'
import { surveyAnswers, surveyInvitations, surveyQuestions, surveyResponses, surveys } from '#db/schema/surveys'
import { planTelling } from '#jobs/suggestions'
import { deleteCustomer } from '#lib/customers/commands'
import { execute } from '#lib/execute'
import { cancelTodo, finishTodo } from '#lib/followups/commands'
import { grant, type User } from '#lib/kernel/grant'
import { addDays, dayOf, now, today } from '#lib/kernel/time'
import { restoreCustomer } from '#lib/recycle/commands'
import { createTicket, editTicket } from '#lib/tickets/commands'
import { aCustomer, aDepartment, aFollowUp, aUser } from '#tests/factories'
import { createSuggestion, gatherSuggestion, sortSuggestions, tellAskers } from './commands.ts'
import { createIdea, declineIdea, editIdea, landIdea, moveIdea } from './ideas.ts'
import { countSuggestions, listSuggestions } from './list.ts'
import { holdsSuggestion, isFinished, PORTION, saysAnything, sentenceFor } from './model.ts'
import { findIdeaPage, listCustomerSuggestions, listIdeaStory, listIdeas } from './queries.ts'
import { listAskers, toldOf } from './sums.ts'

const SENTENCE = '您提到的“交期太长”，我们已增加一条产线，下次合作提速20%'
const read = (user: User) => grant(user, 'suggestion.read')
const ofCustomer = (id: number) => reader().select().from(suggestions).where(eq(suggestions.customerId, id)).all()
const todosOf = (id: number) => reader().select().from(todos).where(eq(todos.customerId, id)).all()
const byHand = (user: User, customerId: number, text = '交期太长') => execute(createSuggestion, user, { customerId, text }).after
const ticketOf = (user: User, customerId: number, kind: 'suggestion' | 'inquiry') =>
  execute(createTicket, user, { customerId, kind, description: '希望提供备件清单' }).after
const ideaOf = (user: User, ids: number[] = [], title = '交期太长') => execute(createIdea, user, { title, ids }).after
const current = (id: number) => reader().select().from(ideas).where(eq(ideas.id, id)).get()!
const handle = (id: number) => ({ id, version: current(id).version })
const land = (user: User, id: number, sentence = SENTENCE) => execute(landIdea, user, { ...handle(id), sentence, reason: '新产线投产' })

describe('gathered', () => {
  test('from a ticket that is a suggestion, or becomes one, once', () => {
    const service = aUser('service_manager')
    const customer = aCustomer()
    const question = ticketOf(service, customer.id, 'inquiry')
    expect(ofCustomer(customer.id)).toEqual([])
    const ticket = ticketOf(service, customer.id, 'suggestion')
    expect(ofCustomer(customer.id)).toMatchObject([
      { source: 'ticket', ticketId: ticket.id, text: '希望提供备件清单', createdBy: service.id },
    ])
    execute(editTicket, service, { id: ticket.id, version: ticket.version, kind: 'suggestion', description: '改一个字' })
    execute(editTicket, service, { id: question.id, version: question.version, kind: 'suggestion', description: '加一个看板' })
    expect(ofCustomer(customer.id).map(({ text }) => text)).toEqual(['希望提供备件清单', '加一个看板'])
  })

  test('from a follow-up whose feedback says so, and from no other', () => {
    const sales = aUser('sales')
    const customer = aCustomer(sales)
    aFollowUp(sales, customer.id, { feedback: '暂无需求，没有别的意见' })
    const told = aFollowUp(sales, customer.id, { feedback: '建议发货前先拍照' })
    expect(ofCustomer(customer.id)).toMatchObject([{ source: 'followUp', followUpId: told.id, text: '建议发货前先拍照' }])
  })

  test.each([
    ['建议增加夜间值班', true],
    ['提了几点意见', true],
    ['希望下次缩短交期', true],
    ['希望早点收到报价', false],
    ['没有意见', false],
    ['暂无建议', false],
    ['无其他意见和需求', false],
    ['很高兴意见被采纳', false],
    ['按建议补货', false],
    ['认可我们的建议，愿意继续谈', false],
    ['价格可以接受', false],
    ['', false],
  ])('「%s」 holds one: %s', (text, holds) => expect(holdsSuggestion(text)).toBe(holds))

  test('from what a questionnaire was answered in words, but not from 无', () => {
    const customer = aCustomer()
    const survey = writer().insert(surveys).values({ title: '调研', status: 'open', createdAt: 0 }).returning().get()
    const question = (position: number, dimension: string, kind: 'text' | 'scale' = 'text') =>
      writer().insert(surveyQuestions).values({ surveyId: survey.id, position, kind, dimension, text: '?' }).returning().get().id
    const asked = [question(1, '服务质量', 'scale'), question(2, '改进建议'), question(3, ''), question(4, '产品质量')]
    const answered = (texts: string[]) => {
      const about = { surveyId: survey.id, customerId: customer.id }
      const invitation = writer()
        .insert(surveyInvitations)
        .values({ ...about, reason: 'hand', createdAt: 0 })
        .returning()
        .get()
      const values = { ...about, invitationId: invitation.id, source: 'phone', day: today(), at: 0 } as const
      const { id } = writer().insert(surveyResponses).values(values).returning().get()
      for (const [at, text] of texts.entries())
        writer().insert(surveyAnswers).values({ responseId: id, questionId: asked[at]!, text }).run()
      return execute(gatherSuggestion, { job: 'test' }, { source: 'survey', id })
    }
    answered(['', '响应再快一些', '周末也能报修', '外观一般'])
    answered(['', '无', '没有建议。', '挺好'])
    expect(ofCustomer(customer.id)).toMatchObject([{ source: 'survey', text: '响应再快一些\n周末也能报修' }])
    expect(saysAnything('没有了')).toBe(false)
  })

  test('by hand, and from any ticket once; not without words, and not from out of reach', () => {
    const sales = aUser('sales', undefined, aDepartment().id)
    const customer = aCustomer(sales)
    expect(byHand(sales, customer.id, '  多开几场培训 ')).toMatchObject({ source: 'hand', text: '多开几场培训', createdBy: sales.id })
    const ticket = ticketOf(sales, customer.id, 'inquiry')
    expect(execute(createSuggestion, sales, { ticketId: ticket.id }).after).toMatchObject({ source: 'ticket', text: '希望提供备件清单' })
    expect(() => execute(createSuggestion, sales, { ticketId: ticket.id })).toThrow('已经记为建议')
    expect(() => execute(createSuggestion, sales, { customerId: customer.id, text: ' \u200b' })).toThrow('请填写建议内容')
    expect(() => execute(createSuggestion, sales, { customerId: customer.id, text: '长'.repeat(1001) })).toThrow('最多 1000 字')
    expect(() => byHand(sales, aCustomer().id)).toThrow('找不到客户')
    expect(() => execute(createSuggestion, aUser('finance'), { customerId: customer.id, text: '快' })).toThrow('没有权限')
  })
})

describe('sorted', () => {
  test('into a new idea, another one, aside and back; all or none', () => {
    const manager = aUser('service_manager')
    const [one, two] = [byHand(manager, aCustomer().id), byHand(manager, aCustomer().id)]
    const idea = ideaOf(manager, [one.id])
    expect(ofCustomer(one.customerId)).toMatchObject([{ ideaId: idea.id }])
    const sort = (to: 'idea' | 'dropped' | 'open', ids: number[], ideaId?: number) => execute(sortSuggestions, manager, { ids, to, ideaId })
    sort('idea', [two.id], idea.id)
    expect(findIdeaPage(read(manager), idea.id).sums).toEqual({ askers: 2, told: 0, times: 2 })
    sort('dropped', [two.id])
    expect(ofCustomer(two.customerId)).toMatchObject([{ ideaId: null, dropped: true }])
    sort('open', [two.id])
    expect(ofCustomer(two.customerId)).toMatchObject([{ ideaId: null, dropped: false }])
    expect(() => sort('idea', [two.id], 999_999)).toThrow('找不到这个改进事项')
    expect(() => sort('idea', [two.id])).toThrow('请选择改进事项')
    expect(() => sort('idea', [], idea.id)).toThrow('没有选中建议')
    expect(() => sort('idea', [two.id, 999_999], idea.id)).toThrow('找不到建议')
    expect(ofCustomer(two.customerId)).toMatchObject([{ ideaId: null }])
    expect(() => ideaOf(manager, [two.id, 999_999], '另一个')).toThrow('找不到建议')
    expect(listIdeas(read(manager), { q: '另一个' }).total).toBe(0)
  })

  test('a department sorts its own alone, a salesperson reads their own alone', () => {
    const [mine, theirs] = [aDepartment(), aDepartment()]
    const [manager, sales] = [aUser('sales_manager', undefined, mine.id), aUser('sales', undefined, mine.id)]
    const [own, colleagues, others] = [sales, aUser('sales', undefined, mine.id), aUser('sales', undefined, theirs.id)].map((user) =>
      byHand(user, aCustomer(user).id, '独有的一句'),
    )
    const seen = (user: User) => listSuggestions(read(user), { q: '独有的一句', size: 200 }).rows.map(({ id }) => id)
    expect(seen(sales)).toEqual([own!.id])
    expect(seen(manager)).toEqual([colleagues!.id, own!.id])
    expect(seen(aUser('boss'))).toEqual([others!.id, colleagues!.id, own!.id])
    expect(() => execute(sortSuggestions, manager, { ids: [own!.id, others!.id], to: 'dropped' })).toThrow('找不到建议')
    expect(() => ideaOf(manager, [others!.id])).toThrow('找不到建议')
    expect(countSuggestions(read(sales), { customer: others!.customerId }, 10)).toBe(0)
    expect(listCustomerSuggestions(read(sales), others!.customerId, 5)).toEqual({ rows: [], total: 0 })
  })

  test('found by words and by the customer, by source and by day; newest first', () => {
    const boss = aUser('boss')
    const customer = aCustomer(undefined, { name: '杭州寻觅电子有限公司' })
    const [one, two] = [byHand(boss, customer.id, '增加 AGV 小车'), byHand(boss, customer.id, '开放接口')]
    const found = (filter: object) => listSuggestions(read(boss), { ...filter, customer: customer.id }).rows.map(({ id }) => id)
    expect(found({})).toEqual([two.id, one.id])
    expect(found({ dir: 'asc' })).toEqual([one.id, two.id])
    expect(found({ q: 'agv' })).toEqual([one.id])
    expect(listSuggestions(read(boss), { q: '寻觅电子' }).rows.map(({ id }) => id)).toEqual([two.id, one.id])
    expect(found({ source: 'ticket' })).toEqual([])
    expect(found({ from: today() })).toHaveLength(2)
    expect(found({ to: addDays(today(), -1) })).toEqual([])
    expect(found({ view: 'dropped' })).toEqual([])
  })
})

describe('landed', () => {
  test('everyone who asked has one to-do, with the sentence, on the desk of whoever looks after them (S1-59)', () => {
    const manager = aUser('service_manager')
    const [sales, gone] = [aUser('sales'), aUser('sales')]
    const [twice, left] = [aCustomer(sales), aCustomer(gone)]
    writer().update(users).set({ active: false }).where(eq(users.id, gone.id)).run()
    const asked = [byHand(manager, twice.id), byHand(manager, twice.id, '交期能不能短一点'), byHand(manager, left.id)]
    const idea = ideaOf(
      manager,
      asked.map(({ id }) => id),
    )
    land(manager, idea.id)
    const due = addDays(dayOf(now()), 7)
    expect(todosOf(twice.id)).toMatchObject([{ title: `告知客户：${SENTENCE}`, assigneeId: sales.id, status: 'open', dueOn: due }])
    expect(todosOf(left.id)).toMatchObject([{ assigneeId: null }])
    expect(new Set(ofCustomer(twice.id).map(({ todoId }) => todoId)).size).toBe(1)
    expect(listIdeaStory(read(manager), idea.id).map(({ event, text }) => `${event} ${text}`)).toEqual([
      'told 2 位客户',
      'landed 新产线投产',
      'created 归入 3 条建议',
    ])
    expect(execute(tellAskers, { job: 'test' }, { id: idea.id })).toBeUndefined()
  })

  test('the share of askers who were told counts what was done, not what was planned or cancelled (N-16)', () => {
    const house = aDepartment()
    const [boss, sales] = [aUser('boss'), aUser('sales', undefined, house.id)]
    const manager = aUser('sales_manager', undefined, house.id)
    const three = [aCustomer(sales), aCustomer(sales), aCustomer(sales)]
    const idea = ideaOf(
      boss,
      three.map(({ id }) => byHand(boss, id).id),
    )
    expect(toldOf(read(manager))).toEqual({ askers: 0, told: 0 })
    land(boss, idea.id)
    const [first, second] = three.map(({ id }) => todosOf(id)[0]!)
    const done = aFollowUp(sales, three[0]!.id)
    execute(finishTodo, sales, { id: first!.id, version: 1, followUpId: done.id })
    execute(cancelTodo, sales, { id: second!.id, version: 1, reason: '客户已注销' })
    expect(toldOf(read(manager))).toEqual({ askers: 3, told: 1 })
    const states = listAskers(read(manager), { idea: idea.id }).rows.map(({ customerId, state }) => [customerId, state])
    expect(new Map(states as [number, string][])).toEqual(
      new Map([
        [three[0]!.id, 'told'],
        [three[1]!.id, 'cancelled'],
        [three[2]!.id, 'waiting'],
      ]),
    )
    expect(listAskers(read(manager), { state: 'told' }).rows.map(({ customerId }) => customerId)).toEqual([three[0]!.id])
    expect(listAskers(read(aUser('sales', undefined, house.id)), { idea: idea.id }).total).toBe(0)
  })

  test('who asks later for what has landed is told too, once', () => {
    const manager = aUser('service_manager')
    const customer = aCustomer()
    const idea = ideaOf(manager)
    land(manager, idea.id)
    const join = () => {
      const { id } = byHand(manager, customer.id)
      execute(sortSuggestions, manager, { ids: [id], to: 'idea', ideaId: idea.id })
      return id
    }
    const ids = [join(), join()]
    expect(todosOf(customer.id)).toHaveLength(1)
    expect(() => execute(sortSuggestions, manager, { ids, to: 'open' })).toThrow('已安排告知客户')
    expect(() => ideaOf(manager, ids)).toThrow('已安排告知客户')
  })

  test('more than a portion is worked off by the job, and who was in the bin when they are back', async () => {
    const manager = aUser('service_manager')
    const admin = aUser('admin')
    const template = aCustomer()
    const binned = aCustomer()
    const idea = ideaOf(manager)
    const { id: _, ...row } = reader().select().from(customers).where(eq(customers.id, template.id)).get()!
    const made = Array.from({ length: PORTION + 3 }, (__, n) => {
      const values = { ...row, number: `S${idea.id}-${n}`, nameKey: `s${idea.id}-${n}` }
      return writer().insert(customers).values(values).returning({ id: customers.id }).get().id
    })
    for (const customerId of [...made, binned.id])
      writer().insert(suggestions).values({ customerId, ideaId: idea.id, source: 'hand', text: '快', createdAt: now() }).run()
    execute(deleteCustomer, admin, { id: binned.id, version: 1 })
    land(manager, idea.id)
    const planned = () => ofIdea(idea.id).filter(({ todoId }) => todoId !== null).length
    expect(planned()).toBe(PORTION)
    expect(await planTelling({ signal: new AbortController().signal })).toBe('安排告知 3 位客户')
    expect(planned()).toBe(PORTION + 3)
    execute(restoreCustomer, admin, { id: binned.id, version: 2 })
    await planTelling({ signal: new AbortController().signal })
    expect(todosOf(binned.id)).toHaveLength(1)
    expect(await planTelling({ signal: new AbortController().signal })).toBe('没有要告知的客户')
  })

  test('open again, what is not done is taken back; landed anew, only those not yet told have a to-do', () => {
    const manager = aUser('service_manager')
    const sales = aUser('sales')
    const [told, waiting] = [aCustomer(sales), aCustomer(sales)]
    const idea = ideaOf(manager, [byHand(manager, told.id).id, byHand(manager, waiting.id).id])
    land(manager, idea.id)
    execute(finishTodo, sales, { id: todosOf(told.id)[0]!.id, version: 1, followUpId: aFollowUp(sales, told.id).id })
    execute(moveIdea, manager, { ...handle(idea.id), status: 'planned', reason: '还没有全部上线' })
    expect(current(idea.id)).toMatchObject({ status: 'planned', tells: false, landedAt: null })
    expect(todosOf(waiting.id)).toMatchObject([{ status: 'cancelled' }])
    land(manager, idea.id)
    expect(todosOf(waiting.id).map(({ status }) => status)).toEqual(['cancelled', 'open'])
    expect(todosOf(told.id).map(({ status }) => status)).toEqual(['done'])
  })

  test('a sentence that nobody finished, a state that is over and a stale page are refused', () => {
    const manager = aUser('boss')
    const idea = ideaOf(manager)
    expect(() => land(manager, idea.id, sentenceFor('交期太长'))).toThrow('写完整')
    expect(() => land(manager, idea.id, '您提到的“交期太长”，我们已…')).toThrow('写完整')
    expect(() => land(manager, idea.id, ' ')).toThrow('请填写告知客户的话')
    expect(() => execute(landIdea, manager, { ...handle(idea.id), sentence: SENTENCE, reason: '' })).toThrow('请填写原因')
    expect(isFinished('我们已经换了供应商', '交期太长')).toBe(true)
    expect(() => execute(landIdea, manager, { id: idea.id, version: 9, sentence: SENTENCE, reason: '好' })).toThrow('有了变化')
    land(manager, idea.id)
    expect(() => land(manager, idea.id)).toThrow('请先退回')
    expect(() => execute(landIdea, aUser('sales'), { ...handle(idea.id), sentence: SENTENCE, reason: '好' })).toThrow('没有权限')
  })
})

describe('declined', () => {
  test('those who asked hear of it only where somebody says so', () => {
    const manager = aUser('service_manager')
    const customer = aCustomer()
    const quiet = ideaOf(manager, [byHand(manager, customer.id).id])
    execute(declineIdea, manager, { ...handle(quiet.id), reason: '成本过高' })
    expect(todosOf(customer.id)).toEqual([])
    const said = ideaOf(manager, [byHand(manager, customer.id).id])
    expect(() => execute(declineIdea, manager, { ...handle(said.id), reason: '成本过高', tells: '1' })).toThrow('请填写告知客户的话')
    execute(declineIdea, manager, {
      ...handle(said.id),
      reason: '成本过高',
      tells: '1',
      sentence: '您提到的建议我们认真评估过，目前暂不能做到',
    })
    expect(todosOf(customer.id)).toMatchObject([{ title: '告知客户：您提到的建议我们认真评估过，目前暂不能做到' }])
  })
})

test('an idea changes its name and who answers for it, and tells what it was', () => {
  const manager = aUser('boss')
  const idea = ideaOf(manager)
  execute(editIdea, manager, { ...handle(idea.id), title: '缩短\n交期', responsibleId: manager.id })
  expect(current(idea.id)).toMatchObject({ title: '缩短 交期', responsibleId: manager.id, version: 2 })
  expect(() => execute(editIdea, manager, { ...handle(idea.id), title: '缩短交期', responsibleId: 999_999 })).toThrow('找不到这位同事')
  expect(() => execute(moveIdea, manager, { ...handle(idea.id), status: 'new', reason: '再看看' })).toThrow('现在已经是')
  expect(reader().select().from(ideaEntries).where(eq(ideaEntries.ideaId, idea.id)).all()).toMatchObject([
    { event: 'created', byId: manager.id },
    { event: 'edited', text: '原为「交期太长」' },
  ])
})

const ofIdea = (id: number) => reader().select().from(suggestions).where(eq(suggestions.ideaId, id)).all()
