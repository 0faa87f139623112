import type { z } from 'zod'
import type { Tx } from '#db/client'
import type { notifications } from '#db/schema/machine'
import type { Grant } from './grant.ts'
import type { Permission } from './permissions.ts'

export type Row = { id: number }
/** What a person is to be told, once a key. */
export type Word = Pick<typeof notifications.$inferSelect, 'userId' | 'key' | 'kind' | 'title' | 'href'>
/** What a command did to one row; `about` is the customer whose history it belongs to, `why` the person's reason, `tells` whom it concerns. */
export type Change<R extends Row = Row> = ({ before?: R; after: R } | { before: R; after?: undefined }) & {
  about?: number
  why?: string
  tells?: Word[]
}

export type Command<P extends Permission = Permission, I extends z.ZodType = z.ZodType, C extends Change = Change> = {
  name: P
  input: I
  run: (tx: Tx, me: Grant<P>, input: z.output<I>) => C | C[]
}

/** Declares a change to the data. It has no effect until `execute` carries it out. */
export function command<P extends Permission, I extends z.ZodType, C extends Change>(c: Command<P, I, C>) {
  return c
}

export const created = <R extends Row>(after: R, about?: number) => ({ after, about })
export const updated = <R extends Row>(before: R, after: R, about?: number) => ({ before, after, about })
export const removed = <R extends Row>(before: R, about?: number) => ({ before, about })
