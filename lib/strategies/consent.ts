import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Source, Tx } from '#db/client'
import { todos } from '#db/schema/followups'
import { consents } from '#db/schema/strategies'
import { surveyInvitations } from '#db/schema/surveys'
import { builtOnce } from '#db/statements'
import { now } from '../kernel/time.ts'
import type { Consent } from './labels.ts'

export type ConsentRow = typeof consents.$inferSelect

/** The last word of a customer on being written to; undefined where nobody has asked. */
export const consentOf = (customerId: number, from: Source): ConsentRow | undefined => consentRow(from).get({ customerId })

const consentRow = builtOnce((from) =>
  from
    .select()
    .from(consents)
    .where(eq(consents.id, sql.placeholder('customerId')))
    .prepare(),
)

/** Puts down a customer's word, over whatever it said before (I-05). */
export function writeConsent(tx: Tx, customerId: number, word: { marketing: Consent; source: string; byId: number | null }) {
  const before = consentOf(customerId, tx)
  const values = { ...word, at: now() }
  const after = tx
    .insert(consents)
    .values({ id: customerId, ...values })
    .onConflictDoUpdate({ target: consents.id, set: values })
    .returning()
    .get()
  return { before, after }
}

/** The customer itself says that it wants no more of it: from then on no strategy and no survey reaches it, and what was on its way is called off. */
export function refuseMarketing(tx: Tx, customerId: number, source: string) {
  const written = writeConsent(tx, customerId, { marketing: 'refused', source, byId: null })
  dropOpen(tx, customerId)
  return written
}

/** Calls off what was pushed to a customer and has not gone out: offers and surveys. */
export function dropOpen(tx: Tx, customerId: number) {
  const at = now()
  const offered = sql`select p.todo_id from strategy_pushes p join strategies s on s.id = p.strategy_id
    where p.customer_id = ${customerId} and p.sent_at is null and p.todo_id is not null and (s.marketing = 1 or s.kind = 'survey')`
  const asked = sql`select i.todo_id from survey_invitations i where i.customer_id = ${customerId} and i.todo_id is not null and ${unanswered('i')}`
  tx.update(todos)
    .set({ status: 'cancelled', doneAt: at, version: sql`${todos.version} + 1` })
    .where(and(eq(todos.customerId, customerId), eq(todos.status, 'open'), sql`(${todos.id} in (${offered}) or ${todos.id} in (${asked}))`))
    .run()
  tx.update(surveyInvitations)
    .set({ cancelledAt: at })
    .where(and(eq(surveyInvitations.customerId, customerId), isNull(surveyInvitations.answeredAt), isNull(surveyInvitations.cancelledAt)))
    .run()
}

const unanswered = (table: string) => sql`${sql.identifier(table)}.answered_at is null and ${sql.identifier(table)}.cancelled_at is null`
