import { levelLabels, potentialLabels, statusLabels, typeLabels } from '#lib/customers/model'
import type { MergeField } from '#lib/duplicates/choice'
import type { findSides } from '#lib/duplicates/queries'
import { industryLabel } from '#lib/industries/model'

export type Compared = ReturnType<typeof findSides>['low']

export const hangingLabels: Record<string, string> = {
  follow_ups: '跟进',
  todos: '待办',
  purchases: '采购',
  tickets: '工单',
  contacts: '联系人',
  files: '附件',
}

const figure = (value: number | null, unit: string) => (value === null ? '' : `${value.toLocaleString('en-US')} ${unit}`)

const values: Record<MergeField, (side: Compared) => string> = {
  name: ({ name }) => name,
  type: ({ type }) => typeLabels[type],
  contact: ({ contactMasked }) => contactMasked,
  phone: ({ phoneMasked }) => phoneMasked,
  email: ({ emailMasked }) => emailMasked,
  position: ({ position }) => position,
  industry: ({ industry }) => industry && industryLabel(industry),
  source: ({ source }) => source,
  level: ({ level }) => levelLabels[level],
  potential: ({ potential }) => (potential ? potentialLabels[potential] : ''),
  status: ({ status }) => statusLabels[status],
  owner: ({ ownerMasked }) => ownerMasked ?? '',
  headcount: ({ headcount }) => figure(headcount, '人'),
  revenueWan: ({ revenueMasked }) => revenueMasked ?? '',
  creditCode: ({ creditCode }) => creditCode,
  tags: ({ tags }) => tags,
  address: ({ address }) => address,
  note: ({ note }) => note,
  createdOn: ({ createdOn }) => createdOn,
  profile: ({ profile }) => (profile ? `${profile.needs.slice(0, 60) || '已填写'}` : ''),
}

/** A field of one side, in words; every secret by its mask. */
export const wordsOf = (side: Compared, field: MergeField): string => values[field](side)
