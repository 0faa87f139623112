import { z } from 'zod'
import { decisionCycles, type profiles, serviceCategories, urgencies } from '#db/schema/archive'
import type { Contact } from '../contacts/model.ts'
import { type Customer, tagsIn } from '../customers/model.ts'
import { findIndustry, industryLabel } from '../industries/model.ts'
import { daysBetween } from '../kernel/time.ts'

export type Profile = typeof profiles.$inferSelect
export type ServiceCategory = (typeof serviceCategories)[number]
export type Urgency = (typeof urgencies)[number]
export type DecisionCycle = (typeof decisionCycles)[number]

export const categoryLabels: Record<ServiceCategory, string> = { sme: '中小企业', large: '大型企业', government: '政府及事业单位' }
/** What one lays weight on with each category, in plans (S1-46) and in service (S1-76). */
export const emphases: Record<ServiceCategory, string> = {
  sme: '性价比、快速响应',
  large: '定制化、稳定性、长期服务协议',
  government: '合规性、服务保障、合规流程、书面报告',
}
export const urgencyLabels: Record<Urgency, string> = { high: '高', middle: '中', low: '低' }
export const cycleLabels: Record<DecisionCycle, string> = { short: '短（两周内）', middle: '中（两个月内）', long: '长（两个月以上）' }

/** 业务痛点 and 关注重点 that are offered; others may be written beside them (S1-11, S1-14). */
export const knownPains = ['成本高', '效率低', '产能不足', '交期不稳', '质量波动', '库存周转慢', '人手不足', '合规压力']
export const knownConcerns = ['价格', '品质', '交付速度', '售后响应', '账期', '稳定供货', '合规资质', '技术支持']

export const profileLabels: Record<string, string> = {
  serviceCategory: '服务类别',
  painPoints: '业务痛点',
  needs: '采购需求',
  urgency: '需求紧急度',
  budgetMinWan: '预算下限（万元）',
  budgetMaxWan: '预算上限（万元）',
  decisionCycle: '决策周期',
  decisionProcess: '决策流程',
  decisionDepartments: '参与部门',
  concerns: '关注重点',
}

const text = (max: number, label: string) => z.string().trim().max(max, `${label}最多 ${max} 字`)
const blankToNull = (v: unknown) => (typeof v === 'string' && v.trim() === '' ? null : v)
const choice = <const T extends readonly string[]>(of: T, label: string) =>
  z.preprocess(blankToNull, z.enum(of, `请从列表中选择${label}`).nullable()).default(null)
const wan = (label: string) =>
  z
    .preprocess(
      blankToNull,
      z.coerce
        .number(`${label}需为整数，单位万元`)
        .int(`${label}需为整数，单位万元`)
        .min(0, `${label}不能为负`)
        .max(10_000_000, `${label}过大，请核对`)
        .nullable(),
    )
    .default(null)
// Ticked words, or one alone, or none at all.
const words = (label: string) =>
  z.preprocess((v) => (Array.isArray(v) ? v : v ? [v] : []), z.array(text(20, label)).max(20, `${label}最多 20 项`)).default([])

/** What is asked of a profile (S1-11 to S1-18); `other…` are further words, parted by 、 or a comma. */
export const profileShape = {
  serviceCategory: choice(serviceCategories, '服务类别'),
  painPoints: words('业务痛点'),
  otherPains: text(200, '其他痛点').default(''),
  needs: text(1000, '采购需求').default(''),
  urgency: choice(urgencies, '需求紧急度'),
  budgetMinWan: wan('预算下限'),
  budgetMaxWan: wan('预算上限'),
  decisionCycle: choice(decisionCycles, '决策周期'),
  decisionProcess: text(1000, '决策流程').default(''),
  decisionDepartments: text(200, '参与部门').default(''),
  concerns: words('关注重点'),
  otherConcerns: text(200, '其他关注重点').default(''),
}

/** 50 – 80 万元, 50 万元以上, 80 万元以内; empty where nothing is known. */
export function budgetWords({ budgetMinWan: from, budgetMaxWan: to }: Pick<Profile, 'budgetMinWan' | 'budgetMaxWan'>): string {
  const said = (wan: number) => wan.toLocaleString('en-US')
  if (from !== null && to !== null) return from === to ? `${said(from)} 万元` : `${said(from)} – ${said(to)} 万元`
  if (from !== null) return `${said(from)} 万元以上`
  return to === null ? '' : `${said(to)} 万元以内`
}

type Tagged = Pick<Customer, 'industry' | 'tags' | 'potential'>

/** The parts of the composite tag [制造业]-[产能扩张需求]-[决策周期长]-[A类客户], each with what it asks the list for (S1-20). */
export function tagParts({ industry, tags, potential }: Tagged, profile?: Pick<Profile, 'decisionCycle'>) {
  const section = industry.slice(0, 1)
  const cycle = profile?.decisionCycle
  return [
    ...(section ? [{ text: industryLabel(section), query: `industry=${section}` }] : []),
    ...tagsIn(tags)
      .filter((tag) => !isToldElsewhere(tag))
      .slice(0, 3)
      .map((text) => ({ text, query: `tag=${encodeURIComponent(text)}` })),
    ...(cycle ? [{ text: `决策周期${cycleLabels[cycle].slice(0, 1)}`, query: `cycle=${cycle}` }] : []),
    ...(potential ? [{ text: `${potential}类客户`, query: `potential=${potential}` }] : []),
  ]
}

// A whole composite tag may have been typed or imported: its industry, cycle and class have fields of their own.
const isToldElsewhere = (tag: string) => /^(决策周期.*|[ABC] ?类(客户)?)$/.test(tag) || /^[A-T]$/.test(findIndustry(tag)?.code ?? '')

type Archive = Pick<Customer, 'type' | 'industry' | 'headcount' | 'position' | 'address' | 'tags' | 'potential'> & {
  revenueMasked: string | null
}
type Person = Pick<Contact, 'roles' | 'leftOn' | 'channel'>
/** Something not yet known: what, why it matters, and where it is told. */
export type Gap = { what: string; why: string; at: 'archive' | 'contacts' | 'profile' }

/** How much of the picture is there, 0 to 100 by weight, and what is missing, the weightiest first. */
export function completenessOf(archive: Archive, profile: Profile | undefined, people: Person[]): { score: number; missing: Gap[] } {
  const asked = [...ofArchive(archive), ...ofProfile(profile, archive.type === 'company'), ...ofPeople(people)]
  const whole = asked.reduce((sum, { weight }) => sum + weight, 0)
  const there = asked.reduce((sum, { weight, known }) => sum + (known ? weight : 0), 0)
  const missing = asked.filter(({ known }) => !known).toSorted((a, b) => b.weight - a.weight)
  return { score: Math.round((there / whole) * 100), missing: missing.map(({ what, why, at }) => ({ what, why, at })) }
}

const ask = (known: unknown, weight: number, at: Gap['at'], what: string, why: string) => ({ known: Boolean(known), weight, at, what, why })

function ofArchive(a: Archive) {
  const size = ask(a.headcount !== null || a.revenueMasked !== null, 8, 'archive', '企业规模', '方案和报价按规模来定')
  const position = ask(a.position, 6, 'archive', '联系人职位', '知道对方能不能做主')
  return [
    ask(a.industry, 6, 'archive', '所属行业', '按行业筛选和触达'),
    ...(a.type === 'company' ? [size, position] : []),
    ask(a.address, 4, 'archive', '地址', '上门拜访和寄送要用'),
    ask(a.tags, 8, 'archive', '需求标签', '组合标签靠它筛出同类客户'),
    ask(a.potential, 10, 'archive', '合作潜力', '决定投入多少时间'),
  ]
}

function ofProfile(p: Profile | undefined, isCompany: boolean) {
  const decision = [
    ask(p?.decisionCycle, 8, 'profile', '决策周期', '安排跟进的节奏'),
    ask(p?.decisionProcess || p?.decisionDepartments, 6, 'profile', '决策流程', '知道还要说服谁'),
  ]
  return [
    ask(p?.serviceCategory, 8, 'profile', '服务类别', '决定方案和服务的侧重'),
    ask(p?.painPoints.length, 10, 'profile', '业务痛点', '沟通从对方的难处说起'),
    ask(p?.needs, 10, 'profile', '采购需求', '没有需求就没有方案'),
    ask(p?.urgency, 8, 'profile', '需求紧急度', '先跟进急的客户'),
    ask(p && budgetWords(p), 8, 'profile', '预算范围', '报价不会离谱'),
    ...(isCompany ? decision : []),
    ask(p?.concerns.length, 8, 'profile', '关注重点', '方案写对方在意的事'),
  ]
}

function ofPeople(people: Person[]) {
  const there = people.filter(({ leftOn }) => leftOn === null)
  const decides = there.some(({ roles }) => roles.includes('decider'))
  return [
    ask(decides, 12, 'contacts', '关键决策人', '找对人，少走弯路'),
    ask(
      there.some(({ channel }) => channel),
      6,
      'contacts',
      '首选渠道',
      '用对方习惯的方式联系',
    ),
  ]
}

/** 14 个月 from one day to another: whole months of 30.44 days, one at least. */
export const monthsBetween = (from: string, to: string) => Math.max(1, Math.round(daysBetween(from, to) / 30.44))

/** A profile as the record tells of it: lists as words. */
export const toldOf = ({ painPoints, concerns, ...rest }: Profile) => ({
  ...rest,
  painPoints: painPoints.join('、'),
  concerns: concerns.join('、'),
})
