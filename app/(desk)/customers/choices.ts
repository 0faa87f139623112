import { levelLabels, potentialLabels, typeLabels } from '#lib/customers/model'
import { industries } from '#lib/industries/model'
import { readSettings } from '#lib/settings/queries'

/** What the customer form offers to choose from. */
export const choicesOf = () => ({
  types: typeLabels,
  levels: levelLabels,
  potentials: potentialLabels,
  sources: readSettings().sources,
  industries: [...industries],
})
