import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { surveyResponses } from '#db/schema/surveys'
import { customerTiers, tiers } from '#db/schema/tiers'
import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { addDays, asOf, instantOf, today } from '#lib/kernel/time'
import { atOnce } from '#lib/tickets/turns'
import { aCustomer, aUser } from '#tests/factories'
import { monthsIn, periodAsked, sliceAsked } from '../../app/(desk)/surveys/asked.ts'
import { createSurvey, openSurvey, recordSurvey } from './commands.ts'
import { sectionsOf } from './figure-words.ts'
import { dimensionsOf, figuresOf, isIn } from './figures.ts'
import { monthsOn } from './model.ts'
import { listQuestions } from './queries.ts'
import { tableOfAnswers } from './sheet.ts'
import { countAsked, gatherFacts, listComments, listResponses } from './sums.ts'

const head = aUser('service_manager')
const [owner, other] = [aUser('sales'), aUser('sales')]
const reading = grant(head, 'survey.read')
const questions = () => listQuestions(1)
const span = { from: addDays(today(), -364), to: today() }

/** An interview of a customer: three marks, the recommendation, a word; on a day. */
function said(
  by: typeof owner,
  marks: [number, number, number, number],
  { day = today(), word = '', tier }: { day?: string; word?: string; tier?: string } = {},
) {
  const customer = aCustomer(by)
  if (tier) label(customer.id, tier)
  const fields = Object.fromEntries(questions().map(({ id }, at) => [`q${id}`, at < 4 ? marks[at] : word]))
  asOf(instantOf(day, '10:00'), () =>
    execute(recordSurvey, head, { surveyId: 1, customerId: customer.id, source: 'phone', ...fields } as never),
  )
  return customer
}

function label(customerId: number, name: string) {
  const tier = reader().select().from(tiers).where(eq(tiers.name, name)).get()!
  writer().insert(customerTiers).values({ customerId, tierId: tier.id, since: today() }).run()
}

const tierName = () => reader().select().from(tiers).orderBy(tiers.priority).all()[0]!.name
const month = addDays(today(), -40).slice(0, 7)

const [, bad] = [
  said(owner, [5, 4, 3, 10], { word: '很好', tier: tierName() }),
  said(owner, [1, 4, 3, 6], { word: '太慢' }),
  said(other, [4, 4, 4, 8]),
  said(other, [5, 5, 5, 9], { day: addDays(today(), -40) }),
]

const facts = (me = reading, period = span) => atOnce(gatherFacts(me, 1, period))
const figures = (me = reading, period = span) => atOnce(figuresOf(facts(me, period), questions(), monthsIn(period)))

describe('results', () => {
  test('are averages by dimension, the spread of marks, promoters less detractors, by label and by month (S1-58)', () => {
    const { whole, dimensions, spreads, promoters, months } = figures()
    expect(whole).toMatchObject({ count: 4, low: 1, nps: 25 })
    expect(dimensions.map(({ dimension, count, low, mean }) => [dimension, count, low, mean])).toEqual([
      ['服务质量', 4, 1, 3.75],
      ['产品性价比', 4, 0, 4.25],
      ['响应速度', 4, 0, 3.75],
    ])
    expect(spreads[0]?.counts).toEqual([1, 0, 0, 1, 2])
    expect(promoters[0]).toMatchObject({ promoters: 2, passives: 1, detractors: 1, nps: 25 })
    expect(months.find(({ label }) => label === month)).toMatchObject({ count: 1, mean: 5 })
    expect(months).toHaveLength(12 + Number(months[0]?.label.slice(5) === today().slice(5, 7)))
    expect(figures().tiers.find(({ label }) => label === tierName())).toMatchObject({ count: 1, nps: 100 })
    expect(figures().tiers.reduce((sum, { count }) => sum + count, 0)).toBe(4)
  })

  test('say by every figure which answers stand behind it, and as many as it counts', () => {
    const sections = sectionsOf(figures(), dimensionsOf(questions()))
    const cells = sections
      .flatMap(({ table }) => table?.rows.flatMap((row) => row.cells) ?? [])
      .filter(({ code, text }) => code !== undefined && /^\d+$/.test(text))
    expect(cells.length).toBeGreaterThan(10)
    for (const { text, code } of cells) {
      const slice = sliceAsked(Object.fromEntries(new URLSearchParams(code)))
      expect([code, facts().filter((fact) => isIn(fact, questions(), slice)).length]).toEqual([code, Number(text)])
    }
  })

  test('are of the customers within reach, and of the days asked for', () => {
    expect(figures(grant(owner, 'survey.read')).whole.count).toBe(2)
    expect(figures(grant(aUser('sales'), 'survey.read')).whole).toMatchObject({ count: 0, mean: null, nps: null })
    expect(figures(reading, { from: month.concat('-01'), to: addDays(today(), -40) }).whole.count).toBe(1)
    expect(atOnce(countAsked(reading, 1, span))).toEqual({ asked: 4, answered: 4 })
    expect(atOnce(countAsked(grant(owner, 'survey.read'), 1, span)).asked).toBe(2)
    const ids = reader()
      .select({ id: surveyResponses.id })
      .from(surveyResponses)
      .all()
      .map(({ id }) => id)
    expect(listResponses(grant(other, 'survey.read'), ids)).toHaveLength(2)
    expect(listComments(grant(owner, 'survey.read'), ids).map(({ text }) => text)).toEqual(['太慢', '很好'])
    expect(listComments(grant(other, 'survey.read'), ids)).toEqual([])
  })

  test('leave as a sheet with a column a question, for whom it reaches', () => {
    const { header, ids, rowsOf } = tableOfAnswers(grant(head, 'survey.export'), { surveyId: 1, period: span, slice: { low: true } })
    expect(header.slice(-2)).toEqual(['整体推荐意愿：您有多大可能把我们推荐给同行或朋友？', '改进建议：您希望我们在哪些方面改进？'])
    expect(ids).toHaveLength(1)
    const [row] = rowsOf(ids)
    expect(row?.slice(0, 2)).toEqual([bad!.number, bad!.name])
    expect(row?.slice(-5)).toEqual(['1 分', '4 分', '3 分', '6 分', '太慢'])
    for (const secret of [bad!.phone, bad!.contact]) expect(JSON.stringify(rowsOf(ids))).not.toContain(secret)
  })
})

test('a question of no dimension is found by its figures, too', () => {
  const own = { kind: 'scale', text: '培训满意吗？', required: true } as const
  const made = execute(createSurvey, head, { title: '培训', questions: [own] }).after
  execute(openSurvey, head, { id: made.id, version: 1 })
  const [question] = listQuestions(made.id)
  for (const mark of [2, 5])
    execute(recordSurvey, head, {
      surveyId: made.id,
      customerId: aCustomer(owner).id,
      source: 'meeting',
      [`q${question!.id}`]: mark,
    } as never)
  const some = atOnce(gatherFacts(reading, made.id, span))
  const [section] = sectionsOf(atOnce(figuresOf(some, [question!], monthsIn(span))), [''])
  const code = section?.table?.rows[0]?.cells[3]?.code
  expect(code).toBeTruthy()
  const slice = sliceAsked(Object.fromEntries(new URLSearchParams(code)))
  expect(some.filter((fact) => isIn(fact, [question!], slice))).toHaveLength(1)
})

describe('an address', () => {
  test('that asks for nonsense asks for the last twelve months', () => {
    expect(periodAsked({ day_from: 'x', day_to: '2026-02-30' })).toEqual({ from: monthsOn(`${today().slice(0, 7)}-01`, -11), to: today() })
    expect(periodAsked({ day_from: '2026-05-01', day_to: '2026-04-01' })).toEqual({ from: '2026-04-01', to: '2026-05-01' })
    expect(monthsIn({ from: '2020-01-01', to: '2026-03-31' })).toHaveLength(24)
    expect(sliceAsked({ question: '-1', min: 'x', month: '2026', source: 'mail', low: '0' })).toEqual({})
  })
})
