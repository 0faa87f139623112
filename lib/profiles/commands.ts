import { z } from 'zod'
import { profiles } from '#db/schema/archive'
import { noteDemand } from '../changes/note.ts'
import { findCustomer } from '../customers/queries.ts'
import { tagsIn } from '../customers/search-words.ts'
import { renewTerms } from '../customers/terms.ts'
import { command, created, updated } from '../kernel/command.ts'
import { Conflict, Unfit } from '../kernel/errors.ts'
import { now } from '../kernel/time.ts'
import { toldOf } from './model.ts'
import { findProfile } from './queries.ts'
import { profileShape } from './shape.ts'

/** Tells what a customer needs, how it decides, what it cares for (S1-11 to S1-18); version 0 where nothing was told before. */
export const editProfile = command({
  name: 'profile.edit',
  input: z.strictObject({ ...profileShape, id: z.coerce.number().int().positive(), version: z.coerce.number().int() }),
  run(tx, me, { version, otherPains, otherConcerns, ...input }) {
    const before = findProfile(me, input.id, tx)
    if ((before?.version ?? 0) !== version) throw new Conflict('数字画像在你打开之后被改过，本次未保存，填写的内容还在。请核对后再次保存。')
    refuseTurned(input)
    const painPoints = merged(input.painPoints, otherPains)
    const concerns = merged(input.concerns, otherConcerns)
    const values = { ...input, painPoints, concerns, updatedAt: now(), version: version + 1 }
    const after = tx.insert(profiles).values(values).onConflictDoUpdate({ target: profiles.id, set: values }).returning().get()
    renewTerms(tx, input.id)
    noteDemand(tx, me, findCustomer(me, input.id, tx), before, after)
    return before ? updated(toldOf(before), toldOf(after), input.id) : created(toldOf(after), input.id)
  },
})

const merged = (ticked: string[], others: string) => [...new Set([...ticked, ...tagsIn(others)])]

function refuseTurned({ budgetMinWan: from, budgetMaxWan: to }: { budgetMinWan: number | null; budgetMaxWan: number | null }) {
  if (from !== null && to !== null && to < from) throw new Unfit('budgetMaxWan', '预算上限不能小于下限')
}
