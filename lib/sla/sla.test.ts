import { beforeEach, describe, expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { settings } from '#db/schema/settings'
import { calendarDays, slaPolicies } from '#db/schema/sla'
import { listAudit } from '#lib/audit/list'
import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { aUser } from '#tests/factories'
import { isWorkday, lacksYear } from './calendar.ts'
import { removeDay, setDay, setHours, setPolicy, takeNotice } from './commands.ts'
import { minutesWords, spansIn } from './model.ts'
import { listDays, listPolicies, listYears, readCalendar, readLadder, readPolicy } from './queries.ts'

const admin = aUser('admin')
const policy = {
  kind: 'complaint',
  urgency: 'high',
  version: 0,
  receiveMinutes: 60,
  respondMinutes: 120,
  resolveMinutes: 1440,
  time: 'working',
  amberPercent: 75,
} as const
const hours = { workDays: ['1', '2', '6'], workHours: '9:00–12:00，13:00至17:30', tellHandler: '0', tellHead: '30', tellManager: '90' }
const inWords = () =>
  listAudit(grant(admin, 'audit.read'), { size: 1 }).rows[0]!.changes.map(({ label, from, to }) => `${label} ${from} → ${to}`)

beforeEach(() => {
  writer().delete(slaPolicies).run()
  writer().delete(settings).run()
})

describe('a fresh database', () => {
  test('promises receipt within 2 hours and a response within 24 from receipt, for every kind and urgency (S0-43)', () => {
    const policies = listPolicies()
    expect(policies).toHaveLength(12)
    for (const one of policies) expect(one).toMatchObject({ receiveMinutes: 120, respondMinutes: 1440, time: 'natural', amberPercent: 80 })
    expect(policies.slice(0, 3).map(({ resolveMinutes }) => resolveMinutes)).toEqual([1440, 4320, 10_080])
  })

  test('holds the hours of the week, the ladder and the days of 2026, and knows that it lacks 2027', () => {
    const calendar = readCalendar()
    expect(calendar).toMatchObject({ workDays: [1, 2, 3, 4, 5], workHours: ['09:00-12:00', '13:30-18:00'] })
    expect(readLadder()).toEqual({ handler: 0, head: 60, manager: 240 })
    expect([lacksYear(calendar, '2026'), lacksYear(calendar, '2027')]).toEqual([false, true])
    expect(listYears()).toEqual([2026])
  })
})

describe('a policy', () => {
  test('is changed for its kind and urgency alone, and the record says what was', () => {
    execute(setPolicy, admin, policy)
    expect(readPolicy('complaint', 'high')).toEqual({ ...policy, version: 1 })
    expect(readPolicy('complaint', 'low')).toMatchObject({ receiveMinutes: 120, version: 0 })
    expect(listPolicies()[0]).toEqual({ ...policy, version: 1 })
    expect(inWords()).toEqual(['接收时限 120 → 60', '响应时限 1440 → 120', '计时方式 自然时间 → 工作时间', '预警比例 80 → 75'])
    execute(setPolicy, admin, { ...policy, version: 1, receiveMinutes: 30 })
    expect(inWords()).toEqual(['接收时限 60 → 30'])
  })

  test('that somebody else changed meanwhile is not overwritten', () => {
    execute(setPolicy, admin, policy)
    expect(() => execute(setPolicy, admin, policy)).toThrow('刚被别人改过')
    expect(readPolicy('complaint', 'high').version).toBe(1)
  })

  test.each([
    [{ receiveMinutes: 0 }, '至少 1 分钟'],
    [{ receiveMinutes: 1.5 }, '精确到分钟'],
    [{ respondMinutes: 'abc' }, '请填写时限'],
    [{ resolveMinutes: 129_601 }, '最长 90 天'],
    [{ respondMinutes: 1441 }, '不能短于响应'],
    [{ amberPercent: 100 }, '最多 99%'],
    [{ amberPercent: 9 }, '至少 10%'],
    [{ kind: 'gossip' }, '请选择工单类型'],
    [{ urgency: 'now' }, '请选择紧急程度'],
    [{ time: 'lunar' }, '请选择计时方式'],
  ])('with %j is refused', (wrong, why) => {
    expect(() => execute(setPolicy, admin, { ...policy, ...wrong } as never)).toThrow(why)
    expect(listPolicies().every(({ version }) => version === 0)).toBe(true)
  })
})

describe('the hours', () => {
  test('are read as a person types them and count at once', () => {
    execute(setHours, admin, hours)
    expect(readCalendar()).toMatchObject({ workDays: [1, 2, 6], workHours: ['09:00-12:00', '13:00-17:30'] })
    expect(readLadder()).toEqual({ handler: 0, head: 30, manager: 90 })
    expect(isWorkday(readCalendar(), '2026-03-07')).toBe(true)
  })

  test('a single ticked day comes as one value', () => {
    execute(setHours, admin, { ...hours, workDays: '7' })
    expect(readCalendar().workDays).toEqual([7])
  })

  test.each([
    [{ workDays: undefined }, '至少上一天班'],
    [{ workDays: ['8'] }, 'workDays'],
    [{ workHours: '' }, '至少填写一个时段'],
    [{ workHours: '九点到五点' }, '写作 09:00'],
    [{ workHours: '09:00-24:30' }, '写作 09:00'],
    [{ workHours: '12:00-09:00' }, '不能重叠'],
    [{ workHours: '09:00-12:00、11:00-18:00' }, '不能重叠'],
    [{ workHours: '13:00-18:00、09:00-12:00' }, '不能重叠'],
    [{ tellHandler: '' }, '请填写分钟数'],
    [{ tellHead: '-1' }, '不能为负'],
    [{ tellHandler: '40' }, '不能早于提醒处理人'],
    [{ tellManager: '20' }, '不能早于提醒部门负责人'],
    [{ tellManager: '10081' }, '最多 7 天'],
  ])('%j is refused', (wrong, why) => {
    expect(() => execute(setHours, admin, { ...hours, ...wrong } as never)).toThrow(why)
    expect(reader().select().from(settings).all()).toEqual([])
  })

  test('spans take every sign people put between times', () => {
    expect(spansIn('8:30 - 12:00,13：00~17:30\n18:00—20:00')).toEqual(['08:30-12:00', '13:00-17:30', '18:00-20:00'])
  })
})

describe('the calendar', () => {
  const days = (year: number) => listDays(year).map(({ date, kind, name }) => `${date} ${kind} ${name}`)
  beforeEach(() => void writer().delete(calendarDays).run())

  test('takes a run of days at once, and a make-up day without a name', () => {
    execute(setDay, admin, { date: '2027-10-01', until: '2027-10-03', kind: 'holiday', name: '国庆节' })
    execute(setDay, admin, { date: '2027-10-09', kind: 'workday' })
    expect(days(2027)).toEqual([
      '2027-10-01 holiday 国庆节',
      '2027-10-02 holiday 国庆节',
      '2027-10-03 holiday 国庆节',
      '2027-10-09 workday 调休上班',
    ])
    expect(listYears()).toEqual([2027])
    expect(isWorkday(readCalendar(), '2027-10-09')).toBe(true)
  })

  test('replaces a day that stands already, and gives it back to the week when it is removed', () => {
    execute(setDay, admin, { date: '2027-05-01', kind: 'holiday', name: '五一' })
    const { after } = execute(setDay, admin, { date: '2027-05-01', kind: 'holiday', name: '劳动节' })
    expect(days(2027)).toEqual(['2027-05-01 holiday 劳动节'])
    expect(inWords()).toEqual(['名称 五一 → 劳动节'])
    execute(removeDay, admin, { id: after!.id })
    expect(days(2027)).toEqual([])
    expect(() => execute(removeDay, admin, { id: after!.id })).toThrow('找不到这一天')
  })

  test.each([
    [{ date: '2027-02-30' }, '日期写作'],
    [{ date: '1999-12-31' }, '日期写作'],
    [{ until: '2027-09-30' }, '不能早于开始'],
    [{ until: '2027-11-01' }, '最多登记 31 天'],
    [{ name: '' }, '请填写节日名称'],
    [{ kind: 'workday' }, '本来就是工作日'],
    [{ kind: 'party' }, '请选择休息还是上班'],
    [{ name: '节'.repeat(21) }, '最多 20 字'],
  ])('refuses %j and changes nothing', (wrong, why) => {
    expect(() => execute(setDay, admin, { date: '2027-10-01', kind: 'holiday', name: '国庆节', ...wrong } as never)).toThrow(why)
    expect(days(2027)).toEqual([])
  })

  test('takes a whole notice, or says that it found no days in it', () => {
    execute(takeNotice, admin, { year: 2027, notice: '一、元旦：1月1日（周五）至3日（周日）放假，共3天。' })
    expect(days(2027)).toHaveLength(3)
    expect(() => execute(takeNotice, admin, { year: 2027, notice: '暂无' })).toThrow('没有读到放假日期')
  })

  test('leaves make-up days of a notice out where the company works on them anyway', () => {
    execute(setHours, admin, { ...hours, workDays: ['1', '2', '3', '4', '5', '6'] })
    execute(takeNotice, admin, { year: 2027, notice: '元旦：1月1日放假，共1天。1月3日、1月9日上班。' })
    expect(days(2027)).toEqual(['2027-01-01 holiday 元旦', '2027-01-03 workday 元旦调休上班'])
  })
})

test.each([
  [0, '0 分'],
  [59, '59 分'],
  [60, '1 小时'],
  [150, '2 小时 30 分'],
  [100_000, '1,666 小时 40 分'],
])('%i minutes are %s', (minutes, words) => expect(minutesWords(minutes)).toBe(words))
