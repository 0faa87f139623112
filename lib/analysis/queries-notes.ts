import { desc, eq } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { analysisNotes } from '#db/schema/analysis'
import { users } from '#db/schema/people'
import { strategies } from '#db/schema/strategies'
import { Missing } from '../kernel/errors.ts'
import type { Grant } from '../kernel/grant.ts'
import type { Reading } from './queries.ts'

const NOTES = 20

/** What was concluded from the analysis of needs, the latest first. */
export const listNotes = (_me: Reading, from: Source = reader()) =>
  from
    .select({
      id: analysisNotes.id,
      text: analysisNotes.text,
      createdAt: analysisNotes.createdAt,
      by: users.name,
      byId: analysisNotes.createdBy,
      strategyId: analysisNotes.strategyId,
      strategy: strategies.name,
    })
    .from(analysisNotes)
    .leftJoin(users, eq(users.id, analysisNotes.createdBy))
    .leftJoin(strategies, eq(strategies.id, analysisNotes.strategyId))
    .orderBy(desc(analysisNotes.createdAt), desc(analysisNotes.id))
    .limit(NOTES)
    .all()

/** The strategies that a conclusion may lead to. */
export const listStrategyNames = (from: Source = reader()) =>
  from
    .select({ id: strategies.id, name: strategies.name })
    .from(strategies)
    .orderBy(desc(strategies.active), strategies.name)
    .limit(200)
    .all()

export function findNote(_me: Grant<'analysisNote.remove'>, id: number, from: Source = reader()) {
  const note = from.select().from(analysisNotes).where(eq(analysisNotes.id, id)).get()
  if (!note) throw new Missing('记录')
  return note
}
