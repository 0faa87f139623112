import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { contacts } from '#db/schema/archive'
import { todos } from '#db/schema/followups'
import { users } from '#db/schema/people'
import { surveyInvitations } from '#db/schema/surveys'
import { findCustomer } from '../customers/queries.ts'
import { command, created, updated } from '../kernel/command.ts'
import { Conflict, Unfit } from '../kernel/errors.ts'
import { authorOf, grant } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { whatMay } from '../roles/queries.ts'
import { hasRefused, invite, obstacleTo } from './invite.ts'
import { type Invitation, LINK_MS, stateOf } from './model.ts'
import { findInvitation, findSurvey } from './queries.ts'
import type { SurveyGrant } from './reach.ts'
import { id, optionalId } from './shape.ts'
import { settleTodo } from './todo.ts'

const obstacles = {
  closed: '这份问卷没有启用，请换一份',
  gone: '这位客户的档案已合并或归档，不能邀请',
  refused: '这位客户说过以后不再邀请，不能发送调研',
  asked: '这位客户已收到同一份问卷的邀请，还没有答复',
} as const

/** Asks a customer by hand: its invitation on a colleague's desk, oneself where nobody is named (S1-29, S1-57). */
export const askCustomer = command({
  name: 'survey.ask',
  input: z.strictObject({ surveyId: id, customerId: id, contactId: optionalId, assigneeId: optionalId }),
  run(tx, me, { surveyId, customerId, contactId, assigneeId }) {
    findCustomer(grant(me.actor, 'customer.read'), customerId, tx)
    findSurvey(me, surveyId, tx)
    if (contactId !== null) checkContact(tx, contactId, customerId)
    if (assigneeId !== null) checkColleague(tx, assigneeId)
    const createdBy = authorOf(me.actor)
    const asked = { surveyId, customerId, contactId, assigneeId: assigneeId ?? createdBy, createdBy, reason: 'hand' as const }
    const made = invite(tx, asked)
    if (!made) throw new Unfit('surveyId', obstacles[obstacleTo(tx, asked) ?? 'asked'])
    const told = created(toldOf(tx, me, made), customerId)
    if (asked.assigneeId === null || asked.assigneeId === createdBy) return told
    const title = `待发送满意度调研：${told.after.survey}`
    const word = {
      userId: asked.assigneeId,
      key: `survey:${made.id}`,
      kind: 'assigned' as const,
      title,
      href: `/surveys/invitations/${made.id}`,
    }
    return { ...told, tells: [word] }
  },
})

/** Makes the link by which the customer answers (S1-57): good once, for fourteen days; an earlier one is no longer good. Its to-do is done with it. */
export const linkInvitation = command({
  name: 'survey.link',
  input: z.strictObject({ id, tokenHash: z.string().length(43) }),
  run(tx, me, { id, tokenHash }) {
    const before = findOpen(tx, me, id)
    if (hasRefused(tx, before.customerId)) throw new Conflict(obstacles.refused)
    const at = now()
    const after = write(tx, id, { tokenHash, linkedAt: at, expiresAt: at + LINK_MS })
    settleTodo(tx, before.todoId, 'done', authorOf(me.actor))
    return updated(toldOf(tx, me, before), { ...toldOf(tx, me, after), expiresAt: at + LINK_MS }, before.customerId)
  },
})

/** Takes an invitation back: its link is no longer good, its to-do is off the desk. */
export const cancelInvitation = command({
  name: 'survey.cancel',
  input: z.strictObject({ id }),
  run(tx, me, { id }) {
    const before = findOpen(tx, me, id)
    const after = write(tx, id, { cancelledAt: now() })
    settleTodo(tx, before.todoId, 'cancelled', authorOf(me.actor))
    return updated(toldOf(tx, me, before), toldOf(tx, me, after), before.customerId)
  },
})

/** An invitation that can still be answered, or was not in time: then a new link may go out. */
function findOpen(tx: Tx, me: SurveyGrant, id: number): Invitation {
  const invitation = findInvitation(me, id, tx)
  const state = stateOf(invitation, now())
  if (state === 'answered') throw new Conflict('客户已经答复，不用再发送')
  if (state === 'cancelled') throw new Conflict('这次邀请已经取消，请重新邀请')
  return invitation
}

const write = (tx: Tx, id: number, values: Partial<Invitation>): Invitation =>
  tx.update(surveyInvitations).set(values).where(eq(surveyInvitations.id, id)).returning().get()!

/** An invitation as the record tells of it: never its token. */
function toldOf(tx: Tx, me: SurveyGrant, { id, customerId, surveyId, reason, todoId, expiresAt, cancelledAt }: Invitation) {
  const assigneeId = todoId === null ? null : tx.select({ to: todos.assigneeId }).from(todos).where(eq(todos.id, todoId)).get()?.to
  return { id, customerId, survey: findSurvey(me, surveyId, tx).title, reason, assigneeId: assigneeId ?? null, expiresAt, cancelledAt }
}

function checkContact(tx: Tx, contactId: number, customerId: number) {
  const contact = tx.select().from(contacts).where(eq(contacts.id, contactId)).get()
  if (contact?.customerId !== customerId || contact.leftOn !== null) throw new Unfit('contactId', '请选择这位客户在职的联系人')
}

function checkColleague(tx: Tx, userId: number) {
  const found = tx.select({ active: users.active, role: users.role }).from(users).where(eq(users.id, userId)).get()
  if (!found?.active) throw new Unfit('assigneeId', '找不到这位同事，或账号已停用')
  if (whatMay(found.role, tx)['survey.link'] === undefined) throw new Unfit('assigneeId', '这位同事的角色不能发送调研，请换一位')
}
