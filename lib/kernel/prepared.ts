import { sql } from 'drizzle-orm'
import type { Source } from '#db/client'
import { builtOnce } from '#db/statements'
import { departmentOf, type Grant, idOf } from './grant.ts'

/**
 * A query built once for each deed and reach, with whoever asks left open: where a page asks twenty questions, building them
 * takes longer than answering. It is asked with `bearer(me)` beside its own values.
 */
export function preparedFor<G extends Grant, Q>(build: (from: Source, me: G) => Q): (from: Source, me: G) => Q {
  const shapes = new Map<string, (from: Source) => Q>()
  return (from, me) => {
    const shape = `${me.permission} ${me.reach} ${departmentOf(me.actor) === null} ${'job' in me.actor}`
    let built = shapes.get(shape)
    if (!built) {
      built = builtOnce((source) => build(source, anyone(me)))
      shapes.set(shape, built)
    }
    return built(from)
  }
}

/** What such a query has to know of whoever asks. */
export const bearer = (me: Grant) => ({ me: idOf(me.actor), department: departmentOf(me.actor) })

function anyone<G extends Grant>(me: G): G {
  if ('job' in me.actor) return me
  const departmentId = me.actor.departmentId === null ? null : sql.placeholder('department')
  return { ...me, actor: { ...me.actor, id: sql.placeholder('me'), departmentId } }
}
