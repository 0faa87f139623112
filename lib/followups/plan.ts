import type { Tx } from '#db/client'
import { todos } from '#db/schema/followups'
import { now } from '../kernel/time.ts'
import { dueAtOf, type Todo } from './model.ts'

type Plan = Pick<Todo, 'customerId' | 'followUpId' | 'assigneeId' | 'title'> & {
  dueOn: string | null
  dueTime: string
  createdBy?: number | null
  createdAt?: number
}

/** Puts a next step on somebody's workbench; also for the importer. */
export function plan(tx: Tx, { dueOn, dueTime, createdBy, createdAt, ...input }: Plan): Todo {
  const at = dueTime || null
  return tx
    .insert(todos)
    .values({
      ...input,
      dueOn,
      dueTime: at,
      dueAt: dueAtOf(dueOn, at),
      createdBy: createdBy ?? input.assigneeId,
      createdAt: createdAt ?? now(),
    })
    .returning()
    .get()
}
