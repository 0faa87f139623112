import { customerLevels } from '#db/schema/customers'
import { type RiskFilter, riskSorts } from '#lib/analysis/list'
import { levelLabels } from '#lib/customers/model'
import { industryLabel, isIndustry } from '#lib/industries/model'
import { dirIn, oneOf, pageIn, type Search, sizeIn, textIn, wholeIn } from '../../../_web/query.ts'

/** What an address of the list of those at risk asks for (E-01). */
export function askedOf(query: Search): RiskFilter {
  const industry = textIn(query.industry, 1)
  return {
    owner: wholeIn(query.owner),
    industry: industry && isIndustry(industry) ? industry : undefined,
    level: oneOf(query.level, customerLevels),
    sort: oneOf(query.sort, riskSorts),
    dir: dirIn(query.dir),
    page: pageIn(query.page),
    size: sizeIn(query.size),
  }
}

/** The filter in words, for the first line of a sheet. */
export function filterWords({ owner, industry, level }: RiskFilter, nameOf: (id: number) => string) {
  const words = [
    owner !== undefined && `负责人：${owner === 0 ? '无' : nameOf(owner)}`,
    industry && `所属行业：${industryLabel(industry)}`,
    level && `等级：${levelLabels[level]}`,
  ]
  return ['流失风险客户', ...words.filter(Boolean)].join('，')
}
