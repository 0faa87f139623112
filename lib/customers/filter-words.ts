import { maskPhone, normalisePhone } from '../formats/phone.ts'
import { industryLabel } from '../industries/model.ts'
import { categoryLabels, cycleLabels, urgencyLabels } from '../profiles/model.ts'
import { findTierName } from '../tiers/list.ts'
import type { CustomerFilter, Sort } from './asking.ts'
import { levelLabels, potentialLabels, statusLabels, typeLabels } from './model.ts'

type Condition = Exclude<keyof CustomerFilter, 'page' | 'size' | 'sort' | 'dir'>
type Words = { [K in Condition]: (value: NonNullable<CustomerFilter[K]>) => string }

const sortLabels: Record<Sort, string> = {
  newest: '编号',
  name: '客户名称',
  createdOn: '建档日期',
  lastContact: '最近跟进',
  nextDue: '下一步',
}
const nextLabels = { none: '没有下一步', overdue: '已逾期', today: '今天到期', week: '未来 7 天' }

/** What a filter asks for, as a person would say it: 客户等级 VIP客户；负责人 李梅; 全部客户 where it asks nothing. A typed phone number stands masked. */
export function filterWords(filter: CustomerFilter, nameOf: (id: number) => string): string {
  const words = wordsWith(nameOf)
  const said = (Object.keys(words) as Condition[]).flatMap((key) => {
    const value = filter[key]
    return value === undefined ? [] : [(words[key] as (value: unknown) => string)(value)]
  })
  return said.length > 0 ? said.join('；') : '全部客户'
}

/** 按客户名称升序 */
export const orderWords = ({ sort = 'newest', dir }: CustomerFilter) =>
  `按${sortLabels[sort]}${(dir ?? (sort === 'newest' ? 'desc' : 'asc')) === 'asc' ? '升序' : '降序'}`

/** A search text as it may be kept: a whole number by its mask. */
export function searchWords(q: string): string {
  const phone = normalisePhone(q)
  return `搜索「${phone ? maskPhone(phone) : q}」`
}

const wordsWith = (nameOf: (id: number) => string): Words => ({
  q: searchWords,
  type: (value) => `客户类型 ${typeLabels[value]}`,
  level: (value) => `客户等级 ${levelLabels[value]}`,
  potential: (value) => `合作潜力 ${potentialLabels[value]}`,
  status: (value) => `档案状态 ${statusLabels[value]}`,
  source: (value) => `客户来源 ${value}`,
  industry: (value) => `所属行业 ${industryLabel(value)}`,
  tier: (value) => `分层 ${findTierName(value)?.name ?? value}`,
  owner: (value) => `负责人 ${value === 0 ? '无' : nameOf(value)}`,
  next: (value) => `下一步 ${nextLabels[value]}`,
  tag: (value) => `需求标签 ${value}`,
  category: (value) => `服务类别 ${categoryLabels[value]}`,
  urgency: (value) => `紧急程度 ${urgencyLabels[value]}`,
  cycle: (value) => `决策周期 ${cycleLabels[value]}`,
  from: (value) => `建档日期从 ${value}`,
  to: (value) => `建档日期到 ${value}`,
})
