import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { users } from '#db/schema/people'
import { ideas } from '#db/schema/suggestions'
import { command, created, updated } from '../kernel/command.ts'
import { Conflict, Unfit } from '../kernel/errors.ts'
import { authorOf, grant } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { ideaStatusLabels } from './labels.ts'
import {
  type Idea,
  id,
  ideaTitle,
  ids,
  isFinished,
  isOver,
  openStatuses,
  optionalId,
  optionalSentence,
  reason,
  sentence,
  version,
} from './model.ts'
import { getIdea, listForSorting } from './queries.ts'
import { note } from './story.ts'
import { takeBackTelling } from './tell.ts'

const handle = { id, version }
const tick = z.preprocess((v) => v === true || v === '1' || v === 'on', z.boolean())

/** A new idea, as a rule out of suggestions, which join it (N-16). */
export const createIdea = command({
  name: 'idea.create',
  input: z.strictObject({ title: ideaTitle, responsibleId: optionalId, ids }),
  run(tx, me, { title, responsibleId, ids }) {
    const rows = ids.length > 0 ? listForSorting(grant(me.actor, 'suggestion.sort'), ids, tx) : []
    const told = rows.find(({ todoId }) => todoId !== null)
    if (told) throw new Conflict(`「${told.text.slice(0, 20)}」已安排告知客户，不能再改动`)
    const values = { title, responsibleId: colleague(tx, responsibleId), createdBy: authorOf(me.actor), createdAt: now() }
    const idea = tx.insert(ideas).values(values).returning().get()
    note(tx, me, idea.id, 'created', rows.length > 0 ? `归入 ${rows.length} 条建议` : '')
    return { ...created(idea), joins: rows.map((row) => row.id) }
  },
})

/** Another name, or another person who answers for it. */
export const editIdea = command({
  name: 'idea.edit',
  input: z.strictObject({ ...handle, title: ideaTitle, responsibleId: optionalId }),
  run(tx, me, { title, responsibleId, ...which }) {
    const before = findCurrent(tx, which)
    note(tx, me, before.id, 'edited', title === before.title ? '' : `原为「${before.title}」`)
    return updated(before, write(tx, before, { title, responsibleId: colleague(tx, responsibleId, before.responsibleId) }))
  },
})

/** On its way, or open again: what was still to be told is then taken back. */
export const moveIdea = command({
  name: 'idea.move',
  input: z.strictObject({ ...handle, status: z.enum(openStatuses, '请选择状态'), reason }),
  run(tx, me, { status, reason, ...which }) {
    const before = findCurrent(tx, which)
    if (before.status === status) throw new Unfit('status', `现在已经是「${ideaStatusLabels[status]}」`)
    if (isOver(before.status)) takeBackTelling(tx, before.id)
    note(tx, me, before.id, status, reason)
    return { ...updated(before, write(tx, before, { status, tells: false, landedAt: null })), why: reason }
  },
})

/** It is done: everyone who asked is to hear of it, in these words (S1-59). */
export const landIdea = command({
  name: 'idea.land',
  input: z.strictObject({ ...handle, sentence, reason }),
  run(tx, me, { sentence, reason, ...which }) {
    const before = findOpen(tx, which)
    requireFinished(sentence, before)
    note(tx, me, before.id, 'landed', reason)
    return { ...updated(before, write(tx, before, { status: 'landed', sentence, tells: true, landedAt: now() })), why: reason }
  },
})

/** It will not be done, and why; those who asked hear of it where somebody says so. */
export const declineIdea = command({
  name: 'idea.decline',
  input: z
    .strictObject({ ...handle, reason, tells: tick.default(false), sentence: optionalSentence })
    .refine((i) => !i.tells || i.sentence !== '', { path: ['sentence'], message: '请填写告知客户的话', when: () => true }),
  run(tx, me, { reason, tells, sentence, ...which }) {
    const before = findOpen(tx, which)
    if (tells) requireFinished(sentence, before)
    note(tx, me, before.id, 'declined', reason)
    return { ...updated(before, write(tx, before, { status: 'declined', tells, sentence: tells ? sentence : '' })), why: reason }
  },
})

function findCurrent(tx: Tx, { id, version }: { id: number; version: number }): Idea {
  const idea = getIdea(id, tx)
  if (idea.version !== version) throw new Conflict('这个改进事项在你打开之后有了变化，本次没有保存，填写的内容还在。请核对后再试')
  return idea
}

function findOpen(tx: Tx, which: { id: number; version: number }): Idea {
  const idea = findCurrent(tx, which)
  if (isOver(idea.status)) throw new Conflict(`这个改进事项现在是「${ideaStatusLabels[idea.status]}」，请先退回再处理`)
  return idea
}

function requireFinished(sentence: string, { title }: Idea) {
  if (!isFinished(sentence, title)) throw new Unfit('sentence', '请把这句话写完整，客户会原样听到')
}

function colleague(tx: Tx, id: number | null, known: number | null = null): number | null {
  if (id === null || id === known) return id
  const found = tx.select({ active: users.active }).from(users).where(eq(users.id, id)).get()
  if (!found?.active) throw new Unfit('responsibleId', '找不到这位同事，或账号已停用')
  return id
}

const write = (tx: Tx, before: Idea, values: Partial<Idea>) =>
  tx
    .update(ideas)
    .set({ ...values, version: before.version + 1 })
    .where(eq(ideas.id, before.id))
    .returning()
    .get()!
