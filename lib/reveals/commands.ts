import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { revealRequests } from '#db/schema/truth'
import { command, created, updated } from '../kernel/command.ts'
import { Conflict } from '../kernel/errors.ts'
import { authorOf, idOf, nameOf } from '../kernel/grant.ts'
import { now, today } from '../kernel/time.ts'
import { tell } from '../notifications/tell.ts'
import { settingShapes } from '../settings/model.ts'
import { store } from '../settings/write.ts'
import { askReason, extraLooks } from './model.ts'
import { findRequest, listDeciders, listOwnRequests } from './queries.ts'

const { revealsAdmin, revealsBoss, revealsSalesManager, revealsSales, revealsServiceManager, revealsService, revealsOther } = settingShapes
const quotas = { revealsAdmin, revealsBoss, revealsSalesManager, revealsSales, revealsServiceManager, revealsService, revealsOther }

/** How many raw values each role may look at on a day; counts at once (N-04). */
export const editQuotas = command({
  name: 'settings.edit',
  input: z.strictObject(quotas),
  run: (tx, _me, input) => store(tx, input),
})

const HREF = '/customers/reveals'

/** Asks one's head for more looks today; one request waits at a time (N-04). */
export const requestReveals = command({
  name: 'reveal.request',
  input: z.strictObject({ reason: askReason }),
  run(tx, me, { reason }) {
    if (listOwnRequests(me, tx).some(({ extra }) => extra === null)) throw new Conflict('你的申请还在等待答复，不必再次提交')
    const row = { userId: idOf(me.actor), day: today(), reason, createdAt: now() }
    const request = tx.insert(revealRequests).values(row).returning().get()
    const message = {
      key: `reveal:${request.id}`,
      kind: 'machine',
      title: `${nameOf(me.actor)} 申请增加今天的查看次数：${reason}`,
      href: HREF,
    } as const
    for (const userId of listDeciders(row.userId, tx)) tell(tx, { ...message, userId })
    return { ...created(request), why: reason }
  },
})

/** Answers such a request: so many more looks for today, or none. */
export const allowReveals = command({
  name: 'reveal.allow',
  input: z.strictObject({ id: z.coerce.number().int().positive(), extra: extraLooks }),
  run(tx, me, { id, extra }) {
    const before = findRequest(me, id, tx)
    if (before.extra !== null) throw new Conflict('这份申请已经答复过了')
    const values = { extra, decidedBy: authorOf(me.actor), decidedAt: now() }
    const after = tx.update(revealRequests).set(values).where(eq(revealRequests.id, id)).returning().get()!
    const title = extra > 0 ? `${nameOf(me.actor)} 已放行，今天可多查看 ${extra} 次` : `${nameOf(me.actor)} 没有放行今天的查看申请`
    tell(tx, { userId: before.userId, key: `revealAnswer:${id}`, kind: 'machine', title, href: HREF })
    return updated(before, after)
  },
})
