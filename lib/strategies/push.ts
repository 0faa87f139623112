import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { todos } from '#db/schema/followups'
import { strategies, strategyPushes } from '#db/schema/strategies'
import { dueAtOf } from '../followups/model.ts'
import { command, type Word } from '../kernel/command.ts'
import { addDays, dayOf } from '../kernel/time.ts'
import { invite } from '../surveys/invite.ts'
import { candidatesAmong, peopleOf } from './candidates.ts'
import { judge, type Verdict } from './judge.ts'
import { type Strategy, todoTitle } from './model.ts'
import { periodOf, standingOf } from './period.ts'

/** So many customers in one transaction. */
export const MOST_AT_ONCE = 50

/** Pushes a strategy to some of its customers, those it reaches at this moment; the record has one row for all of them, the pushes tell each. */
export const pushStrategy = command({
  name: 'strategy.push',
  input: z.strictObject({
    id: z.number().int().positive(),
    customerIds: z.array(z.number().int().positive()).min(1).max(MOST_AT_ONCE),
    at: z.number().int(),
  }),
  run(tx, _me, { id, customerIds, at }) {
    const strategy = tx.select().from(strategies).where(eq(strategies.id, id)).get()
    if (!strategy || standingOf(strategy, dayOf(at)) !== 'running') return []
    const period = periodOf(strategy.rhythm, dayOf(at))
    const verdicts = judge(strategy, candidatesAmong(tx, { ...strategy, period }, customerIds), peopleOf(tx))
    const reached = verdicts.filter(({ reason }) => reason === undefined)
    const pushed = strategy.kind === 'survey' ? reached.filter((one) => ask(tx, strategy, one, { period, at })) : reached
    if (strategy.kind !== 'survey' && reached.length > 0) give(tx, strategy, reached, { period, at })
    if (pushed.length === 0) return []
    const after = { id, name: strategy.name, period, pushed: pushed.length }
    return [{ after, tells: pushed.flatMap((one) => wordOf(strategy, one, period)) }]
  },
})

type When = { period: string; at: number }

// An invitation brings its own to-do; whoever was asked meanwhile is not asked again.
function ask(tx: Tx, { id, surveyId, createdBy }: Strategy, { id: customerId, assigneeId }: Verdict, { period, at }: When): boolean {
  const invitation = invite(tx, { surveyId: surveyId!, customerId, reason: 'strategy', assigneeId, createdBy })
  if (!invitation) return false
  const values = { strategyId: id, customerId, period, assigneeId, pushedAt: at, day: dayOf(at) }
  tx.insert(strategyPushes)
    .values({ ...values, invitationId: invitation.id, todoId: invitation.todoId })
    .run()
  return true
}

// All in two statements: a label may have a hundred thousand customers.
function give(tx: Tx, strategy: Strategy, reached: readonly Verdict[], { period, at }: When) {
  const todoOf = strategy.way === 'notice' ? new Map<number, number>() : planFor(tx, strategy, reached, at)
  const rows = reached.map(({ id, assigneeId }) => [id, assigneeId, todoOf.get(id) ?? null])
  tx.run(
    sql`insert into ${strategyPushes} (strategy_id, customer_id, period, assignee_id, todo_id, pushed_at, day)
      select ${strategy.id}, value ->> 0, ${period}, value ->> 1, value ->> 2, ${at}, ${dayOf(at)} from json_each(${JSON.stringify(rows)})`,
  )
}

// Whoever made the strategy gave it: so a colleague who does not look after the customer may open the archive to do it.
function planFor(tx: Tx, strategy: Strategy, reached: readonly Verdict[], at: number): Map<number, number> {
  const dueOn = addDays(dayOf(at), strategy.dueDays)
  const rows = JSON.stringify(reached.map(({ id, assigneeId }) => [id, assigneeId]))
  const made = tx.all<{ id: number; customerId: number }>(
    sql`insert into ${todos} (customer_id, assignee_id, title, due_on, due_at, created_by, created_at)
      select value ->> 0, value ->> 1, ${todoTitle(strategy)}, ${dueOn}, ${dueAtOf(dueOn, null)}, coalesce(${strategy.createdBy}, value ->> 1), ${at}
      from json_each(${rows}) where true returning id, customer_id as customerId`,
  )
  return new Map(made.map(({ id, customerId }) => [customerId, id]))
}

// Once a person and period, however many customers; a notice tells of each.
function wordOf({ id, name, way }: Strategy, { id: customerId, name: customer, assigneeId }: Verdict, period: string): Word[] {
  if (assigneeId === null) return []
  const isNotice = way === 'notice'
  return [
    {
      userId: assigneeId,
      kind: 'assigned',
      key: isNotice ? `strategy:${id}:${period}:${customerId}` : `strategy:${id}:${period}`,
      title: isNotice ? `${name}：${customer}` : `新的推送：${name}`,
      href: `/strategies/pushes?strategy=${id}`,
    },
  ]
}
