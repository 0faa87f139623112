import { z } from 'zod'
import { type customerLevels, type customerStatuses, type customers, customerTypes, potentials } from '#db/schema/customers'
import { isCreditCode } from '../formats/credit-code.ts'
import { visibleText } from '../formats/lines.ts'
import { maskEmail, maskName } from '../formats/mask.ts'
import { maskPhone, normalisePhone } from '../formats/phone.ts'
import { sortKey } from '../formats/pinyin.ts'
import { searchTerms } from '../formats/search.ts'
import { comparableName, normaliseName } from '../formats/text.ts'
import { findIndustry } from '../industries/model.ts'
import { isDay, today } from '../kernel/time.ts'

export type Customer = typeof customers.$inferSelect
export type CustomerType = (typeof customerTypes)[number]
export type Level = (typeof customerLevels)[number]
export type Status = (typeof customerStatuses)[number]
export type Potential = (typeof potentials)[number]

export const typeLabels: Record<CustomerType, string> = { company: '企业客户', person: '个人客户' }
export const levelLabels: Record<Level, string> = { normal: '普通客户', vip: 'VIP客户', strategic: '战略客户' }
export const potentialLabels: Record<Potential, string> = { A: 'A 类 · 高价值意向', B: 'B 类 · 有需求', C: 'C 类 · 暂无明确需求' }
export const statusLabels: Record<Status, string> = {
  normal: '正常',
  unverified: '待核验',
  repairing: '修复中',
  dormant: '休眠',
  lost: '已流失',
  merged: '已合并',
  archived: '已归档',
}

/** The document's word for each field, for forms, histories and messages (S0-58). */
export const fieldLabels: Record<string, string> = {
  number: '客户编号',
  type: '客户类型',
  name: '客户名称',
  contact: '联系人姓名',
  contactMasked: '联系人姓名',
  phone: '联系方式',
  phoneMasked: '联系方式',
  email: '邮箱',
  emailMasked: '邮箱',
  position: '职位',
  industry: '所属行业',
  source: '客户来源',
  level: '客户等级',
  potential: '合作潜力',
  status: '档案状态',
  address: '企业地址',
  note: '备注信息',
  headcount: '员工数',
  revenueWan: '年营收',
  creditCode: '统一社会信用代码',
  tags: '需求标签',
  ownerId: '负责人',
  departmentId: '部门',
  createdOn: '建档日期',
  deletedAt: '删除时间',
}

const blankToNull = (v: unknown) => (typeof v === 'string' && v.trim() === '' ? null : v)
const shortened = (max: number, label: string) => z.string().max(max, `${label}最多 ${max} 字`)
const oneLine = (max: number, label: string) =>
  z
    .string()
    .max(max * 20, `${label}最多 ${max} 字`)
    .transform(normaliseName)
    .pipe(shortened(max, label))
const lines = (max: number, label: string) =>
  z
    .string()
    .max(max * 2, `${label}最多 ${max} 字`)
    .transform(visibleText)
    .pipe(shortened(max, label))
const whole = (label: string, max: number) =>
  z.preprocess(
    blankToNull,
    z.coerce.number(`${label}需为整数`).int(`${label}需为整数`).min(0, `${label}不能为负`).max(max, `${label}过大，请核对`).nullable(),
  )

const phone = z
  .string()
  .trim()
  .max(40, '联系方式过长')
  .transform((text, ctx) => {
    const found = text === '' ? '' : normalisePhone(text)
    if (found === null) ctx.addIssue({ code: 'custom', message: '手机号需为 11 位数字，固话写作 010-12345678，400 电话写作 400-123-4567' })
    return found ?? ''
  })
const industry = z
  .string()
  .trim()
  .max(60)
  .transform((text, ctx) => {
    const found = text === '' ? undefined : industryOf(text)
    if (text !== '' && !found)
      ctx.addIssue({ code: 'custom', message: `找不到行业「${text.slice(0, 20)}」，请从列表中选择，例如 C34 通用设备制造业` })
    return found ?? ''
  })

/** The fields of template 1 with what makes each fit (S0-25 to S0-29, S0-59 to S0-67). */
export const customerShape = {
  type: z.enum(customerTypes, '请选择客户类型'),
  name: oneLine(100, '客户名称').pipe(z.string().min(1, '请填写客户名称')),
  contact: oneLine(50, '联系人姓名'),
  phone,
  email: oneLine(100, '邮箱')
    .pipe(z.union([z.literal(''), z.email('邮箱格式不对，例如 name@company.com')]))
    .default(''),
  position: oneLine(50, '职位').default(''),
  industry,
  source: oneLine(40, '客户来源'),
  level: z.enum(['normal', 'vip', 'strategic'], '请选择客户等级').default('normal'),
  potential: z.preprocess(blankToNull, z.enum(potentials, '请选择 A、B 或 C').nullable()).default(null),
  address: oneLine(200, '企业地址').default(''),
  note: lines(2000, '备注信息').default(''),
  headcount: whole('员工数', 10_000_000).default(null),
  revenueWan: whole('年营收', 1_000_000_000).default(null),
  creditCode: oneLine(18, '统一社会信用代码')
    .transform((text) => text.toUpperCase())
    .refine((text) => text === '' || isCreditCode(text), '统一社会信用代码的校验位不对，请核对 18 位代码')
    .default(''),
  tags: oneLine(200, '需求标签').default(''),
}

export const createdOn = z
  .string()
  .trim()
  .refine(isDay, '建档日期写作 2026-01-15')
  .refine((day) => day <= today(), '建档日期不能在今天之后')

/** `C39`, `C39 计算机…`, `制造业-计算机…`, `计算机…` or an alias as the code that is stored; undefined when nothing fits for sure. */
export function industryOf(text: string): string | undefined {
  const code = /^([A-T]\d{0,2})(?=\s|$)/.exec(text)?.[1]
  return (code && findIndustry(code)?.code) || findIndustry(text)?.code || undefined
}

type Told = Pick<Customer, 'type' | 'name' | 'contact' | 'phone' | 'email'>

/** The columns that follow from others: keys to compare and sort by, and what may be shown of a secret (K10). */
export function derived({ type, name, contact, phone, email }: Told) {
  return {
    nameKey: name.toLowerCase(),
    namePinyin: sortKey(name, { surname: type === 'person' }),
    nameCore: type === 'company' ? comparableName(name) : '',
    contactMasked: maskName(contact),
    phoneMasked: maskPhone(phone),
    emailMasked: maskEmail(email),
  }
}

type Found = Told &
  Pick<Customer, 'number' | 'ownerId' | 'departmentId' | 'level' | 'potential' | 'status' | 'industry' | 'source' | 'tags'>
type Former = { field: 'name' | 'contact' | 'phone' | 'number'; value: string }
/** What else a customer is found by: its other contacts, also former ones, and what its profile says. */
export type Around = { people: { name: string; phone: string }[]; profile?: Sorted; helpers?: number[] }
type Sorted = { serviceCategory: string | null; urgency: string | null; decisionCycle: string | null }

/** The tags of a line, each once: what stands in brackets ([产能扩张需求]-[降本]), else words parted by 、, comma, semicolon or space. */
export function tagsIn(line: string): string[] {
  const bracketed = [...line.matchAll(/[[【]([^\]】]+)[\]】]/g)].map(([, tag]) => tag!.trim())
  const tags = bracketed.length > 0 ? bracketed : line.split(/[、，,；;\s]+/)
  return [...new Set(tags.filter((tag) => /[\p{L}\p{N}]/u.test(tag)))]
}

/** Everything a customer is found by, and the facets that filters and scopes ask for, as one document of words. */
export const termsOf = (c: Found, former: Former[] = [], around: Around = { people: [] }): string =>
  [
    documentOf(wordsOf(c, former, around.people), c),
    ...sortedFacets(around.profile),
    ...(around.helpers ?? []).map((one) => facet('col', one)),
  ].join(' ')

/** What takes long about a new customer, and follows from what was typed alone: how its name reads, what may be shown of it, its words. */
export const spell = (told: Told) => ({ keys: derived(told), words: wordsOf(told) })
export type Spelling = ReturnType<typeof spell>

/** The words with what is known last: number and facets. */
export const documentOf = (words: string, c: Found) => [words, searchTerms({ numbers: [c.number] }), ...facetsOf(c)].join(' ')

function wordsOf(c: Told, former: Former[] = [], others: Around['people'] = []): string {
  const was = (field: Former['field']) => former.filter((f) => f.field === field).map((f) => f.value)
  const isPerson = c.type === 'person'
  const names = [c.name, ...was('name')]
  const people = [c.contact, ...was('contact'), ...others.map(({ name }) => name)].filter((name) => !names.includes(name) || isPerson)
  return searchTerms({
    names: isPerson ? [] : names,
    people: isPerson ? [...new Set([...names, ...people])] : people,
    phones: [c.phone, ...was('phone'), ...others.map(({ phone }) => phone)],
    numbers: was('number'),
  })
}

const facetKinds = ['own', 'dep', 'typ', 'lvl', 'pot', 'sts', 'src', 'sec', 'ind', 'tag', 'cat', 'urg', 'cyc', 'col'] as const

/** Words with an underscore, which no typed text can contain: own_12, dep_3, lvl_vip … */
export const facet = (kind: (typeof facetKinds)[number], value: string | number) =>
  `${kind}_${String(value)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')}`

function facetsOf(c: Found) {
  const section = c.industry.slice(0, 1)
  return [
    facet('own', c.ownerId ?? 0),
    facet('dep', c.departmentId ?? 0),
    facet('typ', c.type),
    facet('lvl', c.level),
    facet('sts', c.status),
    ...(c.potential ? [facet('pot', c.potential)] : []),
    ...(c.source ? [facet('src', c.source)] : []),
    ...(section ? [facet('sec', section), facet('ind', c.industry)] : []),
    ...tagsIn(c.tags).map((tag) => facet('tag', tag)),
  ]
}

function sortedFacets(profile?: Sorted) {
  if (!profile) return []
  const { serviceCategory, urgency, decisionCycle } = profile
  return [
    ...(serviceCategory ? [facet('cat', serviceCategory)] : []),
    ...(urgency ? [facet('urg', urgency)] : []),
    ...(decisionCycle ? [facet('cyc', decisionCycle)] : []),
  ]
}
