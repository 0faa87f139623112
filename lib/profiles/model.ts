import type { decisionCycles, profiles, serviceCategories, urgencies } from '#db/schema/archive'
import type { Customer } from '../customers/model.ts'
import { tagsIn } from '../customers/search-words.ts'
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

/** 14 个月 from one day to another: whole months of 30.44 days, one at least. */
export const monthsBetween = (from: string, to: string) => Math.max(1, Math.round(daysBetween(from, to) / 30.44))

/** A profile as the record tells of it: lists as words. */
export const toldOf = ({ painPoints, concerns, ...rest }: Profile) => ({
  ...rest,
  painPoints: painPoints.join('、'),
  concerns: concerns.join('、'),
})
