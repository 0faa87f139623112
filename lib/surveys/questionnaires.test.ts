import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { surveyQuestions, surveys } from '#db/schema/surveys'
import { execute } from '#lib/execute'
import { aCustomer, aUser } from '#tests/factories'
import { askCustomer, closeSurvey, createSurvey, editSurvey, openSurvey, removeSurvey } from './commands.ts'
import { invite } from './invite.ts'
import { listQuestions } from './queries.ts'

const head = aUser('service_manager', '何静')
const start = () => reader().select().from(surveys).where(eq(surveys.key, 'satisfaction')).get()!
const ask = (customerId: number, surveyId: number) => execute(askCustomer, head, { surveyId, customerId })

describe('the start questionnaire', () => {
  test('asks for the three dimensions of the documents, the recommendation and a word, open and by itself at three months (S1-57, S1-58)', () => {
    expect(start()).toMatchObject({ status: 'open', edition: 1, atThreeMonths: true })
    expect(listQuestions(start().id).map(({ kind, dimension, required }) => [kind, dimension, required])).toEqual([
      ['scale', '服务质量', true],
      ['scale', '产品性价比', true],
      ['scale', '响应速度', true],
      ['recommend', '整体推荐意愿', true],
      ['text', '改进建议', false],
    ])
  })
})

const question = { kind: 'scale', dimension: '交付', text: '交付准时吗？', required: true } as const
const aSurvey = (values: object = {}) => execute(createSurvey, head, { title: '交付调研', questions: [question], ...values }).after
const edit = (id: number, version: number, values: object = {}) =>
  execute(editSurvey, head, { id, version, title: '交付调研', questions: [question], ...values })

describe('a questionnaire', () => {
  test('is a draft until it is opened; what is wrong stands at its question', () => {
    const made = aSurvey()
    expect(made).toMatchObject({ status: 'draft', edition: 1, questions: ['交付：交付准时吗？'] })
    expect(() => aSurvey({ questions: [] })).toThrow('请至少填写一道题')
    expect(() => aSurvey({ questions: [{ ...question, kind: 'choice', options: '仅此一项' }] })).toThrow('至少要两个选项')
    expect(() => aSurvey({ questions: [{ ...question, text: ' ' }] })).toThrow('请填写题目')
    expect(() => aSurvey({ questions: Array.from({ length: 31 }, () => question) })).toThrow('最多 30 道题')
    const { after } = execute(openSurvey, head, { id: made.id, version: 1 })
    expect(after?.status).toBe('open')
    expect(() => execute(openSurvey, head, { id: made.id, version: 1 })).toThrow('刚被别人改过')
    execute(closeSurvey, head, { id: made.id, version: 2 })
    expect(() => execute(removeSurvey, head, { id: made.id, version: 3 })).toThrow('草稿')
  })

  test('nobody was asked by is changed in place', () => {
    const { id } = aSurvey()
    const choice = { kind: 'choice', text: '收货方式', options: '自提\n送货\n\n自提' } as const
    expect(edit(id, 1, { questions: [choice, question] }).after).toMatchObject({ id, edition: 1, version: 2 })
    expect(listQuestions(id).map(({ kind, options, required }) => [kind, options, required])).toEqual([
      ['choice', ['自提', '送货'], false],
      ['scale', [], true],
    ])
    expect(() => edit(id, 1)).toThrow('刚被别人改过')
    execute(removeSurvey, head, { id, version: 2 })
    expect(reader().select().from(surveyQuestions).where(eq(surveyQuestions.surveyId, id)).all()).toEqual([])
  })

  test('somebody was asked by gets another edition, and answers stay to what was asked', () => {
    const { id } = aSurvey()
    execute(openSurvey, head, { id, version: 1 })
    const customer = aCustomer()
    ask(customer.id, id)
    const next = edit(id, 2, { questions: [question, { kind: 'text', text: '还有什么要说的？' }] }).after!
    expect(next.id).not.toBe(id)
    expect(next).toMatchObject({ status: 'draft', edition: 2, formerId: id })
    expect(listQuestions(id)).toHaveLength(1)
    expect(() => edit(id, 2)).toThrow('已经有新版')
    execute(openSurvey, head, { id: next.id, version: 1 })
    expect(reader().select().from(surveys).where(eq(surveys.id, id)).get()?.status).toBe('closed')
    expect(() => ask(customer.id, next.id)).toThrow('还没有答复')
    const asked = writer().transaction((tx) =>
      invite(tx, { surveyId: id, customerId: aCustomer().id, reason: 'strategy', assigneeId: null }),
    )
    expect(asked?.surveyId).toBe(next.id)
  })
})
