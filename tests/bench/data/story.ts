import type { Customer } from '#lib/customers/model'
import type { FollowUp, Todo } from '#lib/followups/model'
import { dueAtOf } from '#lib/followups/model'
import { addDays, DAY, dayOf } from '#lib/kernel/time'
import type { World } from './customer.ts'
import { between, type Dice, pick, weighted } from './dice.ts'
import { followUpsOf } from './follow-ups.ts'
import { plans, products } from './words.ts'

/** What happened with a customer so far: 3 follow-ups, 0.5 purchases and one to-do in the mean. Tickets are built by themselves, in the order of their days. */
export function storyOf(world: World, customer: Customer, roll: Dice) {
  const followUps = followUpsOf(world, customer, roll)
  const todos = Array.from(
    {
      length: weighted(roll, [
        [0, 35],
        [1, 40],
        [2, 17],
        [3, 8],
      ] as const),
    },
    () => todoOf(world, customer, followUps.at(-1), roll),
  )
  const purchases = Array.from(
    {
      length: weighted(roll, [
        [0, 72],
        [1, 13],
        [2, 9],
        [3, 6],
      ] as const),
    },
    () => purchaseOf(world, customer, roll),
  )
  const open = todos.flatMap(({ status, dueAt }) => (status === 'open' && dueAt !== null ? [dueAt] : []))
  const facts = { lastContactAt: followUps.at(-1)?.occurredAt ?? null, nextDueAt: open.length > 0 ? Math.min(...open) : null }
  return { followUps, todos, purchases, facts }
}

// Of a hundred open ones some ten are overdue and two are due today.
function todoOf(
  { at, today, staff }: World,
  { id, ownerId, createdAt }: Customer,
  followUp: FollowUp | undefined,
  roll: Dice,
): Omit<Todo, 'id'> {
  const status = weighted(roll, [
    ['done', 65],
    ['open', 30],
    ['cancelled', 5],
  ] as const)
  const days =
    status === 'open'
      ? weighted(roll, [
          [-between(roll, 1, 40), 10],
          [0, 2],
          [between(roll, 1, 7), 15],
          [between(roll, 8, 200), 65],
          [null, 8],
        ] as const)
      : -between(roll, 1, 400)
  const dueOn = days === null ? null : addDays(today, days)
  const dueTime = dueOn && roll() < 0.3 ? pick(roll, ['09:30', '10:00', '14:00', '16:30']) : null
  const assigneeId = ownerId ?? staff.service
  const doneAt = status === 'open' ? null : at - Math.floor(roll() * 400 * DAY)
  return {
    customerId: id,
    followUpId: followUp?.id ?? null,
    assigneeId,
    title: pick(roll, plans),
    dueOn,
    dueTime,
    dueAt: dueAtOf(dueOn, dueTime),
    status,
    moves: weighted(roll, [
      [0, 80],
      [1, 15],
      [2, 5],
    ] as const),
    doneAt,
    doneBy: doneAt === null ? null : assigneeId,
    doneFollowUpId: status === 'done' ? (followUp?.id ?? null) : null,
    createdBy: assigneeId,
    createdAt: followUp?.createdAt ?? createdAt,
    version: 1,
  }
}

function purchaseOf({ at }: World, { id, createdAt, ownerId }: Customer, roll: Dice) {
  const moment = createdAt + Math.floor(roll() * (at - createdAt))
  return {
    customerId: id,
    product: pick(roll, products),
    quantityMilli: between(roll, 1, 20) * 1000,
    unit: '套',
    amountFen: between(roll, 50_000, 30_000_000),
    purchasedOn: dayOf(moment),
    note: '',
    importJobId: null,
    importKey: null,
    demo: false,
    createdBy: ownerId,
    createdAt: moment,
  }
}
