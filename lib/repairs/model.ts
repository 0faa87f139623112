import type { Ticket } from '../tickets/model.ts'

/** What is done for a customer after a ticket that hurt, on which day after it (N-12). */
export const steps = [
  { day: 1, title: (number: string) => `致歉电话：工单 ${number}` },
  { day: 7, title: (number: string) => `确认问题已解决：工单 ${number}` },
  { day: 30, title: (number: string) => `回访客户：工单 ${number}` },
] as const

/** Up to here a score is a bad one. */
const BAD = 3
/** From here it is a good one. */
const GOOD = 4

/** Whether a closed ticket hurt: it was urgent, or the customer scored it badly. One that is scored later was closed before: then the score alone counts. */
export const hurts = ({ status, urgency, score }: Pick<Ticket, 'status' | 'urgency' | 'score'>, closing: boolean) =>
  status === 'closed' && ((closing && urgency === 'high') || (score !== null && score <= BAD))

export const isGood = (score: number) => score >= GOOD
