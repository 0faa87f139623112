import type { Tx } from '#db/client'
import { ticketScores } from '#db/schema/tickets'
import { authorOf, type Grant } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { type ScoreSource, scoreLabels, sourceLabels } from './labels.ts'
import type { Ticket } from './model.ts'
import { change } from './write.ts'

export type Given = { score: number; source: ScoreSource; comment: string }

/** 5 分 很满意 */
export const scoreWords = (given: number) => `${given} 分 ${scoreLabels[given]}`

/** Keeps one more score of a ticket beside the earlier ones (W-34). */
export const keepScore = (tx: Tx, me: Grant, ticketId: number, given: Given) =>
  tx
    .insert(ticketScores)
    .values({ ticketId, ...given, byId: authorOf(me.actor), at: now() })
    .run()

/** The same as a deed of its own: this score counts from now on, and the story tells of it. */
export function rate(tx: Tx, me: Grant, before: Ticket, given: Given) {
  keepScore(tx, me, before.id, given)
  const text = [`${scoreWords(given.score)}，${sourceLabels[given.source]}`, given.comment].filter(Boolean).join('：')
  return change(tx, me, before, { score: given.score }, 'scored', text)
}
