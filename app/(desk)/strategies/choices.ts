import type { Choices } from '#components/strategies/strategy-fields'
import { listDepartments } from '#lib/departments/queries'
import type { Grant } from '#lib/kernel/grant'
import { today } from '#lib/kernel/time'
import { placeholderWords } from '#lib/strategies/placeholders'
import { listResponsible, listSurveyChoices, listTierChoices } from '#lib/strategies/queries'

/** What the form of a strategy offers. */
export const choicesFor = (me: Grant<'strategy.create' | 'strategy.edit'>): Choices => ({
  tiers: listTierChoices(me),
  departments: listDepartments(),
  colleagues: listResponsible(me),
  surveys: listSurveyChoices(me),
  placeholders: placeholderWords,
  today: today(),
})
