import { and, eq, lte } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { collaborators } from '#db/schema/archive'
import { collaborationRequests } from '#db/schema/sharing'
import type { Customer } from '../customers/model.ts'
import { findCustomer, isCollaborator } from '../customers/queries.ts'
import { renewTerms } from '../customers/terms.ts'
import { starredName } from '../duplicates/model.ts'
import { command, created, removed, updated, type Word } from '../kernel/command.ts'
import { Conflict, Missing, Unfit } from '../kernel/errors.ts'
import { type Actor, authorOf, type Grant, idOf, nameOf } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { LASTS_MS, type Request } from './model.ts'
import { listCandidates } from './queries.ts'
import { findAsked, findOpen, findRequest, isReached, listConcerned, ofPair } from './queries-requests.ts'

const id = z.coerce.number().int().positive()
const sentence = (what: string) => z.string().trim().min(1, `请填写${what}`).max(200, `${what}最多 200 字`)
const pair = { customerId: id, userId: id }

/** Lets a colleague work on a customer beside its owner (S1-23, W-22): at once, with everything that hangs on it. */
export const addCollaborator = command({
  name: 'collaborator.add',
  input: z.strictObject({ ...pair, userId: z.coerce.number('请选择同事').int().positive('请选择同事') }),
  run(tx, me, { customerId, userId }) {
    const customer = findCustomer(me, customerId, tx)
    if (isCollaborator(userId, customerId, tx)) throw new Unfit('userId', '这位同事已经是协作人')
    if (!listCandidates(me, customerId, tx).some((one) => one.id === userId)) throw new Unfit('userId', '只能选择看不到这位客户的在用同事')
    const row = add(tx, me.actor, customerId, userId)
    const word = `${nameOf(me.actor)} 请你协作客户「${customer.name}」`
    return {
      ...created({ id: row.id, userId }, customerId),
      tells: [toCustomer(userId, `collaborator:${customerId}:${row.addedAt}`, word, customerId)],
    }
  },
})

/** Ends it, at once. */
export const removeCollaborator = command({
  name: 'collaborator.remove',
  input: z.strictObject(pair),
  run(tx, me, { customerId, userId }) {
    const customer = findCustomer(me, customerId, tx)
    const gone = tx
      .delete(collaborators)
      .where(and(eq(collaborators.customerId, customerId), eq(collaborators.userId, userId)))
      .returning()
      .get()
    if (!gone) throw new Missing('协作人')
    renewTerms(tx, customerId)
    const word = `你对客户「${starredName(customer.name, customer.type)}」的协作已结束`
    const tells: Word[] = [
      { userId, key: `collaborator:${customerId}:end:${now()}`, kind: 'collaboration', title: word, href: '/collaborations' },
    ]
    return { ...removed({ id: customerId, userId: gone.userId }, customerId), tells }
  },
})

/** Asks a customer's owner to be let in, by the token of a blind check (N-03); one open request a person and customer. */
export const askCollaboration = command({
  name: 'collaboration.ask',
  input: z.strictObject({ customer: z.string().max(400), reason: sentence('申请理由') }),
  run(tx, me, { customer: token, reason }) {
    const customer = findAsked(me, token, tx)
    if (isReached(me.actor, customer.id, tx)) throw new Conflict('这位客户已经在你的范围内，不需要申请')
    lapse(tx, customer.id, idOf(me.actor))
    if (findOpen(me, customer.id, tx)) throw new Conflict('你已经申请过，对方还没有答复')
    const at = now()
    const values = { customerId: customer.id, askerId: idOf(me.actor), reason, createdAt: at, expiresAt: at + LASTS_MS }
    const request = tx.insert(collaborationRequests).values(values).returning().get()
    const word = `${nameOf(me.actor)} 申请协作客户「${customer.name}」：${reason}`
    const tells = listConcerned(me, customer, tx).map((userId) => toCustomer(userId, `collaboration:${request.id}`, word, customer.id))
    return { ...created({ id: request.id, expiresAt: request.expiresAt }, customer.id), why: reason, tells }
  },
})

/** The asker becomes a collaborator. */
export const acceptCollaboration = command({
  name: 'collaboration.accept',
  input: z.strictObject({ id }),
  run(tx, me, { id }) {
    const { request, customer } = findWaiting(me, id, tx)
    if (!isCollaborator(request.askerId, customer.id, tx)) add(tx, me.actor, customer.id, request.askerId)
    const word = `${nameOf(me.actor)} 同意了你的协作申请：「${customer.name}」`
    const tells = [toCustomer(request.askerId, `collaboration:${id}`, word, customer.id)]
    const after = settle(tx, me, request, { status: 'accepted' })
    return { ...updated(standing(request), standing(after, request.askerId), customer.id), tells }
  },
})

/** Not this time, with a sentence that the asker reads. */
export const refuseCollaboration = command({
  name: 'collaboration.refuse',
  input: z.strictObject({ id, answer: sentence('答复') }),
  run(tx, me, { id, answer }) {
    const { request, customer } = findWaiting(me, id, tx)
    const word = `协作申请「${starredName(customer.name, customer.type)}」未获同意：${answer}`
    const tell = { userId: request.askerId, key: `collaboration:${id}`, kind: 'collaboration' as const, title: word }
    const after = settle(tx, me, request, { status: 'refused', answer })
    return {
      ...updated(standing(request), standing(after), customer.id),
      why: answer,
      tells: [{ ...tell, href: '/collaborations?show=mine' }],
    }
  },
})

function findWaiting(
  me: Grant<'collaboration.accept' | 'collaboration.refuse'>,
  id: number,
  tx: Tx,
): { request: Request; customer: Customer } {
  const found = findRequest(me, id, tx)
  if (found.request.status !== 'open') throw new Conflict('这条申请已经答复过了')
  if (found.request.expiresAt <= now()) throw new Conflict('这条申请已过期，需要对方重新申请')
  return found
}

const settle = (tx: Tx, me: Grant, { id }: Request, values: Pick<Request, 'status'> & Partial<Request>) =>
  tx
    .update(collaborationRequests)
    .set({ ...values, answeredBy: authorOf(me.actor), answeredAt: now() })
    .where(eq(collaborationRequests.id, id))
    .returning()
    .get()!

// What a reader of the history gains from it.
const standing = ({ id, status }: Request, userId?: number) => ({ id, status, ...(userId && { userId }) })

// An unanswered one of last week makes room for the next.
function lapse(tx: Tx, customerId: number, askerId: number) {
  const over = and(ofPair(customerId, askerId), lte(collaborationRequests.expiresAt, now()))
  tx.update(collaborationRequests).set({ status: 'expired' }).where(over).run()
}

function add(tx: Tx, actor: Actor, customerId: number, userId: number) {
  const row = { customerId, userId, addedBy: authorOf(actor), addedAt: now() }
  tx.insert(collaborators).values(row).run()
  renewTerms(tx, customerId)
  return { ...row, id: customerId }
}

const toCustomer = (userId: number, key: string, title: string, customerId: number): Word => ({
  userId,
  key,
  kind: 'collaboration',
  title,
  href: `/customers/${customerId}`,
})
