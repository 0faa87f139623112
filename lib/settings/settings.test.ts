import { beforeEach, expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { auditLog } from '#db/schema/audit'
import { settings } from '#db/schema/settings'
import { execute } from '#lib/execute'
import { fillPattern } from '#lib/kernel/numbers'
import { aCustomer, aUser } from '#tests/factories'
import { editSettings, setUpCompany } from './commands.ts'
import { defaultSources, numberPattern, sourcesAsText } from './model.ts'
import { isSetUp, readSettings } from './queries.ts'

const values = {
  companyName: '苏州蓝澜电子',
  companyPrefix: 'Q',
  personPrefix: 'G',
  numberPattern: '{TYPE}{YYYY}{SEQ:4}',
  idleMinutes: '480',
  absoluteHours: '168',
  sources: sourcesAsText(defaultSources),
}
const save = (changes: Record<string, string> = {}) => execute(editSettings, aUser('admin'), { ...values, ...changes } as never)

beforeEach(() => void writer().delete(settings).run())

test('what is not stored is the default', () => {
  expect(readSettings()).toMatchObject({
    numberPattern: '{TYPE}{YYYY}{SEQ:4}',
    companyPrefix: 'Q',
    idleMinutes: 480,
    sources: defaultSources,
  })
})

test.each(['{TYPE}{YYYY}{SEQ:4}', 'C{YYYY}{MM}{SEQ:3}', 'KH-{YYYY}-{SEQ:6}'])('the pattern %s is fit', (pattern) => {
  expect(numberPattern.safeParse(pattern).success).toBe(true)
})

test.each([
  ['{TYPE}{YYYY}', '流水号'],
  ['{TYPE}{SEQ:4}', '年份'],
  ['{TYPE}{YYYY}{SEQ:9}', '只能由'],
  ['{TYPE} {YYYY}{SEQ:4}', '只能由'],
  ['客户{YYYY}{SEQ:4}', '只能由'],
])('the pattern %s is refused: %s', (pattern, why) => {
  expect(
    numberPattern
      .safeParse(pattern)
      .error?.issues.map(({ message }) => message)
      .join(),
  ).toContain(why)
})

test('a pattern fills in prefix, day and serial, and a long serial grows', () => {
  expect(fillPattern('{TYPE}{YYYY}{MM}{SEQ:3}', { type: 'G', day: '2026-11-21', serial: 7 })).toBe('G202611007')
  expect(fillPattern('{TYPE}{YYYY}{SEQ:3}', { type: 'Q', day: '2026-11-21', serial: 12345 })).toBe('Q202612345')
})

test('a new prefix counts for the next customer, and old numbers stay', () => {
  const owner = aUser('sales')
  const earlier = aCustomer(owner)
  save({ companyPrefix: 'KH' })
  expect(earlier.number).toMatch(/^Q\d{8}$/)
  expect(aCustomer(owner).number).toMatch(/^KH\d{8}$/)
})

test('sources are read one group a line, and come back as they were typed', () => {
  save({ sources: ' 线上：官网、 搜索引擎 ,邮件\n\n线下: 展会\n老客户' })
  const { sources } = readSettings()
  expect(sources).toEqual({ 线上: ['官网', '搜索引擎', '邮件'], 线下: ['展会'], 其他: ['老客户'] })
  expect(sourcesAsText(sources)).toBe('线上：官网、搜索引擎、邮件\n线下：展会\n其他：老客户')
})

test.each([
  [{ sources: '线上：\n' }, 'sources'],
  [{ companyPrefix: 'kh' }, 'companyPrefix'],
  [{ idleMinutes: '29' }, 'idleMinutes'],
  [{ absoluteHours: '169' }, 'absoluteHours'],
  [{ companyName: ' ' }, 'companyName'],
])('%o is refused at its field and changes nothing', (changes, field) => {
  expect(() => save(changes as unknown as Record<string, string>)).toThrow(field)
  expect(reader().select().from(settings).all()).toEqual([])
})

test('only what changed is recorded', () => {
  save({ companyPrefix: 'KH' })
  const before = reader().select().from(auditLog).all().length
  save({ companyPrefix: 'KH' })
  expect(reader().select().from(auditLog).all()).toHaveLength(before)
  save({ companyPrefix: 'KH', idleMinutes: '60' })
  expect(reader().select().from(auditLog).all()).toHaveLength(before + 1)
})

test('the company is set up once', () => {
  const first = { companyName: '蓝澜', companyPrefix: 'Q', personPrefix: 'G' }
  execute(setUpCompany, { job: 'set-up' }, first)
  expect(isSetUp()).toBe(true)
  expect(() => execute(setUpCompany, { job: 'set-up' }, { ...first, companyName: '别人' })).toThrow('已经完成')
  expect(readSettings().companyName).toBe('蓝澜')
})
