import type { Tx } from '#db/client'
import { ideaEntries } from '#db/schema/suggestions'
import { authorOf, type Grant } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import type { IdeaEvent } from './labels.ts'

/** One more line of an idea's story. */
export const note = (tx: Tx, me: Grant, ideaId: number, event: IdeaEvent, text = '') =>
  void tx
    .insert(ideaEntries)
    .values({ ideaId, event, text, byId: authorOf(me.actor), at: now() })
    .run()
