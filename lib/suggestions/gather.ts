import { asc, eq } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { followUps } from '#db/schema/followups'
import { suggestions } from '#db/schema/suggestions'
import { surveyAnswers, surveyQuestions, surveyResponses } from '#db/schema/surveys'
import { tickets } from '#db/schema/tickets'
import { now } from '../kernel/time.ts'
import type { Source } from './labels.ts'
import { holdsSuggestion, MOST_TEXT, type Suggestion, saysAnything } from './model.ts'

type Found = Pick<
  typeof suggestions.$inferInsert,
  'customerId' | 'source' | 'ticketId' | 'followUpId' | 'responseId' | 'text' | 'createdBy'
>

/** Writes down a suggestion, to be looked at; undefined where what it comes from has one already. */
export const keep = (tx: Tx, found: Found): Suggestion | undefined =>
  tx
    .insert(suggestions)
    .values({ ...found, text: found.text.slice(0, MOST_TEXT), createdAt: now() })
    .onConflictDoNothing()
    .returning()
    .get()

/** What a record that just came in has of a suggestion; undefined where it has none (N-16). */
export function foundIn(tx: Tx, source: Source, id: number): Found | undefined {
  if (source === 'ticket') return inTicket(tx, id)
  if (source === 'followUp') return inFollowUp(tx, id)
  return source === 'survey' ? inAnswers(tx, id) : undefined
}

function inTicket(tx: Tx, id: number): Found | undefined {
  const ticket = tx.select().from(tickets).where(eq(tickets.id, id)).get()
  if (ticket?.kind !== 'suggestion') return undefined
  return { customerId: ticket.customerId, source: 'ticket', ticketId: id, text: ticket.description, createdBy: ticket.createdBy }
}

function inFollowUp(tx: Tx, id: number): Found | undefined {
  const told = tx.select().from(followUps).where(eq(followUps.id, id)).get()
  if (!told || !holdsSuggestion(told.feedback)) return undefined
  return { customerId: told.customerId, source: 'followUp', followUpId: id, text: told.feedback, createdBy: told.enteredBy }
}

// What was asked of no dimension, or for improvements, and answered in words.
const OPEN = new Set(['', '改进建议'])

function inAnswers(tx: Tx, id: number): Found | undefined {
  const response = tx.select().from(surveyResponses).where(eq(surveyResponses.id, id)).get()
  if (!response) return undefined
  const answers = tx
    .select({ text: surveyAnswers.text, kind: surveyQuestions.kind, dimension: surveyQuestions.dimension })
    .from(surveyAnswers)
    .innerJoin(surveyQuestions, eq(surveyQuestions.id, surveyAnswers.questionId))
    .where(eq(surveyAnswers.responseId, id))
    .orderBy(asc(surveyQuestions.position))
    .all()
  const said = answers.filter(({ kind, dimension, text }) => kind === 'text' && OPEN.has(dimension) && saysAnything(text))
  const text = said.map((one) => one.text.trim()).join('\n')
  if (text === '') return undefined
  return { customerId: response.customerId, source: 'survey', responseId: id, text, createdBy: response.byId }
}
