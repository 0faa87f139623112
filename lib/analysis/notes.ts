import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { analysisNotes } from '#db/schema/analysis'
import { strategies } from '#db/schema/strategies'
import { command, created, removed } from '../kernel/command.ts'
import { Conflict, Unfit } from '../kernel/errors.ts'
import { authorOf } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { findNote } from './queries-notes.ts'

const id = z.coerce.number().int().positive()

/** 据此调整的策略 (S2-13): what was concluded, with the strategy that it led to. */
export const createNote = command({
  name: 'analysisNote.create',
  input: z.strictObject({
    text: z.string().trim().min(1, '请填写结论').max(500, '结论最多 500 字'),
    strategyId: z.preprocess((value) => (value === '' ? null : value), id.nullable()).default(null),
  }),
  run(tx, me, { text, strategyId }) {
    if (strategyId !== null && !tx.select({ id: strategies.id }).from(strategies).where(eq(strategies.id, strategyId)).get())
      throw new Unfit('strategyId', '请从列表中选择策略')
    return created(
      tx
        .insert(analysisNotes)
        .values({ text, strategyId, createdBy: authorOf(me.actor), createdAt: now() })
        .returning()
        .get(),
    )
  },
})

/** Takes one's own conclusion back. */
export const removeNote = command({
  name: 'analysisNote.remove',
  input: z.strictObject({ id }),
  run(tx, me, { id }) {
    const note = findNote(me, id, tx)
    if (note.createdBy !== authorOf(me.actor)) throw new Conflict('只能删除自己写的结论')
    tx.delete(analysisNotes).where(eq(analysisNotes.id, id)).run()
    return removed(note)
  },
})
