import { budgetWords, categoryLabels, cycleLabels, emphases, type Profile, urgencyLabels } from '#lib/profiles/model'
import { type Fact, Facts } from '../ui/facts.tsx'

/** What a customer needs, how it decides, what it cares for; by default only what is known, `whole` says what is not. */
export function ProfileFacts({ profile, whole }: { profile?: Profile; whole?: boolean }) {
  const facts = factsOf(profile).filter(({ value }) => whole || value)
  return facts.length > 0 ? <Facts facts={facts} /> : null
}

function factsOf(p?: Profile): Fact[] {
  return [
    { label: '服务类别', value: p?.serviceCategory && linked('category', p.serviceCategory, categoryLabels[p.serviceCategory]) },
    { label: '服务侧重', value: p?.serviceCategory && emphases[p.serviceCategory] },
    { label: '业务痛点', value: p?.painPoints.join('、') },
    { label: '采购需求', value: p?.needs },
    { label: '紧急度', value: p?.urgency && linked('urgency', p.urgency, urgencyLabels[p.urgency]) },
    { label: '预算范围', value: p && budgetWords(p) },
    { label: '决策周期', value: p?.decisionCycle && linked('cycle', p.decisionCycle, cycleLabels[p.decisionCycle]) },
    { label: '决策流程', value: p?.decisionProcess },
    { label: '参与部门', value: p?.decisionDepartments },
    { label: '关注重点', value: p?.concerns.join('、') },
  ]
}

const linked = (name: string, value: string, label: string) => <a href={`/customers?${name}=${value}`}>{label}</a>
