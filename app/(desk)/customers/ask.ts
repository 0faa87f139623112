import { decisionCycles, serviceCategories, urgencies } from '#db/schema/archive'
import { customerLevels, customerStatuses, customerTypes, potentials } from '#db/schema/customers'
import { type CustomerFilter, sorts } from '#lib/customers/asking'
import { isIndustry } from '#lib/industries/model'
import { dayIn, dirIn, oneOf, pageIn, type Search, sizeIn, textIn, wholeIn } from '../../_web/query.ts'

const tierIn = (value: Search[string]) => (typeof value === 'string' && /^([a-z_]{1,40}|[1-9]\d{0,8})$/.test(value) ? value : undefined)

/** What an address of the customer list asks for (E-01). */
export function askedOf(query: Search): CustomerFilter {
  const industry = textIn(query.industry, 3)
  return {
    q: textIn(query.q),
    type: oneOf(query.type, customerTypes),
    level: oneOf(query.level, customerLevels),
    potential: oneOf(query.potential, potentials),
    status: oneOf(query.status, customerStatuses),
    source: textIn(query.source, 40),
    industry: industry && isIndustry(industry) ? industry : undefined,
    tag: textIn(query.tag, 40),
    category: oneOf(query.category, serviceCategories),
    urgency: oneOf(query.urgency, urgencies),
    cycle: oneOf(query.cycle, decisionCycles),
    owner: wholeIn(query.owner),
    tier: tierIn(query.tier),
    next: oneOf(query.next, ['none', 'overdue', 'today', 'week'] as const),
    from: dayIn(query.created_from),
    to: dayIn(query.created_to),
    sort: oneOf(query.sort, sorts),
    dir: dirIn(query.dir),
    page: pageIn(query.page),
    size: sizeIn(query.size),
  }
}
