import { urgencies } from '#db/schema/archive'
import { ticketKinds } from '#db/schema/sla'
import { monthAfter, monthOf, monthsUpTo } from '#lib/tickets/figures'
import type { Ask } from '#lib/tickets/sums'
import { oneOf, type Search, wholeIn } from '../../../_web/query.ts'

const MONTHS = 24

/** The months one can ask for, this one first. */
export const monthsAt = (at: number) => monthsUpTo(monthOf(at), MONTHS).reverse()

/** What an address of the figures asks for: this month where it names none, complaints where it names no kind (E-01). */
export const askOf = (query: Search, at: number): Ask => ({
  at,
  month: oneOf(query.month, monthsAt(at)) ?? monthOf(at),
  kind: query.kind === 'all' ? undefined : (oneOf(query.kind, ticketKinds) ?? 'complaint'),
  type: wholeIn(query.type),
  department: wholeIn(query.department),
  handler: wholeIn(query.handler),
  urgency: oneOf(query.urgency, urgencies),
})

/** 2026 年 11 月 */
export const monthWords = (month: string) => `${month.slice(0, 4)} 年 ${Number(month.slice(5))} 月`
export const monthBefore = (month: string) => monthAfter(month, -1)
