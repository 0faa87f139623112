import {
  categoryLabels,
  cycleLabels,
  emphases,
  knownConcerns,
  knownPains,
  type Profile,
  type ServiceCategory,
  urgencyLabels,
} from '#lib/profiles/model'
import { optionsOf } from '../ui/field-spec.tsx'
import type { FieldSpec } from '../ui/form.tsx'

const categories = Object.entries(categoryLabels).map(([value, label]) => ({ value, label, help: emphases[value as ServiceCategory] }))

/** The digital picture: category, needs, money, decision, concerns (S1-11 to S1-18). */
export function profileFields(p: Profile | undefined, isCompany: boolean): FieldSpec[] {
  return [
    { kind: 'radio', name: 'serviceCategory', label: '服务类别', value: p?.serviceCategory, options: categories, wide: true },
    { kind: 'heading', label: '需求' },
    ...tags('painPoints', '业务痛点', 'otherPains', '其他痛点', knownPains, p?.painPoints),
    { kind: 'textarea', name: 'needs', label: '采购需求', value: p?.needs, rows: 3, maxLength: 1000, help: '产品类型、服务周期' },
    { kind: 'number', name: 'budgetMinWan', label: '预算下限', value: p?.budgetMinWan, unit: '万元', min: 0 },
    { kind: 'number', name: 'budgetMaxWan', label: '预算上限', value: p?.budgetMaxWan, unit: '万元', min: 0 },
    { kind: 'select', name: 'urgency', label: '需求紧急度', value: p?.urgency, options: optionsOf(urgencyLabels), blank: '未判断' },
    { kind: 'heading', label: '决策' },
    { kind: 'select', name: 'decisionCycle', label: '决策周期', value: p?.decisionCycle, options: optionsOf(cycleLabels), blank: '未判断' },
    ...(isCompany ? departments(p) : []),
    { kind: 'textarea', name: 'decisionProcess', label: '决策流程', value: p?.decisionProcess, rows: 3, maxLength: 1000 },
    ...tags('concerns', '关注重点', 'otherConcerns', '其他关注重点', knownConcerns, p?.concerns),
  ]
}

const departments = (p?: Profile): FieldSpec[] => [
  {
    kind: 'text',
    name: 'decisionDepartments',
    label: '参与部门',
    value: p?.decisionDepartments,
    maxLength: 200,
    help: '例如 采购部、设备部',
  },
]

// The known words to tick, and a line for those of one's own.
const tags = (name: string, label: string, other: string, otherLabel: string, known: string[], value: string[] = []): FieldSpec[] => [
  { kind: 'checkboxes', name, label, value: value.filter((word) => known.includes(word)), options: known, wide: true },
  {
    kind: 'text',
    name: other,
    label: otherLabel,
    value: value.filter((word) => !known.includes(word)).join('、'),
    maxLength: 200,
    help: '多项用顿号分开',
    wide: true,
  },
]
