import { z } from 'zod'
import { ticketPauses } from '#db/schema/tickets'
import { command, created } from '../kernel/command.ts'
import { Conflict } from '../kernel/errors.ts'
import { now } from '../kernel/time.ts'
import { look } from '../reveals/look.ts'
import { listPauses } from './clock.ts'
import { keepClosing, lastReopening } from './closings.ts'
import { listHandlers } from './dispatch.ts'
import { handlingMinutes, id, isOpen, optionalScore, required, score, scoreSource, solutionShape, version } from './model.ts'
import { findTicket } from './queries.ts'
import { keepScore, rate, scoreWords } from './rating.ts'
import { tellUnassigned } from './who-assigns.ts'
import { change, endPause, findCurrent, hail } from './write.ts'

const handle = { id, version }
const progress = required(2000, '处理进展')
const comment = z.string().trim().max(500, '补充说明最多 500 字').default('')

/** In the handler's hands: from now on the answer is due within 24 hours (S0-43). */
export const receiveTicket = command({
  name: 'ticket.receive',
  input: z.strictObject(handle),
  run(tx, me, which) {
    const before = findCurrent(tx, me, 'receive', which)
    return change(tx, me, before, { status: 'unanswered', receivedAt: before.receivedAt ?? now() }, 'received')
  },
})

/** The first answer to the customer, with what is being done (S0-43); its moment is kept for good (W-32). */
export const respondTicket = command({
  name: 'ticket.respond',
  input: z.strictObject({ ...handle, text: progress }),
  run(tx, me, { text, ...which }) {
    const before = findCurrent(tx, me, 'respond', which)
    return change(tx, me, before, { status: 'working', respondedAt: before.respondedAt ?? now() }, 'responded', text)
  },
})

/** How far it has got (S0-44): as often as there is something to say. */
export const reportProgress = command({
  name: 'ticket.progress',
  input: z.strictObject({ id, text: progress }),
  run: (tx, me, { id, text }) => change(tx, me, findCurrent(tx, me, 'progress', { id }), {}, 'progress', text),
})

/** A word among colleagues; nothing the customer ever sees. */
export const noteTicket = command({
  name: 'ticket.note',
  input: z.strictObject({ id, text: required(2000, '内部备注') }),
  run: (tx, me, { id, text }) => change(tx, me, findCurrent(tx, me, 'note', { id }), {}, 'note', text),
})

/** The clock stands still until the customer answers (W-31). */
export const waitTicket = command({
  name: 'ticket.wait',
  input: z.strictObject({ ...handle, reason: required(300, '等待原因') }),
  run(tx, me, { reason, ...which }) {
    const before = findCurrent(tx, me, 'wait', which)
    tx.insert(ticketPauses).values({ ticketId: before.id, fromAt: now() }).run()
    return change(tx, me, before, { status: 'waiting' }, 'waiting', reason)
  },
})

/** The customer has answered: the clock goes on. */
export const resumeTicket = command({
  name: 'ticket.resume',
  input: z.strictObject({ ...handle, text: z.string().trim().max(2000, '说明最多 2000 字').default('') }),
  run(tx, me, { text, ...which }) {
    const before = findCurrent(tx, me, 'resume', which)
    endPause(tx, before.id)
    return change(tx, me, before, { status: 'working' }, 'resumed', text)
  },
})

/** Solved, with result, cause and way (S0-45, S2-14); what is left is to ask the customer. */
export const resolveTicket = command({
  name: 'ticket.resolve',
  input: z.strictObject({ ...handle, ...solutionShape }),
  run(tx, me, { id, version, ...solved }) {
    const before = findCurrent(tx, me, 'resolve', { id, version })
    const at = now()
    const pauses = listPauses(tx, id).map(({ from, to }) => ({ fromAt: from, toAt: to }))
    const spent = handlingMinutes(lastReopening(tx, id) ?? before.receivedAt ?? before.createdAt, at, pauses)
    const told = change(tx, me, before, { ...solved, status: 'revisit', resolvedAt: at, handlingMinutes: spent }, 'resolved', solved.result)
    hail(tx, me, before.createdBy, told.after, '已处理完成，待回访客户')
    return told
  },
})

/** The customer is not content: back to the handler, or to be given to another where that one is no longer there. */
export const sendBackTicket = command({
  name: 'ticket.sendBack',
  input: z.strictObject({ ...handle, reason: required(300, '退回原因') }),
  run(tx, me, { reason, ...which }) {
    const before = findCurrent(tx, me, 'sendBack', which)
    const there = listHandlers(tx).some((person) => person.id === before.handlerId)
    const values = {
      ...(there ? { status: 'working' as const } : { status: 'unassigned' as const, handlerId: null, assignedAt: now() }),
      ...{ resolvedAt: null, handlingMinutes: null },
    }
    const told = change(tx, me, before, values, 'returned', reason)
    hail(tx, me, told.after.handlerId, told.after, `客户回访未通过：${reason}`)
    tellUnassigned(tx, me, findTicket(me, before.id, tx))
    return told
  },
})

/** The end of it: only with result, cause and the customer's feedback (S0-45), and a score where one was given (S0-47). */
export const closeTicket = command({
  name: 'ticket.close',
  input: z.strictObject({
    ...handle,
    feedback: required(2000, '客户反馈'),
    score: optionalScore,
    source: scoreSource.default('phone'),
  }),
  run(tx, me, { feedback, score, source, ...which }) {
    const before = findCurrent(tx, me, 'close', which)
    if (before.result === '' || before.cause === null) throw new Conflict('还没有处理结果和原因归类，请先由处理人填写「处理完成」')
    if (score !== null) keepScore(tx, me, before.id, { score, source, comment: '' })
    const rated = score === null ? {} : { score }
    const text = score === null ? feedback : `${feedback}（${scoreWords(score)}）`
    const closedAt = now()
    keepClosing(tx, me, before, closedAt)
    return change(tx, me, before, { ...rated, feedback, status: 'closed', closedAt }, 'closed', text)
  },
})

/** What the customer says of it, 1 to 5, asked in a call or in person; every score stays, the last counts (S0-47, W-34). */
export const scoreTicket = command({
  name: 'ticket.score',
  input: z.strictObject({ id, score, source: scoreSource, comment }),
  run(tx, me, { id, ...given }) {
    const before = findCurrent(tx, me, 'score', { id })
    return rate(tx, me, before, given)
  },
})

/** Looks at the number of the customer whose ticket it is, to ring back; shown for ten minutes (N-04, enumerations 5.9). */
export const revealForTicket = command({
  name: 'ticket.reveal',
  input: z.strictObject({ id, reason: z.string('请选择或填写原因').trim().min(1, '请选择或填写原因').max(100, '原因最多 100 字') }),
  run(tx, me, { id, reason }) {
    const ticket = findTicket(me, id, tx)
    if (!isOpen(ticket.status)) throw new Conflict('工单已经结束，不能再查看号码')
    const row = look(tx, me, { customerId: ticket.customerId, field: 'phone', reason })
    return { ...created(row, ticket.customerId), why: `${ticket.number} ${reason}` }
  },
})
