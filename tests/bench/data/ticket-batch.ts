import { ticketCauses, ticketSolutions } from '#db/schema/tickets'
import { termsOf as slaTermsOf } from '#lib/sla/policy'
import { kindLabels, type ScoreSource, type TicketEvent } from '#lib/tickets/labels'
import { raised, type Ticket } from '#lib/tickets/model'
import { scoreWords } from '#lib/tickets/rating'
import { termsOf } from '#lib/tickets/terms'
import { type Batch, tableOf } from './batch.ts'
import { type Dice, pick, skewed, weighted } from './dice.ts'
import { type Bare, bareAt, earlierOf, handlerOf, numberOf, type TicketWorld } from './ticket.ts'
import { type Course, courseOf, dueMoments, minutesOf } from './ticket-course.ts'
import { answers, opinions, results, troubles } from './words.ts'

export type TicketTables = 'tickets' | 'ticketTerms' | 'ticketEntries' | 'ticketPauses' | 'ticketClosings' | 'ticketScores'

/** The tickets from one index up to another with all that hangs on them, ready to be inserted. */
export function ticketBatchOf(world: TicketWorld, from: number, to: number): Batch<TicketTables> {
  const made = Array.from({ length: to - from }, (_, n) => make(world, bareAt(world, from + n)))
  const tables = {
    tickets: tableOf(made.map(({ ticket }) => ticket)),
    ticketTerms: tableOf(made.map(({ ticket, customer }) => ({ id: ticket.id, terms: termsOf(ticket, customer) }))),
    ticketEntries: tableOf(made.flatMap(({ entries }) => entries)),
    ticketPauses: tableOf(made.flatMap(({ pauses }) => pauses)),
    ticketClosings: tableOf(made.flatMap(({ ticket }) => closingsOf(ticket))),
    ticketScores: tableOf(made.flatMap(({ scores }) => scores)),
  }
  return { from, count: made.length, tables }
}

function make(world: TicketWorld, bare: Bare) {
  const { roll, createdAt } = bare
  const course = courseOf(createdAt, world.at, bare.isVoid, roll)
  const ticket = dueMoments(world, ticketOf(world, bare, course), course.pauses)
  const customer = customerOf(world, ticket.customerId)
  const pauses = course.pauses.map(({ from, to }) => ({ ticketId: ticket.id, fromAt: from, toAt: to }))
  return { ticket, customer, pauses, entries: entriesOf(ticket, roll), scores: scoresOf(ticket, roll) }
}

const customerOf = ({ owners, departments }: TicketWorld, id: number) => ({
  ownerId: owners[id - 1] || null,
  departmentId: departments[id - 1] || null,
  deletedAt: null,
})

function ticketOf(world: TicketWorld, bare: Bare, { status, pauses, ...moments }: Course): Ticket {
  const { index, createdAt, roll } = bare
  const earlier = earlierOf(world, bare)
  const { customer, type } = earlier ?? bare
  const { kind, handler, departmentId, why } = handlerOf(world, type, kindLabels[type.kind], roll)
  const detail = roll() < 0.7 && type.details.length > 0 ? pick(roll, type.details) : ''
  const plain = detail === '安全隐患' ? 'high' : roll() < 0.75 ? type.urgency : pick(roll, ['high', 'middle', 'low'] as const)
  const urgency = earlier ? raised(plain) : plain
  const owner = world.owners[customer] || null
  const isSolved = moments.resolvedAt !== null
  return {
    id: world.first + index,
    number: numberOf(world.first + index, createdAt),
    customerId: customer + 1,
    kind,
    typeId: type.id,
    detail,
    urgency,
    description: pick(roll, troubles),
    status,
    departmentId,
    handlerId: status === 'unassigned' ? null : handler.id,
    dispatchReason: status === 'unassigned' ? '由部门同事领取' : why,
    repeatOfId: earlier ? world.first + earlier.index : null,
    reopenings: 0,
    terms: slaTermsOf(world.policies.find((one) => one.kind === kind && one.urgency === urgency)!),
    ...{ receiveDueAt: null, respondDueAt: null, resolveDueAt: null, dueAt: null, warnAt: null },
    ...moments,
    cause: isSolved ? skewed(roll, ticketCauses) : null,
    causeNote: '',
    solution: isSolved ? skewed(roll, ticketSolutions) : null,
    result: isSolved ? pick(roll, results) : '',
    feedback: status === 'closed' ? pick(roll, opinions) : '',
    score: status === 'closed' && roll() < 0.6 ? scoreBy(roll) : null,
    handlingMinutes: minutesOf({ status, pauses, ...moments }),
    createdBy: owner !== null && roll() < 0.3 ? owner : pick(roll, world.takers).id,
    createdAt,
    version: isSolved ? 5 : 1,
  }
}

const scoreBy = (roll: Dice) =>
  weighted(roll, [
    [5, 45],
    [4, 30],
    [3, 15],
    [2, 6],
    [1, 4],
  ] as const)

// What was told of it: when it was taken down, answered and ended, or how far it has come.
function entriesOf(t: Ticket, roll: Dice) {
  const entry = (event: TicketEvent, at: number | null, byId: number | null, text: string) =>
    at === null ? [] : [{ ticketId: t.id, event, text, byId, at }]
  return [
    ...entry('created', t.createdAt, t.createdBy, t.dispatchReason),
    ...(t.status === 'void' ? entry('voided', t.createdAt, t.createdBy, '重复登记') : []),
    ...entry('responded', t.respondedAt, t.handlerId, pick(roll, answers)),
    ...(t.status === 'revisit' ? entry('resolved', t.resolvedAt, t.handlerId, t.result) : []),
    ...entry('closed', t.closedAt, t.createdBy, t.score === null ? t.feedback : `${t.feedback}（${scoreWords(t.score)}）`),
  ]
}

const closingsOf = ({ id, closedAt, handlingMinutes, cause, solution, departmentId, handlerId, createdBy }: Ticket) =>
  closedAt === null
    ? []
    : [{ ticketId: id, closedAt, reopenedAt: null, handlingMinutes, cause, solution, departmentId, handlerId, byId: createdBy }]

function scoresOf({ id, score, closedAt, createdBy }: Ticket, roll: Dice) {
  const source = weighted<ScoreSource>(roll, [
    ['phone', 70],
    ['link', 25],
    ['meeting', 5],
  ])
  return score === null ? [] : [{ ticketId: id, score, source, comment: '', byId: source === 'link' ? null : createdBy, at: closedAt! }]
}
