import { answerSources, surveyReasons } from '#db/schema/surveys'
import { today } from '#lib/kernel/time'
import { NO_DIMENSION } from '#lib/surveys/figure-cells'
import type { Slice } from '#lib/surveys/figures'
import { type InvitationFilter, invitationStates } from '#lib/surveys/list'
import { monthsOn } from '#lib/surveys/model'
import type { Period } from '#lib/surveys/sums'
import { dayIn, oneOf, pageIn, type Search, sizeIn, textIn, wholeIn } from '../../_web/query.ts'

/** What an address of a questionnaire's invitations asks for (E-01). */
export const invitationsAsked = (query: Search): InvitationFilter => ({
  q: textIn(query.q),
  state: oneOf(query.state, [...invitationStates, 'open'] as const),
  reason: oneOf(query.reason, surveyReasons),
  customer: wholeIn(query.customer),
  from: dayIn(query.created_from),
  to: dayIn(query.created_to),
  page: pageIn(query.page),
  size: sizeIn(query.size),
})

/** The days results are about: those asked for, else the last twelve months of the calendar, the last of them as far as it has come. */
export function periodAsked(query: Search): Period {
  const to = dayIn(query.day_to) ?? today()
  const from = dayIn(query.day_from) ?? `${monthsOn(`${to.slice(0, 7)}-01`, -11)}`
  return from <= to ? { from, to } : { from: to, to: from }
}

/** The answers behind a figure. */
export const sliceAsked = (query: Search): Slice => ({
  question: wholeIn(query.question),
  dimension: query.dimension === NO_DIMENSION ? '' : textIn(query.dimension, 20),
  min: wholeIn(query.min),
  max: wholeIn(query.max),
  tier: textIn(query.tier),
  month: typeof query.month === 'string' && /^\d{4}-\d\d$/.test(query.month) ? query.month : undefined,
  source: oneOf(query.source, answerSources),
  low: query.low === '1' ? true : undefined,
})

const MOST_MONTHS = 24

/** The months of a period, the latest of them where there are many. */
export function monthsIn({ from, to }: Period): string[] {
  const months: string[] = []
  for (
    let month = to.slice(0, 7);
    month >= from.slice(0, 7) && months.length < MOST_MONTHS;
    month = monthsOn(`${month}-01`, -1).slice(0, 7)
  )
    months.unshift(month)
  return months
}
