import { z } from 'zod'
import type { contacts } from '#db/schema/archive'
import { maskEmail, maskName } from '../formats/mask.ts'
import { maskPhone, normalisePhone } from '../formats/phone.ts'
import { normaliseName } from '../formats/text.ts'
import { isDay, today } from '../kernel/time.ts'
import { birthdayWords, readBirthday } from './birthdays.ts'

export { birthdayLine, birthdayWords, lunarOf, nextBirthday, readBirthday } from './birthdays.ts'

export type Contact = typeof contacts.$inferSelect

/** 联系人角色 (S1-13). */
export const roleLabels = {
  decider: '关键决策人',
  user: '使用人',
  assessor: '技术评估人',
  buyer: '采购经办',
  finance: '财务',
  influencer: '影响者',
  executive: '高层',
} as const
/** 首选联系渠道 (S1-15). */
export const channelLabels = { phone: '电话', wechat: '微信', email: '邮件', sms: '短信', visit: '上门拜访' } as const
export type ContactRole = keyof typeof roleLabels

/** The word for each field, for forms, histories and messages. */
export const contactLabels: Record<string, string> = {
  contactMasked: '联系人姓名',
  name: '联系人姓名',
  position: '职位',
  roles: '角色',
  phoneMasked: '联系方式',
  phone: '联系方式',
  emailMasked: '邮箱',
  email: '邮箱',
  channel: '首选渠道',
  birthday: '生日',
  preferences: '偏好',
  taboos: '忌讳',
  agreesVisits: '同意上门拜访',
  agreesMarketing: '同意接收营销信息',
  leftOn: '离职日期',
}

const text = (max: number, label: string) => z.string().trim().max(max, `${label}最多 ${max} 字`)
const tick = z.preprocess((v) => v === true || v === 'on', z.boolean()).default(false)
// Nothing ticked is not posted at all; one box alone comes as a word, not as a list.
const listed = (v: unknown) => (Array.isArray(v) ? v : v ? [v] : [])
const codes = <T extends Record<string, string>>(labels: T) => Object.keys(labels) as (keyof T & string)[]

const phone = text(40, '联系方式').transform((typed, ctx) => {
  const found = typed === '' ? '' : normalisePhone(typed)
  if (found === null) ctx.addIssue({ code: 'custom', message: '手机号需为 11 位数字，固话写作 010-12345678，400 电话写作 400-123-4567' })
  return found ?? ''
})
const birthday = text(20, '生日').transform((typed, ctx) => {
  const read = typed === '' ? { birthday: '', isLunar: false } : readBirthday(typed)
  if (!read) ctx.addIssue({ code: 'custom', message: '生日写作 03-05；农历写作 农历十月十三' })
  return read ?? { birthday: '', isLunar: false }
})

/** What is asked of a contact (S1-13, S1-15, S1-48); the birthday is read in either calendar and its year is not kept. */
export const contactShape = {
  name: text(50, '姓名').transform(normaliseName),
  position: text(50, '职位').default(''),
  roles: z.preprocess(listed, z.array(z.enum(codes(roleLabels), '请从列表中选择角色')).max(7)).default([]),
  phone: phone.default(''),
  email: text(100, '邮箱')
    .pipe(z.union([z.literal(''), z.email('邮箱格式不对，例如 name@company.com')]))
    .default(''),
  channel: z.union([z.literal(''), z.enum(codes(channelLabels))], '请从列表中选择渠道').default(''),
  birthday: birthday.default({ birthday: '', isLunar: false }),
  preferences: text(500, '偏好').default(''),
  taboos: text(500, '忌讳').default(''),
  agreesVisits: tick,
  agreesMarketing: tick,
}

/** The day somebody left, today at the latest; empty where they are there after all. */
export const leftOn = z
  .string()
  .trim()
  .refine((day) => day === '' || isDay(day), '离职日期写作 2026-01-15')
  .refine((day) => day === '' || day <= today(), '离职日期不能在今天之后')
  .transform((day) => day || null)

/** What may be shown of a contact's secrets (K10). */
export const masksOf = ({ name, phone, email }: Pick<Contact, 'name' | 'phone' | 'email'>) => ({
  nameMasked: maskName(name),
  phoneMasked: maskPhone(phone),
  emailMasked: maskEmail(email),
})

/** A contact as the record tells of it: no name, number or address in full, and everything in words. */
export function toldOf({ name: _, phone: __, email: ___, isLunar, nameMasked, roles, ...rest }: Contact) {
  const birthday = birthdayWords({ birthday: rest.birthday, isLunar })
  return { ...rest, contactMasked: nameMasked, birthday, roles: roleWords(roles).join('、') }
}

/** 关键决策人, 高层 for the codes that are stored. */
export const roleWords = (roles: readonly string[]) => roles.map((role) => roleLabels[role as ContactRole] ?? role)
