import { asc, eq } from 'drizzle-orm'
import { reader, writer } from '#db/client'
import { todos } from '#db/schema/followups'
import { strategyPushes } from '#db/schema/strategies'
import { customerTiers, type Rule, tiers } from '#db/schema/tiers'
import { pushStrategies } from '#jobs/strategies'
import { execute } from '#lib/execute'
import type { User } from '#lib/kernel/grant'
import { now, today } from '#lib/kernel/time'
import { activateStrategy, createStrategy } from '#lib/strategies/commands'
import { aCustomer, aDepartment, aUser } from './factories.ts'

export const admin = aUser('admin')
export const department = aDepartment()
export const manager = aUser('sales_manager', '周敏', department.id)
export const li = aUser('sales', '李娜', department.id)
let serial = 0
/** A number nobody had yet. */
export const another = () => ++serial

/** A label by no rule that matters. */
export const aTier = (rule: Rule = { kind: 'any', groups: [] }) =>
  writer()
    .insert(tiers)
    .values({ name: `标签${++serial}`, dimension: '价值', rule, priority: serial, updatedAt: 0 })
    .returning()
    .get()
/** Gives a customer a label, as a run would. */
export const label = (tierId: number, customerId: number) =>
  writer().insert(customerTiers).values({ customerId, tierId, since: today() }).run()
/** A strategy told through the command, switched off. */
export function aStrategy(tierId: number, values: Record<string, unknown> = {}) {
  const input = {
    name: `策略${++serial}`,
    tierId,
    kind: 'executiveVisit',
    advice: '见面',
    way: 'todo',
    rhythm: 'month',
    effectiveFrom: '2020-01-01',
  }
  return execute(createStrategy, manager, { ...input, ...values } as never).after
}
export const on = (strategy: { id: number; version: number }) =>
  execute(activateStrategy, manager, { id: strategy.id, version: strategy.version }).after
/** The nightly job. */
export const push = (at = now()) => pushStrategies({ at, signal: new AbortController().signal })
export const pushesOf = (strategyId: number) =>
  reader().select().from(strategyPushes).where(eq(strategyPushes.strategyId, strategyId)).orderBy(asc(strategyPushes.id)).all()
export const todoOf = (id: number | null) => reader().select().from(todos).where(eq(todos.id, id!)).get()!
/** A customer with a label of its own and a strategy for that. */
export function labelled(values: Record<string, unknown> = {}, owner: User = li) {
  const tier = aTier()
  const customer = aCustomer(owner)
  label(tier.id, customer.id)
  return { tier, customer, strategy: aStrategy(tier.id, values) }
}
export const nurture = { kind: 'nurture', content: '案例 {经理电话}', way: 'text', marketing: true }
