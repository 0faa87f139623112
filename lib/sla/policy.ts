import { urgencies } from '#db/schema/archive'
import { ticketKinds } from '#db/schema/sla'
import type { SlaPolicy, TicketKind } from './model.ts'

export type Urgency = (typeof urgencies)[number]
/** The part of a policy that a ticket keeps of its own, so that a later change of the policy leaves it as promised (N-06). */
export type Terms = Pick<SlaPolicy, 'receiveMinutes' | 'respondMinutes' | 'resolveMinutes' | 'time' | 'amberPercent'>
/** What is watched: creation to receipt, receipt to response, receipt to solution (S0-43). */
export type Watched = 'receive' | 'respond' | 'resolve'

const HOUR = 60
const resolveHours: Record<Urgency, number> = { high: 24, middle: 72, low: 168 }

/** Receipt within 2 hours, response within 24 hours from receipt, natural time, for every kind alike (S0-43, K7). */
export const defaultPolicy = (kind: TicketKind, urgency: Urgency): SlaPolicy => ({
  kind,
  urgency,
  receiveMinutes: 2 * HOUR,
  respondMinutes: 24 * HOUR,
  resolveMinutes: resolveHours[urgency] * HOUR,
  time: 'natural',
  amberPercent: 80,
  version: 0,
})

/** Every kind and urgency with what was stored for it, else the default, in the order of the page. */
export const completed = (stored: SlaPolicy[]): SlaPolicy[] =>
  ticketKinds.flatMap((kind) =>
    urgencies.map((urgency) => stored.find((policy) => policy.kind === kind && policy.urgency === urgency) ?? defaultPolicy(kind, urgency)),
  )

/** What a ticket keeps of its policy. */
export const termsOf = ({ receiveMinutes, respondMinutes, resolveMinutes, time, amberPercent }: Terms): Terms => ({
  receiveMinutes,
  respondMinutes,
  resolveMinutes,
  time,
  amberPercent,
})

/** How many minutes a clock runs under these terms. */
export const minutesFor = (watched: Watched, terms: Terms) =>
  ({ receive: terms.receiveMinutes, respond: terms.respondMinutes, resolve: terms.resolveMinutes })[watched]
