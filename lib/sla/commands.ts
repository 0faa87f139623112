import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { urgencies } from '#db/schema/archive'
import { calendarDays, clockTimes, slaPolicies, ticketKinds } from '#db/schema/sla'
import { command, created, removed, updated } from '../kernel/command.ts'
import { Conflict, Missing, Unfit } from '../kernel/errors.ts'
import { addDays, daysBetween, isDay } from '../kernel/time.ts'
import { urgencyLabels } from '../profiles/model.ts'
import { readSettings } from '../settings/queries.ts'
import { store } from '../settings/write.ts'
import { isoWeekday } from './calendar.ts'
import { type CalendarDay, kindLabels, ladderMinutes, spansIn, workDays, workHours } from './model.ts'
import { daysInNotice } from './notice.ts'
import { defaultPolicy } from './policy.ts'

const MOST_MINUTES = 90 * 24 * 60
const minutes = z.coerce.number('请填写时限').int('时限精确到分钟').min(1, '时限至少 1 分钟').max(MOST_MINUTES, '时限最长 90 天')

/** How fast tickets of a kind and urgency are served; clocks already running keep what was promised. */
export const setPolicy = command({
  name: 'sla.setPolicy',
  input: z.strictObject({
    kind: z.enum(ticketKinds, '请选择工单类型'),
    urgency: z.enum(urgencies, '请选择紧急程度'),
    version: z.coerce.number().int(),
    receiveMinutes: minutes,
    respondMinutes: minutes,
    resolveMinutes: minutes,
    time: z.enum(clockTimes, '请选择计时方式'),
    amberPercent: z.coerce.number('请填写百分比').int('请填写整数').min(10, '至少 10%').max(99, '最多 99%'),
  }),
  run(tx, _me, { version, ...input }) {
    if (input.resolveMinutes < input.respondMinutes) throw new Unfit('resolveMinutes', '解决时限不能短于响应时限')
    const before = storedPolicy(tx, input)
    if ((before?.version ?? 0) !== version) throw new Conflict('这条时限刚被别人改过，请刷新后再改')
    const values = { ...input, version: version + 1 }
    const after = before
      ? tx.update(slaPolicies).set(values).where(eq(slaPolicies.id, before.id)).returning().get()!
      : tx.insert(slaPolicies).values(values).returning().get()
    const was = before ?? { ...defaultPolicy(input.kind, input.urgency), id: after.id }
    return { ...updated(was, after), why: `${kindLabels[input.kind]} · ${urgencyLabels[input.urgency]}` }
  },
})

/** The company's working week and how late whom is told (W-03). */
export const setHours = command({
  name: 'sla.setHours',
  input: z
    .strictObject({
      workDays: z.preprocess((value) => (value === undefined ? [] : [value].flat()), workDays),
      workHours: z.string().max(200, '时段太多').transform(spansIn).pipe(workHours),
      tellHandler: ladderMinutes,
      tellHead: ladderMinutes,
      tellManager: ladderMinutes,
    })
    .refine((input) => input.tellHandler <= input.tellHead, { path: ['tellHead'], error: '不能早于提醒处理人' })
    .refine((input) => input.tellHead <= input.tellManager, { path: ['tellManager'], error: '不能早于提醒部门负责人' }),
  run: (tx, _me, input) => store(tx, { ...input, workDays: [...new Set(input.workDays)].sort() }),
})

const LONGEST_HOLIDAY = 31
const date = z.string().refine((text) => isDay(text) && text >= '2000' && text < '2100', '日期写作 2026-10-01')

/** A holiday or a make-up workday, or a run of them; a day that stands already is replaced. */
export const setDay = command({
  name: 'calendar.setDay',
  input: z.strictObject({
    date,
    until: z.union([z.literal(''), date]).default(''),
    kind: z.enum(['holiday', 'workday'], '请选择休息还是上班'),
    name: z.string().trim().max(20, '名称最多 20 字').default(''),
  }),
  run(tx, _me, { date, until, kind, name }) {
    const days = daysBetween(date, until || date) + 1
    if (days < 1) throw new Unfit('until', '结束日期不能早于开始日期')
    if (days > LONGEST_HOLIDAY) throw new Unfit('until', '一次最多登记 31 天')
    if (kind === 'holiday' && name === '') throw new Unfit('name', '请填写节日名称，例如 国庆节')
    const run = Array.from({ length: days }, (_, at) => ({ date: addDays(date, at), kind, name: name || '调休上班' }))
    const needless = run.find((day) => isNeedless(tx, day))
    if (needless) throw new Unfit('date', `${needless.date} 本来就是工作日，不用登记`)
    return run.map((day) => putDay(tx, day))
  },
})

/** A whole year out of the published notice; days that stand already are replaced, others stay (W-30). */
export const takeNotice = command({
  name: 'calendar.takeNotice',
  input: z.strictObject({ year: z.coerce.number().int().min(2000).max(2099), notice: z.string().max(5000, '通知最多 5000 字') }),
  run(tx, _me, { year, notice }) {
    const days = daysInNotice(year, notice)
    if (days.length === 0)
      throw new Unfit('notice', '没有读到放假日期，请粘贴通知原文，例如「二、春节：2月15日至23日放假调休，共9天。2月14日、2月28日上班。」')
    return days.filter((day) => !isNeedless(tx, day)).map((day) => putDay(tx, day))
  },
})

/** Takes a day out: the week decides about it again. */
export const removeDay = command({
  name: 'calendar.removeDay',
  input: z.strictObject({ id: z.coerce.number().int().positive() }),
  run(tx, _me, { id }) {
    const before = tx.delete(calendarDays).where(eq(calendarDays.id, id)).returning().get()
    if (!before) throw new Missing('这一天')
    return removed(before)
  },
})

function putDay(tx: Tx, day: CalendarDay) {
  const before = tx.select().from(calendarDays).where(eq(calendarDays.date, day.date)).get()
  if (before) {
    const after = tx.update(calendarDays).set(day).where(eq(calendarDays.id, before.id)).returning().get()!
    return { ...updated(before, after), why: day.date }
  }
  return created(tx.insert(calendarDays).values(day).returning().get())
}

// A make-up day on which the company works anyway.
const isNeedless = (tx: Tx, { kind, date }: CalendarDay) => kind === 'workday' && readSettings(tx).workDays.includes(isoWeekday(date))

const storedPolicy = (tx: Tx, { kind, urgency }: Pick<typeof slaPolicies.$inferSelect, 'kind' | 'urgency'>) =>
  tx
    .select()
    .from(slaPolicies)
    .where(and(eq(slaPolicies.kind, kind), eq(slaPolicies.urgency, urgency)))
    .get()
