import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { followUps, todos } from '#db/schema/followups'
import { users } from '#db/schema/people'
import { findCustomer } from '../customers/queries.ts'
import { command, created, updated } from '../kernel/command.ts'
import { Conflict, Unfit } from '../kernel/errors.ts'
import { authorOf, can, type Grant, grant } from '../kernel/grant.ts'
import { dayNumber } from '../kernel/numbers.ts'
import { dayOf, now, today } from '../kernel/time.ts'
import { isRepairing } from '../repairs/queries.ts'
import { findTodo } from '../todos/queries.ts'
import { rememberUndo } from '../undo/remember.ts'
import { dueAtOf, dueOn, dueTime, followUpShape, moveTo, planTitle, SELL_ANYWAY, type Todo } from './model.ts'
import { plan } from './plan.ts'

const id = z.coerce.number().int().positive()
const version = z.coerce.number().int()
const followUpInput = { customerId: id, ...followUpShape, next: planTitle.default(''), nextOn: dueOn.default(''), nextTime: dueTime }
const doneId = z.preprocess((v) => (v === '' ? undefined : v), id.optional())
// While a customer is won back nothing is sold to it, unless somebody says why (N-12).
const sellAnyway = z.preprocess((v) => v === true || v === 'on', z.boolean()).default(false)
const sellReason = z.string().trim().max(100, '推销原因最多 100 字').default('')
const planned = (input: { next: string; nextOn: string }) => input.next === '' || input.nextOn !== ''

/** Writes down a contact; its next plan becomes a to-do of the follower (S0-31 to S0-34), and `doneTodoId` is the to-do it settles. */
export const createFollowUp = command({
  name: 'followUp.create',
  input: z
    .strictObject({ ...followUpInput, doneTodoId: doneId, sellAnyway, sellReason })
    .refine(planned, { path: ['nextOn'], message: '请填写计划完成日期', when: () => true }),
  run(tx, me, { next, nextOn, nextTime, doneTodoId, sellAnyway, sellReason, ...input }) {
    const customer = findCustomer(grant(me.actor, 'customer.read'), input.customerId, tx)
    const sells = input.contentType === 'sales' && isRepairing(customer.id, tx)
    if (sells) requireReason(sellAnyway, sellReason)
    const at = now()
    const author = authorOf(me.actor)
    const followUp = tx
      .insert(followUps)
      .values({ ...input, number: dayNumber(tx, 'G', dayOf(at)), followerId: author, enteredBy: author, createdAt: at })
      .returning()
      .get()
    const change = { ...created(followUp, customer.id), ...(sells && { why: `${SELL_ANYWAY}：${sellReason}` }) }
    if (doneTodoId) settle(tx, findOpen(tx, me.actor, doneTodoId, customer.id), followUp.id, author)
    if (nextOn)
      plan(tx, {
        customerId: customer.id,
        followUpId: followUp.id,
        assigneeId: author,
        title: next || '继续跟进',
        dueOn: nextOn,
        dueTime: nextTime,
      })
    return change
  },
})

/** A next step without a contact before it. */
export const createTodo = command({
  name: 'todo.create',
  input: z.strictObject({
    customerId: id,
    title: planTitle.pipe(z.string().min(1, '请填写待办内容')),
    dueOn: dueOn.pipe(z.string().min(1, '请填写到期日期')),
    dueTime,
    assigneeId: doneId,
  }),
  run(tx, me, { assigneeId, ...input }) {
    findCustomer(grant(me.actor, 'customer.read'), input.customerId, tx)
    const to = assigneeId ? findColleague(tx, assigneeId).id : authorOf(me.actor)
    return created(plan(tx, { ...input, followUpId: null, assigneeId: to, createdBy: authorOf(me.actor) }), input.customerId)
  },
})

/** Done, by the follow-up that did it; whoever may write none says in `result` (1 to 500 characters) what came of it, which the history keeps. */
export const finishTodo = command({
  name: 'todo.finish',
  input: z
    .strictObject({ id, version, followUpId: doneId, result: z.string().trim().max(500, '处理结果最多 500 字').default('') })
    .refine((i) => (i.followUpId === undefined) !== (i.result === ''), { path: ['result'], message: '请填写处理结果' }),
  run(tx, me, { id, version, followUpId, result }) {
    const before = findCurrent(findTodo(me, id, tx), version)
    if (followUpId === undefined) {
      if (can(me.actor, 'followUp.create')) throw new Conflict('请先记录跟进，再完成待办')
      return { ...undoable(tx, me, before, settle(tx, before, null, authorOf(me.actor))), why: result }
    }
    const followUp = tx.select().from(followUps).where(eq(followUps.id, followUpId)).get()
    if (followUp?.customerId !== before.customerId) throw new Unfit('followUpId', '请选择这位客户的跟进记录')
    return undoable(tx, me, before, settle(tx, before, followUpId, authorOf(me.actor)))
  },
})

/** To tomorrow, next Monday or a date; how often it was moved stays visible. */
export const moveTodo = command({
  name: 'todo.move',
  input: z
    .strictObject({ id, version, to: z.enum(['tomorrow', 'monday', 'date'], '请选择改到哪天'), date: dueOn.default(''), dueTime })
    .refine((i) => i.to !== 'date' || i.date !== '', { path: ['date'], message: '请选择日期' }),
  run(tx, me, { id, version, to, date, dueTime }) {
    const before = findCurrent(findTodo(me, id, tx), version)
    const day = moveTo(to, date, today())
    if (day < today()) throw new Unfit('date', '不能改到今天以前')
    const at = dueTime || before.dueTime || null
    return undoable(tx, me, before, write(tx, before, { dueOn: day, dueTime: at, dueAt: dueAtOf(day, at), moves: before.moves + 1 }))
  },
})

/** To somebody else's workbench. */
export const handTodo = command({
  name: 'todo.hand',
  input: z.strictObject({ id, version, assigneeId: id }),
  run(tx, me, { id, version, assigneeId }) {
    const before = findCurrent(findTodo(me, id, tx), version)
    return undoable(tx, me, before, write(tx, before, { assigneeId: findColleague(tx, assigneeId).id }))
  },
})

/** No longer needed, with the reason. */
export const cancelTodo = command({
  name: 'todo.cancel',
  input: z.strictObject({ id, version, reason: z.string().trim().min(1, '请填写取消原因').max(100, '原因最多 100 字') }),
  run(tx, me, { id, version, reason }) {
    const before = findCurrent(findTodo(me, id, tx), version)
    const after = write(tx, before, { status: 'cancelled', doneAt: now(), doneBy: authorOf(me.actor) })
    return { ...undoable(tx, me, before, after), why: reason }
  },
})

function requireReason(isMeant: boolean, reason: string) {
  if (!isMeant) throw new Unfit('sellAnyway', '修复期内暂停推销，确需推销请勾选，并填写推销原因')
  if (reason === '') throw new Unfit('sellReason', '请填写推销原因')
}

function undoable(tx: Tx, me: Grant, before: Todo, after: Todo) {
  rememberUndo(tx, me, [{ table: 'todos', before, after }])
  return updated(before, after, before.customerId)
}

function settle(tx: Tx, before: Todo, followUpId: number | null, by: number | null) {
  return write(tx, before, { status: 'done', doneAt: now(), doneBy: by, doneFollowUpId: followUpId })
}

const write = (tx: Tx, before: Todo, values: Partial<Todo>) =>
  tx
    .update(todos)
    .set({ ...values, version: before.version + 1 })
    .where(eq(todos.id, before.id))
    .returning()
    .get()!

function findCurrent(todo: Todo, version: number) {
  if (todo.status !== 'open') throw new Conflict('这条待办已经处理过了')
  if (todo.version !== version) throw new Conflict('这条待办刚被别人改过，请刷新后再试')
  return todo
}

function findOpen(tx: Tx, actor: Parameters<typeof grant>[0], id: number, customerId: number) {
  const todo = findTodo(grant(actor, 'todo.finish'), id, tx)
  if (todo.customerId !== customerId) throw new Unfit('doneTodoId', '这条待办不是这位客户的')
  return findCurrent(todo, todo.version)
}

function findColleague(tx: Tx, id: number) {
  const colleague = tx.select().from(users).where(eq(users.id, id)).get()
  if (!colleague?.active) throw new Unfit('assigneeId', '找不到这位同事，或账号已停用')
  return colleague
}
