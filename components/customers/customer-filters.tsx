import { Filters } from '../ui/filters.tsx'
import type { Option, OptionGroup } from '../ui/form.tsx'
import type { Place } from '../ui/place.tsx'

export type FilterChoices = {
  levels: Option[]
  types: Option[]
  potentials: Option[]
  statuses: Option[]
  sources: OptionGroup[]
  industries: Option[]
  categories: Option[]
  urgencies: Option[]
  cycles: Option[]
  owners: Option[]
  tiers: Option[]
}

export function CustomerFilters({ place, choices, children }: { place: Place; choices: FilterChoices; children?: React.ReactNode }) {
  const { levels, types, potentials, statuses, sources, industries, owners } = choices
  return (
    <Filters
      place={place}
      filters={[
        { kind: 'search', name: 'q', label: '搜索客户', placeholder: '名称、拼音、联系人、编号、电话尾号' },
        { kind: 'select', name: 'level', label: '客户等级', all: '全部等级', options: levels },
        ...(choices.tiers.length > 0
          ? [{ kind: 'select' as const, name: 'tier', label: '分层标签', all: '全部分层', options: choices.tiers }]
          : []),
        ...(owners.length > 1 ? [{ kind: 'select' as const, name: 'owner', label: '负责人', all: '全部负责人', options: owners }] : []),
        {
          kind: 'select',
          name: 'next',
          label: '下一步',
          all: '不限下一步',
          options: [
            { value: 'overdue', label: '已逾期' },
            { value: 'today', label: '今天到期' },
            { value: 'week', label: '未来 7 天' },
            { value: 'none', label: '没有下一步' },
          ],
        },
      ]}
      more={[
        { kind: 'select', name: 'type', label: '客户类型', options: types },
        { kind: 'select', name: 'industry', label: '所属行业', options: industries },
        { kind: 'select', name: 'source', label: '客户来源', options: sources },
        { kind: 'select', name: 'potential', label: '合作潜力', options: potentials },
        { kind: 'text', name: 'tag', label: '需求标签', placeholder: '例如 产能扩张需求' },
        { kind: 'select', name: 'category', label: '服务类别', options: choices.categories },
        { kind: 'select', name: 'urgency', label: '需求紧急度', options: choices.urgencies },
        { kind: 'select', name: 'cycle', label: '决策周期', options: choices.cycles },
        { kind: 'select', name: 'status', label: '档案状态', options: statuses },
        { kind: 'dates', name: 'created', label: '建档日期' },
      ]}
    >
      {children}
    </Filters>
  )
}
