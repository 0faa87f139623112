import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { ideas, suggestions } from '#db/schema/suggestions'
import { findCustomer } from '../customers/queries.ts'
import { type Change, command, created, updated } from '../kernel/command.ts'
import { Conflict, Unfit } from '../kernel/errors.ts'
import { authorOf, grant } from '../kernel/grant.ts'
import { findTicket } from '../tickets/queries.ts'
import { foundIn, keep } from './gather.ts'
import { id, ids, optionalId, optionalText, PORTION, type Suggestion, suggestionText } from './model.ts'
import { findIdea, listForSorting } from './queries.ts'
import { note } from './story.ts'
import { planTelling } from './tell.ts'

/** Writes a customer's suggestion down by hand, or takes it from a ticket, whose description it is where nothing else is said. */
export const createSuggestion = command({
  name: 'suggestion.create',
  input: z
    .strictObject({ customerId: optionalId, ticketId: optionalId, text: optionalText })
    .refine((i) => (i.customerId === null) !== (i.ticketId === null), { path: ['customerId'], message: '请选择客户' })
    .refine((i) => i.ticketId !== null || i.text !== '', { path: ['text'], message: '请填写建议内容', when: () => true }),
  run(tx, me, { customerId, ticketId, text }) {
    const createdBy = authorOf(me.actor)
    if (customerId !== null) {
      findCustomer(grant(me.actor, 'customer.read'), customerId, tx)
      return created(toldOf(tx, keep(tx, { customerId, source: 'hand', text, createdBy })!), customerId)
    }
    const ticket = findTicket(grant(me.actor, 'ticket.read'), ticketId!, tx)
    const said = suggestionText.parse(text || ticket.description.slice(0, 1000))
    const kept = keep(tx, { customerId: ticket.customerId, source: 'ticket', ticketId: ticket.id, text: said, createdBy })
    if (!kept) throw new Conflict('这张工单已经记为建议')
    return created(toldOf(tx, kept), ticket.customerId)
  },
})

/** After a ticket, a follow-up or an answer came in: keeps what suggestion it holds (S1-38, N-16). */
export const gatherSuggestion = command({
  name: 'suggestion.gather',
  input: z.strictObject({ source: z.enum(['ticket', 'followUp', 'survey']), id }),
  run(tx, _me, { source, id }): Change[] {
    const found = foundIn(tx, source, id)
    const kept = found && keep(tx, found)
    return kept ? [created(toldOf(tx, kept), kept.customerId)] : []
  },
})

/** Puts suggestions with an idea, aside as none, or back among those to look at: all of them or, where one does not allow it, none. */
export const sortSuggestions = command({
  name: 'suggestion.sort',
  input: z
    .strictObject({ ids, to: z.enum(['idea', 'dropped', 'open'], '请选择怎么处理'), ideaId: optionalId })
    .refine((i) => i.to !== 'idea' || i.ideaId !== null, { path: ['ideaId'], message: '请选择改进事项' }),
  run(tx, me, { ids, to, ideaId }): Change[] {
    const rows = listForSorting(me, ids, tx)
    if (rows.length === 0) throw new Conflict('没有选中建议')
    const idea = to === 'idea' ? findIn(tx, ideaId!) : undefined
    const told = rows.find((row) => row.todoId !== null && row.ideaId !== (idea?.id ?? null))
    if (told) throw new Conflict(`「${told.text.slice(0, 20)}」已安排告知客户，不能再改动`)
    const moved = rows.filter((row) => row.ideaId !== (idea?.id ?? null) || row.dropped !== (to === 'dropped'))
    if (idea && moved.length > 0 && !('job' in me.actor)) note(tx, me, idea.id, 'joined', `${moved.length} 条`)
    return moved.map((before) => {
      const after = place(tx, before, to === 'dropped', idea?.id ?? null)
      return updated(toldOf(tx, before), toldOf(tx, after), before.customerId)
    })
  },
})

/** Once an idea has landed, or more customers asked for one that had: to-dos for those not yet provided for, so many at a time (N-16). */
export const tellAskers = command({
  name: 'idea.tell',
  input: z.strictObject({ id }),
  run(tx, me, { id }): Change[] {
    const idea = tx.select().from(ideas).where(eq(ideas.id, id)).get()
    const told = idea?.tells ? planTelling(tx, idea, PORTION) : 0
    if (told === 0) return []
    note(tx, me, id, 'told', `${told} 位客户`)
    return [created({ id, told })]
  },
})

// As the record tells of it: which idea by its title, and that it was set aside only where it was.
function toldOf(tx: Tx, suggestion: Suggestion) {
  const { dropped, ticketId: _, ...rest } = suggestion
  const idea = suggestion.ideaId === null ? null : (findIdea(suggestion.ideaId, tx)?.title ?? null)
  return { ...rest, idea, dropped: dropped || null }
}

const place = (tx: Tx, { id }: Suggestion, dropped: boolean, ideaId: number | null) =>
  tx.update(suggestions).set({ dropped, ideaId }).where(eq(suggestions.id, id)).returning().get()!

function findIn(tx: Tx, ideaId: number) {
  const idea = findIdea(ideaId, tx)
  if (!idea) throw new Unfit('ideaId', '找不到这个改进事项，请重新选择')
  return idea
}
