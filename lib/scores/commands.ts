import { and, eq, gt, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { scoreLinks } from '#db/schema/closing'
import { visibleText } from '../formats/lines.ts'
import { command, created } from '../kernel/command.ts'
import { Conflict, Missing } from '../kernel/errors.ts'
import { authorOf } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { id, score } from '../tickets/model.ts'
import { rate, scoreWords } from '../tickets/rating.ts'
import { findCurrent, hail } from '../tickets/write.ts'
import { LINK_MS, stateTexts } from './model.ts'
import { findScoreLink } from './queries.ts'

/** Makes the link by which the customer scores a ticket (S0-47); an earlier one that was not used is no longer good. */
export const createScoreLink = command({
  name: 'ticket.askScore',
  input: z.strictObject({ id, tokenHash: z.string().length(43) }),
  run(tx, me, { id, tokenHash }) {
    const { number, customerId } = findCurrent(tx, me, 'score', { id })
    const at = now()
    tx.update(scoreLinks)
      .set({ expiresAt: at })
      .where(and(eq(scoreLinks.ticketId, id), isNull(scoreLinks.usedAt), gt(scoreLinks.expiresAt, at)))
      .run()
    const expiresAt = at + LINK_MS
    tx.insert(scoreLinks)
      .values({ ticketId: id, tokenHash, createdBy: authorOf(me.actor), createdAt: at, expiresAt })
      .run()
    return created({ id, number, expiresAt }, customerId)
  },
})

/** What the customer says by the link: once, within fourteen days, without signing in (S0-47, I-07). */
export const giveScore = command({
  name: 'ticket.giveScore',
  input: z.strictObject({
    token: z.string(),
    score,
    comment: z
      .string()
      .max(1000, '补充说明最多 500 字')
      .transform(visibleText)
      .pipe(z.string().max(500, '补充说明最多 500 字'))
      .default(''),
  }),
  run(tx, me, { token, ...given }) {
    const link = findScoreLink(token, tx)
    if (!link) throw new Missing('评分链接')
    if (link.state !== 'open') throw new Conflict(stateTexts[link.state].title)
    const before = findCurrent(tx, me, 'score', { id: link.ticketId })
    tx.update(scoreLinks).set({ usedAt: now() }).where(eq(scoreLinks.id, link.id)).run()
    const told = rate(tx, me, before, { ...given, source: 'link' })
    hail(tx, me, before.handlerId, told.after, `客户评分：${scoreWords(given.score)}`)
    return told
  },
})
