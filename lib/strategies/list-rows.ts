import { eq, type SQL } from 'drizzle-orm'
import type { Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { todos } from '#db/schema/followups'
import { users } from '#db/schema/people'
import { consents, strategies, strategyPushes } from '#db/schema/strategies'
import { tiers } from '#db/schema/tiers'
import { peopleOf } from './candidates.ts'
import { managerOf } from './judge.ts'
import { copyOf } from './placeholders.ts'

/** Pushes with whom and what they are about, in no order yet. */
export const rowsOf = (from: Source, where: SQL | undefined) =>
  from
    .select(shown)
    .from(strategyPushes)
    .innerJoin(strategies, eq(strategies.id, strategyPushes.strategyId))
    .innerJoin(tiers, eq(tiers.id, strategies.tierId))
    .innerJoin(customers, eq(customers.id, strategyPushes.customerId))
    .leftJoin(consents, eq(consents.id, strategyPushes.customerId))
    .leftJoin(todos, eq(todos.id, strategyPushes.todoId))
    .leftJoin(users, eq(users.id, strategyPushes.assigneeId))
    .where(where)
    .$dynamic()

const shown = {
  id: strategyPushes.id,
  strategyId: strategyPushes.strategyId,
  strategy: strategies.name,
  kind: strategies.kind,
  way: strategies.way,
  rhythm: strategies.rhythm,
  content: strategies.content,
  advice: strategies.advice,
  marketing: strategies.marketing,
  tier: tiers.name,
  customerId: strategyPushes.customerId,
  customer: customers.name,
  customerNumber: customers.number,
  ownerId: customers.ownerId,
  departmentId: customers.departmentId,
  period: strategyPushes.period,
  pushedAt: strategyPushes.pushedAt,
  sentAt: strategyPushes.sentAt,
  todoId: strategyPushes.todoId,
  todoStatus: todos.status,
  dueOn: todos.dueOn,
  invitationId: strategyPushes.invitationId,
  assigneeId: strategyPushes.assigneeId,
  assignee: users.nameMasked,
  consent: consents.marketing,
}

type Row = ReturnType<ReturnType<typeof rowsOf>['all']>[number]
export type ListedPush = Row & { words: string }

/** The same with the words ready to copy. */
export function withWords(rows: Row[], company: string, from: Source): ListedPush[] {
  if (rows.length === 0) return []
  const people = peopleOf(from)
  // The card in the words is the account manager's; for one who has left, whoever stands in.
  return rows.map((row) => {
    const manager = managerOf(row, people) ?? people.byId.get(row.assigneeId ?? 0)
    const facts = {
      customer: row.customer,
      company,
      manager: manager?.name ?? '',
      phone: manager?.phone ?? '',
      email: manager?.email ?? '',
    }
    return { ...row, words: copyOf(row, facts) }
  })
}
