import type { Contact } from '../contacts/model.ts'
import type { Customer } from '../customers/model.ts'
import { budgetWords, type Profile } from './model.ts'

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
