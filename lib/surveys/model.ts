import type { surveyInvitations, surveyQuestions, surveyResponses, surveys } from '#db/schema/surveys'
import { addDays, DAY } from '../kernel/time.ts'

export type Survey = typeof surveys.$inferSelect
export type Question = typeof surveyQuestions.$inferSelect
export type Invitation = typeof surveyInvitations.$inferSelect
export type Response = typeof surveyResponses.$inferSelect

/** A link to answer by is good for so long, once (S1-57, I-07). */
export const LINK_DAYS = 14
export const LINK_MS = LINK_DAYS * DAY
/** Nobody is asked by the machine again within so many days. */
export const AGAIN_DAYS = 180
/** Unanswered for so long, the link is spoken of once more (W-34). */
export const REMIND_DAYS = 5
/** How long a colleague has to send the questionnaire. */
export const SEND_DAYS = 3

export type InvitationState = 'waiting' | 'sent' | 'answered' | 'expired' | 'cancelled'

/** What an invitation is at this moment: an answer comes before all, since that is what the customer remembers. */
export function stateOf(
  { answeredAt, cancelledAt, expiresAt, linkedAt }: Pick<Invitation, 'answeredAt' | 'cancelledAt' | 'expiresAt' | 'linkedAt'>,
  at: number,
): InvitationState {
  if (answeredAt !== null) return 'answered'
  if (cancelledAt !== null) return 'cancelled'
  if (expiresAt !== null && at >= expiresAt) return 'expired'
  return linkedAt === null ? 'waiting' : 'sent'
}

/** The same day some months on; where that month has none, its last day. */
export function monthsOn(day: string, months: number): string {
  const n = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months
  const [year, month] = [Math.floor(n / 12), (n % 12) + 1]
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return [String(year).padStart(4, '0'), pad(month), pad(Math.min(Number(day.slice(8)), last))].join('-')
}

const pad = (n: number) => String(n).padStart(2, '0')

/** Cooperation reached three months on a day of the last month (S1-57); what is longer ago is not asked about any more. */
export function reachedThreeMonths(first: string, day: string): boolean {
  const reached = monthsOn(first, 3)
  return reached <= day && reached > addDays(day, -CATCH_UP_DAYS)
}

/** How long ago three months may have been reached and still be asked about, so that old customers do not all come at once. */
export const CATCH_UP_DAYS = 31
