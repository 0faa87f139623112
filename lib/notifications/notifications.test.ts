import { expect, test } from 'vitest'
import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { aUser } from '#tests/factories'
import { markAllRead, markRead, raiseNotification } from './commands.ts'
import { afterQuiet, type Due, isQuiet, messageOf, remindAt } from './model.ts'
import { countUnread, listNotifications, untoldOf } from './queries.ts'

const at = (text: string) => Date.parse(`${text}:00+08:00`)
const night = { quietFrom: '22:00', quietTo: '08:00' }

test.each([
  ['2026-11-22T21:59', night, false],
  ['2026-11-22T22:00', night, true],
  ['2026-11-22T00:00', night, true],
  ['2026-11-22T07:59', night, true],
  ['2026-11-22T08:00', night, false],
  ['2026-11-22T12:30', { quietFrom: '12:00', quietTo: '13:00' }, true],
  ['2026-11-22T13:00', { quietFrom: '12:00', quietTo: '13:00' }, false],
  ['2026-11-22T03:00', { quietFrom: '09:00', quietTo: '09:00' }, false],
])('%s in %o is quiet: %s', (moment, quiet, expected) => {
  expect(isQuiet(at(moment), quiet)).toBe(expected)
})

test.each([
  ['2026-11-22T23:00', '2026-11-23T08:00'],
  ['2026-11-22T02:00', '2026-11-22T08:00'],
  ['2026-11-22T14:00', '2026-11-22T14:00'],
])('%s is told at %s', (moment, told) => {
  expect(afterQuiet(at(moment), night)).toBe(at(told))
})

const due = (day: string, time: string | null, more: Partial<Due> = {}): Due => ({
  id: 7,
  title: '提交方案',
  customer: '苏州蓝澜电子科技有限公司',
  assigneeId: 3,
  leadMinutes: 60,
  ...night,
  dueOn: day,
  dueTime: time,
  dueAt: time ? at(`${day}T${time}`) : at(`${day}T23:59`) + 59_999,
  ...more,
})

test.each([
  ['with a time: its lead before', due('2026-11-23', '14:30'), '2026-11-23T13:30'],
  ['without lead: at its time', due('2026-11-23', '14:30', { leadMinutes: 0 }), '2026-11-23T14:30'],
  ['when the lead begins in quiet hours: at their end', due('2026-11-23', '08:30'), '2026-11-23T08:00'],
  ['due in the quiet evening: next morning', due('2026-11-23', '23:30'), '2026-11-24T08:00'],
  ['a day ahead', due('2026-11-23', '14:30', { leadMinutes: 1440 }), '2026-11-22T14:30'],
  ['without a time: in the morning of its day', due('2026-11-23', null), '2026-11-23T08:00'],
  ['without a time, at the end of one’s own quiet hours', due('2026-11-23', null, { quietTo: '09:30' }), '2026-11-23T09:30'],
  ['without a time or quiet hours: at eight', due('2026-11-23', null, { quietFrom: '00:00', quietTo: '00:00' }), '2026-11-23T08:00'],
  ['without a time, two days ahead', due('2026-11-23', null, { leadMinutes: 2880 }), '2026-11-21T08:00'],
])('%s', (_, todo, moment) => {
  expect(remindAt(todo)).toBe(at(moment))
})

test.each([
  [due('2026-11-23', null), '2026-11-23T07:55', undefined],
  [due('2026-11-23', null), '2026-11-23T08:00', '今天到期：提交方案 · 苏州蓝澜电子科技有限公司'],
  [due('2026-11-23', '14:30'), '2026-11-23T13:25', undefined],
  [due('2026-11-23', '14:30'), '2026-11-23T13:30', '今天 14:30 到期：提交方案 · 苏州蓝澜电子科技有限公司'],
  [due('2026-11-24', '09:00', { leadMinutes: 1440 }), '2026-11-23T09:00', '明天 09:00 到期：提交方案 · 苏州蓝澜电子科技有限公司'],
  [due('2026-11-23', '14:30'), '2026-11-23T14:35', '已逾期：提交方案 · 苏州蓝澜电子科技有限公司'],
  [due('2026-11-23', null), '2026-11-25T08:00', '已逾期 2 天：提交方案 · 苏州蓝澜电子科技有限公司'],
  [due('2026-11-23', null), '2026-11-25T22:30', undefined],
])('%# at %s one is told %s', (todo, moment, title) => {
  expect(messageOf(todo, at(moment))?.title).toBe(title)
})

test('of what stays overdue one is told once a day at most, and ever more rarely', () => {
  const days = Array.from({ length: 100 }, (_, n) => messageOf(due('2026-01-01', null), at('2026-01-02T09:00') + n * 86_400_000)!.key)
  expect(new Set(days).size).toBe(8)
  expect(messageOf(due('2026-01-01', null), at('2026-01-02T21:00'))!.key).toBe(days[0])
})

const told = (userId: number, key: string) =>
  execute(raiseNotification, { job: 'reminders' }, { userId, key, kind: 'todo', title: '今天到期', href: '/todos/7' })

test('the same thing is said once, to each person', () => {
  const [one, other] = [aUser('sales'), aUser('sales')]
  expect(told(one.id, 'todo:7:1')).toBeDefined()
  expect(told(one.id, 'todo:7:1')).toBeUndefined()
  told(other.id, 'todo:7:1')
  expect(countUnread(grant(one, 'notification.read'))).toBe(1)
})

test('what has been said is known by person and key', () => {
  const [one, other] = [aUser('sales'), aUser('sales')]
  told(one.id, 'todo:9:1')
  const asked = [one, other].flatMap(({ id }) => ['todo:9:1', 'todo:9:2'].map((key) => ({ userId: id, key })))
  expect(untoldOf(grant({ job: 'reminders' }, 'notification.raise'), asked)).toEqual(asked.slice(1))
})

test('one sees and marks one’s own alone', () => {
  const [one, other] = [aUser('sales'), aUser('sales')]
  const { after } = told(one.id, 'todo:8:1')
  expect(() => execute(markRead, other, { id: after.id })).toThrow('找不到通知')
  expect(listNotifications(grant(other, 'notification.read')).rows).toEqual([])
  execute(markRead, one, { id: after.id })
  expect(listNotifications(grant(one, 'notification.read'), { unread: true }).total).toBe(0)
})

test('all are marked read at once, others’ stay', () => {
  const [one, other] = [aUser('sales'), aUser('sales')]
  for (const n of [1, 2, 3]) told(one.id, `todo:${n}:1`)
  told(other.id, 'todo:1:1')
  expect(execute(markAllRead, one, {}).after.marked).toBe(3)
  expect([one, other].map((user) => countUnread(grant(user, 'notification.read')))).toEqual([0, 1])
})

test('no one is sent elsewhere, and no person raises a notification', () => {
  const user = aUser('admin')
  const input = { userId: user.id, key: 'x', kind: 'machine', title: 't', href: '/settings' } as const
  expect(() => execute(raiseNotification, { job: 'x' }, { ...input, href: '//evil.example' })).toThrow('本平台')
  expect(() => execute(raiseNotification, user, input)).toThrow('没有权限')
})
