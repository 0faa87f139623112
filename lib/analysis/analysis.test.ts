import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { analysisParts, analysisRisks, analysisRows } from '#db/schema/analysis'
import { profiles } from '#db/schema/archive'
import { followUps, purchases } from '#db/schema/followups'
import { surveyAnswers, surveyInvitations, surveyQuestions, surveyResponses, surveys } from '#db/schema/surveys'
import { tickets } from '#db/schema/tickets'
import { customerTiers, tiers } from '#db/schema/tiers'
import { analyse } from '#jobs/analysis'
import { execute } from '#lib/execute'
import { tableOf } from '#lib/exports/tables'
import { grant } from '#lib/kernel/grant'
import { instantOf, now } from '#lib/kernel/time'
import { aCustomer, aDepartment, aUser } from '#tests/factories'
import { textOfPdf } from '#tests/pdf-text'
import { clearAnalysis, dropFigures, leaveAnalysis } from './clear.ts'
import { refreshAnalysis } from './commands.ts'
import { printInWorker } from './in-worker.ts'
import { listRisks } from './list.ts'
import { idOfRef } from './lists.ts'
import { spansAt } from './model.ts'
import { createNote, removeNote } from './notes.ts'
import { findPart, scopeOf } from './queries.ts'
import { listHeard } from './queries-heard.ts'
import { listNotes } from './queries-notes.ts'
import { recommendationsFor } from './queries-recommend.ts'
import { findList, listBehind } from './queries-rows.ts'
import { saidWithin } from './queries-said.ts'
import { findWhole } from './whole.ts'

const DAY = '2026-10-31'
const AT = instantOf(DAY, '03:30')
process.env.CLOCK_SHIFT = String(AT - Date.now())

const [east, west] = [aDepartment('华东'), aDepartment('华西')]
const boss = aUser('boss', '林总')
const manager = aUser('sales_manager', '周经理', east.id)
const [zhang, li] = [aUser('sales', '张三', east.id), aUser('sales', '李四', west.id)]
const read = grant(boss, 'analysis.read')
const theirs = grant(manager, 'analysis.read')
const reading = grant(boss, 'customer.read')
const risk = reader().select().from(tiers).where(eq(tiers.key, 'churn_risk')).get()!

const one = aCustomer(zhang, { name: '苏州蓝澜电子有限公司', level: 'vip', address: '江苏省苏州市' })
const two = aCustomer(zhang, { name: '无锡恒达机械有限公司', address: '' })
const three = aCustomer(li, { name: '成都远景软件有限公司', industry: 'I65', source: '线上广告', address: '成都市高新区' })

const buy = (customerId: number, purchasedOn: string, yuan: number, product = '数控刀片') =>
  writer()
    .insert(purchases)
    .values({ customerId, product, quantityMilli: 1000, amountFen: yuan * 100, purchasedOn, createdAt: now() })
    .run()
let serial = 0
const say = (customerId: number, day: string, feedback: string) =>
  writer()
    .insert(followUps)
    .values({
      number: `G${++serial}`,
      customerId,
      occurredAt: instantOf(day, '10:00'),
      method: 'phone',
      content: '问候',
      feedback,
      createdAt: now(),
    })
    .run()

function answer(customerId: number, day: string, text: string, scale: number) {
  const survey = writer().insert(surveys).values({ title: '调研', status: 'open', createdAt: now() }).returning().get()
  const question = (kind: 'scale' | 'text') =>
    writer().insert(surveyQuestions).values({ surveyId: survey.id, position: 1, kind, text: '问' }).returning().get().id
  const asked = { surveyId: survey.id, customerId }
  const invitation = writer()
    .insert(surveyInvitations)
    .values({ ...asked, reason: 'hand', createdAt: now() })
    .returning()
    .get()
  const response = writer()
    .insert(surveyResponses)
    .values({ ...asked, invitationId: invitation.id, source: 'phone', day, at: now() })
    .returning()
    .get()
  writer()
    .insert(surveyAnswers)
    .values({ responseId: response.id, questionId: question('text'), text })
    .run()
  writer()
    .insert(surveyAnswers)
    .values({ responseId: response.id, questionId: question('scale'), value: scale })
    .run()
}

beforeAll(async () => {
  buy(one.id, '2026-10-01', 1000)
  buy(one.id, '2026-04-01', 500)
  buy(one.id, '2025-10-31', 200)
  buy(two.id, '2025-01-05', 900)
  buy(three.id, '2026-10-31', 300, '授权续费')
  say(one.id, '2026-10-20', '交期太长')
  say(two.id, '2026-10-21', '交期要缩短')
  say(three.id, '2026-06-01', '交期')
  writer()
    .insert(profiles)
    .values({ id: one.id, painPoints: ['交期不稳'], concerns: ['价格'], needs: '增加备件', updatedAt: AT - 1000 })
    .run()
  const ticket = { kind: 'inquiry', urgency: 'low', description: '询问备件', status: 'closed', createdAt: instantOf('2026-10-10') } as const
  writer()
    .insert(tickets)
    .values({ ...ticket, number: 'T1', customerId: three.id, score: 3, closedAt: instantOf('2026-10-12') })
    .run()
  writer()
    .insert(tickets)
    .values({ ...ticket, number: 'T2', customerId: two.id, status: 'void' })
    .run()
  answer(one.id, '2026-10-15', '备件到货慢', 5)
  const evidence = JSON.stringify({ silence: 100, sincePurchase: 664, 'growth:12': -100 })
  writer().insert(customerTiers).values({ customerId: two.id, tierId: risk.id, since: '2026-10-30', evidence }).run()
  await analyse({ at: AT, signal: new AbortController().signal })
})

test('the house and each department have figures of their own, as of the day; a manager sees those of the department', () => {
  const house = findPart(read, 'overview')!
  expect(house.day).toBe(DAY)
  expect(house.figures.whole).toMatchObject({ customers: 3, buyers: 2, fen: 180_000, beforeFen: 110_000, beforeBuyers: 2 })
  expect(scopeOf(theirs)).toBe(east.id)
  expect(findPart(theirs, 'overview')!.figures.whole).toMatchObject({ customers: 2, buyers: 1, fen: 150_000 })
  expect(findPart(grant(aUser('sales_manager'), 'analysis.read'), 'overview')).toBeUndefined()
  expect(house.figures.scores.now).toEqual({ sum: 8, count: 2 })
})

test('what stands behind a figure is as many as it says, in the order of money, and within reach', () => {
  const list = findList(read, 'buy', 1, 50)
  expect([list.total, list.refs.map(idOfRef)]).toEqual([2, [one.id, three.id]])
  expect(listBehind(reading, list.refs, spansAt(DAY)).map(({ name, fen, beforeFen }) => [name, fen, beforeFen])).toEqual([
    [one.name, 150_000, 20_000],
    [three.name, 30_000, 0],
  ])
  expect(findList(theirs, 'buy', 1, 50).refs.map(idOfRef)).toEqual([one.id])
  expect(findList(theirs, 'buy.region.四川', 1, 50)).toMatchObject({ total: 0, refs: [] })
  expect(listBehind(grant(li, 'customer.read'), list.refs, spansAt(DAY)).map(({ id }) => id)).toEqual([three.id])
  for (const code of ["'; drop table customers--", 'buy.', 'zzz']) expect(findList(read, code, 1, 50).total).toBe(0)
})

test('needs are heard in feedback, profiles, tickets and surveys, and lead to what was said (S2-12)', () => {
  const { terms } = findPart(read, 'needs')!.figures
  const word = (key: string) => terms.find((term) => term.kind === 'word' && term.key === key)
  expect(word('交期')).toMatchObject({ customers: [2, 2, 3], times: [2, 2, 3] })
  expect(word('备件')).toMatchObject({ customers: [2, 2, 2], voices: { p: [1, 1, 1], t: [1, 1, 1], s: [1, 1, 1] } })
  expect(terms.filter(({ kind }) => kind === 'ticket').map(({ key, ever }) => [key, ever])).toEqual([['咨询', 1]])
  const code = 'term.word:备件'
  const list = findList(read, code, 1, 50, saidWithin(read, code, 30))
  const heard = listHeard(reading, list.refs)
  expect(heard.map(({ voice, customer }) => [voice, customer])).toEqual([
    ['p', one.name],
    ['s', one.name],
    ['t', three.name],
  ])
  expect(heard[0]!.text).toContain('交期不稳')
  const late = 'term.word:交期'
  expect(findList(read, late, 1, 50, saidWithin(read, late, 90)).total).toBe(2)
  expect(findList(read, late, 1, 50, saidWithin(read, late, 365)).refs).toHaveLength(3)
  // Of a ticket, a person without the right to it reads nothing.
  const { 'ticket.read': _, ...may } = boss.may
  expect(listHeard(grant({ ...boss, may }, 'customer.read'), list.refs).map(({ voice }) => voice)).toEqual(['p', 's'])
})

test('who is at risk is listed with reasons, points and what is at stake, for those within reach', () => {
  const found = listRisks({ me: read, customers: reading }, {})
  expect(found.rows.map(({ name, points, amountFen, since }) => [name, points, amountFen, since])).toEqual([
    [two.name, 65, 90_000, '2026-10-30'],
  ])
  expect(found.rows[0]!.reasons.map(({ points, text }) => `${points} ${text}`)).toEqual([
    '25 距上次购买天数 664 天',
    '20 未联系天数 100 天',
    '20 近 12 个月合作金额下降 100%',
  ])
  const asked = (filter: Parameters<typeof listRisks>[1]) => listRisks({ me: read, customers: reading }, filter).total
  expect([
    asked({ owner: zhang.id }),
    asked({ owner: li.id }),
    asked({ level: 'vip' }),
    asked({ industry: 'C' }),
    asked({ sort: 'points', dir: 'asc' }),
  ]).toEqual([1, 0, 0, 1, 1])
  const others = aUser('sales_manager', undefined, west.id)
  expect(listRisks({ me: grant(others, 'analysis.read'), customers: grant(others, 'customer.read') }, {}).total).toBe(0)
  const sheet = tableOf(boss, { kind: 'risks', filter: {} })
  expect(sheet.rowsOf(sheet.ids)[0]).toEqual(expect.arrayContaining([two.name, 65, '900.00', '2026-10-30']))
})

test('the PDF says what the pages say, under who took it', async () => {
  const { contents, at } = findWhole(read, 90)!
  const text = textOfPdf(await printInWorker(contents, at, '下载：林总 2026-10-31 09:00'))
    .flat()
    .join('')
    .replaceAll(' ', '')
  for (const { title, table } of contents.sections) {
    expect(text).toContain(title.replaceAll(' ', ''))
    for (const { cells } of table?.rows ?? []) for (const cell of cells) expect(text, title).toContain(cell.text.replaceAll(' ', ''))
  }
  expect(text).toContain('下载：林总')
  expect(text).not.toContain('每个数字都有代码')
  expect(text).toContain('1,800.00')
})

test('what others of the trade buy is offered to whoever has not bought it; what one buys again has its rhythm', async () => {
  for (let n = 0; n < 3; n++) buy(aCustomer(zhang).id, '2026-09-01', 10, '切削液')
  await analyse({ at: AT, signal: new AbortController().signal })
  const found = recommendationsFor(grant(boss, 'purchase.read'), one)!
  expect(found.usual).toEqual([{ product: '数控刀片', times: 3, days: 168, last: '2026-10-01', due: '2027-03-18', late: 0 }])
  expect(found.suggested).toEqual([{ product: '切削液', buyers: 3, of: 4 }])
  expect(recommendationsFor(grant(boss, 'purchase.read'), three)).toBeUndefined()
  expect(() => recommendationsFor(grant(li, 'purchase.read'), one)).toThrow('客户')
})

test('a further working-out takes the place of the one before, and leaves nothing of it', async () => {
  const before = reader()
    .select()
    .from(analysisParts)
    .all()
    .map(({ at }) => at)
  await analyse({ at: AT, signal: new AbortController().signal })
  const after = reader().select().from(analysisParts).all()
  expect(new Set(after.map(({ at }) => at)).size).toBe(1)
  expect(after[0]!.at).toBeGreaterThan(Math.max(...before))
  expect(
    new Set(
      reader()
        .select({ made: analysisRows.made })
        .from(analysisRows)
        .all()
        .map(({ made }) => made),
    ).size,
  ).toBe(1)
  expect(reader().select().from(analysisRisks).all()).toHaveLength(1)
})

test('a working-out that is broken off leaves what was there', async () => {
  const stop = new AbortController()
  const before = findPart(read, 'overview')
  stop.abort()
  await expect(analyse({ at: AT, signal: stop.signal })).rejects.toThrow()
  expect(findPart(read, 'overview')).toEqual(before)
})

test('to work out anew is asked for once', () => {
  execute(refreshAnalysis, boss, {})
  expect(() => execute(refreshAnalysis, boss, {})).toThrow('正在统计')
})

test('a conclusion stands with its author, who alone may take it back (S2-13)', () => {
  const { id } = execute(createNote, boss, { text: '交期是首要问题' }).after
  expect(listNotes(read)[0]).toMatchObject({ text: '交期是首要问题', by: '林总' })
  expect(() => execute(removeNote, aUser('boss'), { id })).toThrow('自己')
  expect(() => execute(createNote, boss, { text: '好', strategyId: 9999 })).toThrow('策略')
  execute(removeNote, boss, { id })
  expect(listNotes(read)).toEqual([])
})

test('who goes leaves no trace in the list of those at risk; with the examples go the figures', () => {
  execute(createNote, boss, { text: '结论' })
  writer().transaction((tx) => {
    clearAnalysis(tx, sql`(${two.id})`)
    leaveAnalysis(tx, sql`(${zhang.id})`)
    dropFigures(tx)
  })
  expect(listRisks({ me: read, customers: reading }, {}).total).toBe(0)
  expect(findPart(read, 'overview')).toBeUndefined()
  expect(listNotes(read)).toHaveLength(1)
})
