import { sourceGroups } from '#components/customers/fields'
import type { FilterSpec } from '#components/ui/filters'
import { customerLevels } from '#db/schema/customers'
import { levelLabels } from '#lib/customers/model'
import { industries, isIndustry } from '#lib/industries/model'
import type { PoolFilter } from '#lib/pool/list'
import { readSettings } from '#lib/settings/queries'
import { oneOf, pageIn, type Search, sizeIn, textIn } from '../../_web/query.ts'

/** What an address of the pool asks for (E-01). */
export function poolAsked(query: Search): PoolFilter {
  const industry = textIn(query.industry, 3)
  return {
    q: textIn(query.q),
    level: oneOf(query.level, customerLevels),
    industry: industry && isIndustry(industry) ? industry : undefined,
    source: textIn(query.source, 40),
    region: textIn(query.region, 20),
    ...pagingOf(query),
  }
}

export const pagingOf = (query: Search) => ({ page: pageIn(query.page), size: sizeIn(query.size) })

const sections = industries.filter(({ code }) => code.length === 1).map(({ code, label }) => ({ value: code, label }))

/** The filters above the pool. */
export const filtersOf = (): FilterSpec[] => [
  { kind: 'search', name: 'q', label: '搜索公海', placeholder: '客户名称、拼音、编号' },
  { kind: 'select', name: 'level', label: '等级', options: customerLevels.map((value) => ({ value, label: levelLabels[value] })) },
  { kind: 'select', name: 'industry', label: '行业', options: sections },
]

/** Folded behind 更多筛选. */
export const moreFiltersOf = (): FilterSpec[] => [
  { kind: 'select', name: 'source', label: '来源', options: sourceGroups(readSettings().sources) },
  { kind: 'text', name: 'region', label: '地区', placeholder: '例如 苏州' },
]
