import type { Tx } from '#db/client'
import type { Customer } from '../customers/model.ts'
import { updated } from '../kernel/command.ts'
import { authorOf, type Grant } from '../kernel/grant.ts'
import { rememberUndo } from '../undo/remember.ts'
import { openHandover, passOn, tellReceiver } from './pass-on.ts'

type Pair = { before: Customer; after: Customer }
type Given = Pair & { about?: number; why?: string }

/** The books for customers that somebody has just given to a colleague, one a former owner; what changed, with the to-dos that went along, for the record, and the way back for ten minutes. */
export function giveBooks(tx: Tx, me: Grant, pairs: Pair[], reason: string): Given[] {
  const handed = pairs.filter(({ before, after }) => after.ownerId !== null && after.ownerId !== before.ownerId)
  const books = [...Map.groupBy(handed, ({ before }) => before.ownerId)].map(([fromId, some]) => {
    const handover = openHandover(tx, { fromId, toId: some[0]!.after.ownerId!, byId: authorOf(me.actor), reason })
    const todos = passOn(
      tx,
      handover,
      some.map(({ after }) => after.id),
    )
    tellReceiver(tx, handover.id)
    return { id: handover.id, todos }
  })
  const todos = books.flatMap((book) => book.todos)
  rememberUndo(
    tx,
    me,
    [...pairs.map((pair) => ({ table: 'customers' as const, ...pair })), ...todos.map((pair) => ({ table: 'todos' as const, ...pair }))],
    {
      handovers: books.map(({ id }) => id),
    },
  )
  return withTodos(
    pairs,
    todos.map(({ after }) => after.customerId),
    reason,
  )
}

/** How many to-dos went along with each customer, said in its row of the record. */
export function withTodos(pairs: Pair[], customerIds: number[], reason: string): Given[] {
  const counts = Map.groupBy(customerIds, (id) => id)
  return pairs.map(({ before, after }) => {
    const n = counts.get(after.id)?.length ?? 0
    const told = n > 0 ? { ...after, handed: `${n} 项待办` } : after
    return { ...updated(before, told as Customer, after.id), ...(reason && { why: reason }) }
  })
}
