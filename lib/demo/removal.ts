import { and, asc, type Column, eq, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { collaborators, contacts, files, profiles, savedViews } from '#db/schema/archive'
import { repairs } from '#db/schema/closing'
import { customers, customerTerms, formerValues, reveals } from '#db/schema/customers'
import { duplicatePairs, merges } from '#db/schema/duplicates'
import { followUps, purchases, todos } from '#db/schema/followups'
import { handoverLines } from '#db/schema/handovers'
import { importJobs, importRows } from '#db/schema/imports'
import { notifications } from '#db/schema/machine'
import { departments, knownDevices, loginFailures, sessions, users } from '#db/schema/people'
import { erasures } from '#db/schema/persons'
import { collaborationRequests, customerSince, poolMoves, poolWarnings } from '#db/schema/sharing'
import { strategies } from '#db/schema/strategies'
import { ticketClosings, tickets, ticketTypes } from '#db/schema/tickets'
import { changeEvents, customerChecks, paddingSignRows, paddingSigns, revealRequests, verifications } from '#db/schema/truth'
import { clearAnalysis, dropFigures, leaveAnalysis } from '../analysis/clear.ts'
import type { Customer } from '../customers/model.ts'
import { renewTerms } from '../customers/terms.ts'
import { clearBooks, clearFromBooks, leaveBooks } from '../handovers/clear.ts'
import { type Change, updated } from '../kernel/command.ts'
import { Conflict } from '../kernel/errors.ts'
import type { Actor } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { clearRepairs } from '../repairs/clear.ts'
import { clearReports, leaveReports } from '../reports/clear.ts'
import { clearStrategies, leaveStrategies } from '../strategies/clear.ts'
import { clearSuggestions, leaveSuggestions } from '../suggestions/clear.ts'
import { clearSurveys, leaveSurveys } from '../surveys/clear.ts'
import { clearTickets, leaveTickets } from '../tickets/clear.ts'
import { clearTiers, leaveTiers } from '../tiers/clear.ts'

type Heir = { id: number; departmentId: number | null }

const demoUsers = sql`(select id from ${users} where demo = 1)`
const demoCustomers = sql`(select id from ${customers} where demo = 1)`
const demoFollowUps = sql`(select id from ${followUps} where demo = 1 or customer_id in ${demoCustomers})`
const demoTodos = sql`(select id from ${todos} where customer_id in ${demoCustomers})`

/** Makes the account of whoever removes a real one, and refuses where no administrator would be left. */
export function keepRemover(tx: Tx, actor: Actor) {
  if ('job' in actor) return
  tx.update(users)
    .set({ demo: false, departmentId: null })
    .where(and(eq(users.id, actor.id), eq(users.demo, true)))
    .run()
  if (!firstAdmin(tx)) throw new Conflict('清除后将没有可用的系统管理员，请先新增一个系统管理员，再清除示例数据')
}

/** Who gets what demo colleagues leave behind: the remover; for the machine, the first real administrator, if there is one. */
export function heirOf(tx: Tx, actor: Actor): Heir | undefined {
  return 'job' in actor ? firstAdmin(tx) : tx.select(heir).from(users).where(eq(users.id, actor.id)).get()
}

/** Takes the demo colleagues' hands off everything real; returns how the customers changed that found a new owner. */
export function handOver(tx: Tx, to: Heir | undefined): Change[] {
  const ofDemo = (column: Column) => sql`${column} in ${demoUsers}`
  const theirs = tx
    .select()
    .from(customers)
    .where(and(eq(customers.demo, false), ofDemo(customers.ownerId)))
    .all()
  tx.update(customers).set({ createdBy: null }).where(ofDemo(customers.createdBy)).run()
  tx.update(formerValues).set({ replacedBy: null }).where(ofDemo(formerValues.replacedBy)).run()
  const name = sql`(select name from ${users} where id = ${followUps.followerId})`
  tx.update(followUps).set({ followerName: name, followerId: null }).where(ofDemo(followUps.followerId)).run()
  tx.update(followUps).set({ enteredBy: null }).where(ofDemo(followUps.enteredBy)).run()
  tx.update(todos)
    .set({ assigneeId: to?.id ?? null })
    .where(ofDemo(todos.assigneeId))
    .run()
  tx.update(todos).set({ createdBy: null }).where(ofDemo(todos.createdBy)).run()
  tx.update(todos).set({ doneBy: null }).where(ofDemo(todos.doneBy)).run()
  tx.update(purchases).set({ createdBy: null }).where(ofDemo(purchases.createdBy)).run()
  tx.update(contacts).set({ createdBy: null }).where(ofDemo(contacts.createdBy)).run()
  tx.update(collaborators).set({ addedBy: null }).where(ofDemo(collaborators.addedBy)).run()
  tx.update(collaborationRequests).set({ answeredBy: null }).where(ofDemo(collaborationRequests.answeredBy)).run()
  tx.update(poolMoves).set({ by: null }).where(ofDemo(poolMoves.by)).run()
  tx.update(files).set({ uploadedBy: null }).where(ofDemo(files.uploadedBy)).run()
  leaveTickets(tx, demoUsers)
  leaveReports(tx, demoUsers)
  leaveBooks(tx, demoUsers)
  tx.update(duplicatePairs).set({ dismissedBy: null }).where(ofDemo(duplicatePairs.dismissedBy)).run()
  tx.update(merges).set({ mergedBy: null }).where(ofDemo(merges.mergedBy)).run()
  tx.update(merges).set({ undoneBy: null }).where(ofDemo(merges.undoneBy)).run()
  tx.update(verifications).set({ createdBy: null }).where(ofDemo(verifications.createdBy)).run()
  tx.update(customerChecks).set({ createdBy: null }).where(ofDemo(customerChecks.createdBy)).run()
  tx.update(changeEvents).set({ createdBy: null }).where(ofDemo(changeEvents.createdBy)).run()
  tx.update(revealRequests).set({ decidedBy: null }).where(ofDemo(revealRequests.decidedBy)).run()
  tx.update(paddingSigns).set({ asideBy: null }).where(ofDemo(paddingSigns.asideBy)).run()
  tx.update(erasures).set({ erasedBy: null }).where(ofDemo(erasures.erasedBy)).run()
  if (to) tx.update(importJobs).set({ createdBy: to.id }).where(ofDemo(importJobs.createdBy)).run()
  return theirs.map((customer) => updated(customer, takeOver(tx, customer, to), customer.id))
}

/** Deletes the demo rows and what hangs on them, the hanging first. */
export function clearAway(tx: Tx) {
  const ofUser = (column: Column) => sql`${column} in ${demoUsers}`
  const ofCustomer = (column: Column) => sql`${column} in ${demoCustomers}`
  tx.delete(notifications)
    .where(
      sql`${ofUser(notifications.userId)} or href in (select '/todos/' || id from ${demoTodos}) or href in (select '/customers/' || id from ${demoCustomers}) or href in (select '/tickets/' || id from ${tickets} where ${ofCustomer(tickets.customerId)})`,
    )
    .run()
  clearBooks(tx, demoUsers)
  clearFromBooks(tx, ofCustomer(handoverLines.customerId), demoCustomers)
  tx.delete(sessions).where(ofUser(sessions.userId)).run()
  tx.delete(knownDevices).where(ofUser(knownDevices.userId)).run()
  tx.delete(loginFailures).where(sql`key in (select 'account:' || login from ${users} where demo = 1)`).run()
  tx.delete(importRows).where(sql`job_id in (select id from ${importJobs} where created_by in ${demoUsers})`).run()
  tx.delete(importJobs).where(ofUser(importJobs.createdBy)).run()
  tx.delete(reveals)
    .where(sql`${ofUser(reveals.userId)} or ${ofCustomer(reveals.customerId)}`)
    .run()
  tx.delete(formerValues).where(ofCustomer(formerValues.customerId)).run()
  tx.delete(changeEvents).where(ofCustomer(changeEvents.customerId)).run()
  tx.delete(verifications).where(ofCustomer(verifications.customerId)).run()
  tx.delete(customerChecks).where(ofCustomer(customerChecks.customerId)).run()
  tx.delete(revealRequests).where(ofUser(revealRequests.userId)).run()
  tx.delete(paddingSignRows)
    .where(sql`${ofCustomer(paddingSignRows.customerId)} or sign_id in (select id from ${paddingSigns} where user_id in ${demoUsers})`)
    .run()
  tx.delete(paddingSigns).where(ofUser(paddingSigns.userId)).run()
  dropFigures(tx)
  clearAnalysis(tx, demoCustomers)
  leaveAnalysis(tx, demoUsers)
  clearSuggestions(tx, demoCustomers)
  clearStrategies(tx, demoCustomers)
  clearSurveys(tx, demoCustomers)
  clearTiers(tx, demoCustomers)
  leaveSuggestions(tx, demoUsers)
  leaveStrategies(tx, demoUsers)
  leaveSurveys(tx, demoUsers)
  leaveTiers(tx, demoUsers)
  clearRepairs(tx, ofCustomer(repairs.customerId))
  tx.delete(todos).where(ofCustomer(todos.customerId)).run()
  tx.delete(files).where(ofCustomer(files.customerId)).run()
  clearTickets(tx, ofCustomer(tickets.customerId))
  clearReports(tx)
  tx.update(files).set({ followUpId: null }).where(sql`follow_up_id in ${demoFollowUps}`).run()
  tx.update(todos).set({ followUpId: null }).where(sql`follow_up_id in ${demoFollowUps}`).run()
  tx.update(todos).set({ doneFollowUpId: null }).where(sql`done_follow_up_id in ${demoFollowUps}`).run()
  tx.delete(followUps).where(sql`id in ${demoFollowUps}`).run()
  tx.delete(purchases)
    .where(sql`demo = 1 or ${ofCustomer(purchases.customerId)}`)
    .run()
  tx.delete(collaborators)
    .where(sql`${ofUser(collaborators.userId)} or ${ofCustomer(collaborators.customerId)}`)
    .run()
  tx.delete(collaborationRequests)
    .where(sql`${ofUser(collaborationRequests.askerId)} or ${ofCustomer(collaborationRequests.customerId)}`)
    .run()
  tx.delete(poolWarnings)
    .where(sql`${ofUser(poolWarnings.ownerId)} or ${ofCustomer(poolWarnings.id)}`)
    .run()
  tx.delete(poolMoves)
    .where(sql`${ofUser(poolMoves.userId)} or ${ofCustomer(poolMoves.customerId)}`)
    .run()
  tx.delete(customerSince).where(ofCustomer(customerSince.id)).run()
  tx.delete(savedViews).where(ofUser(savedViews.ownerId)).run()
  tx.delete(contacts)
    .where(sql`demo = 1 or ${ofCustomer(contacts.customerId)}`)
    .run()
  tx.delete(profiles).where(sql`id in ${demoCustomers}`).run()
  tx.delete(duplicatePairs)
    .where(sql`${ofCustomer(duplicatePairs.lowId)} or ${ofCustomer(duplicatePairs.highId)}`)
    .run()
  tx.delete(merges).where(ofCustomer(merges.winnerId)).run()
  tx.delete(customerTerms).where(sql`id in ${demoCustomers}`).run()
  tx.delete(customers).where(sql`${customers.demo} = 1`).run()
  tx.delete(users).where(eq(users.demo, true)).run()
  clearDepartments(tx)
}

// A demo department in which somebody real stands has become real.
function clearDepartments(tx: Tx) {
  const used = sql`id in (select department_id from ${users} union select department_id from ${customers} union select department_id from ${tickets} union select department_id from ${ticketClosings})`
  tx.update(departments).set({ demo: false }).where(sql`demo = 1 and ${used}`).run()
  for (const table of [ticketTypes, strategies])
    tx.update(table).set({ departmentId: null }).where(sql`department_id in (select id from ${departments} where demo = 1)`).run()
  tx.delete(departments).where(eq(departments.demo, true)).run()
}

function takeOver(tx: Tx, customer: Customer, to: Heir | undefined): Customer {
  const values = { ownerId: to?.id ?? null, departmentId: to?.departmentId ?? null, updatedAt: now(), version: customer.version + 1 }
  const after = tx.update(customers).set(values).where(eq(customers.id, customer.id)).returning().get()!
  renewTerms(tx, after.id)
  return after
}

const heir = { id: users.id, departmentId: users.departmentId }

function firstAdmin(tx: Tx): Heir | undefined {
  const real = and(eq(users.role, 'admin'), eq(users.active, true), eq(users.demo, false))
  return tx.select(heir).from(users).where(real).orderBy(asc(users.id)).get()
}
