import { notInArray, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { collaborators, contacts, profiles, savedViews } from '#db/schema/archive'
import { customers, customerTotals, reveals } from '#db/schema/customers'
import { followUps, todos } from '#db/schema/followups'
import { handovers } from '#db/schema/handovers'
import { notifications } from '#db/schema/machine'
import { departments, loginFailures, sessions, users } from '#db/schema/people'
import { collaborationRequests, poolMoves, poolWarnings } from '#db/schema/sharing'
import { ticketEntries, tickets, ticketTypes } from '#db/schema/tickets'
import { createContact } from '#lib/contacts/commands'
import { assignCustomer } from '#lib/customers/commands'
import { countCustomers, listCustomers, matchCustomers } from '#lib/customers/list'
import type { Customer } from '#lib/customers/model'
import { removeDemo } from '#lib/demo/commands'
import { countDemo, hasDemo } from '#lib/demo/queries'
import { execute } from '#lib/execute'
import { createTodo } from '#lib/followups/commands'
import { grant, type User } from '#lib/kernel/grant'
import { now, today } from '#lib/kernel/time'
import { editProfile } from '#lib/profiles/commands'
import { whatMay } from '#lib/roles/queries'
import { startSession } from '#lib/sessions/commands'
import { findSignedIn } from '#lib/sessions/queries'
import { createTicket } from '#lib/tickets/commands'
import { listTickets } from '#lib/tickets/list'
import { noteTicket, receiveTicket } from '#lib/tickets/moves'
import { aCustomer, aFollowUp, anImport, aUser } from '#tests/factories'
import { loadDemo } from './load.ts'

const machine = { job: 'test' }
let admin: User
let owned: Customer
let lent: Customer
let names: string[]

const person = (login: string): User => {
  const { id, name, role, departmentId } = reader().select().from(users).where(sql`login = ${login}`).get()!
  return { id, login, name, role, departmentId, may: whatMay(role) }
}

beforeAll(async () => {
  admin = aUser('admin', '真实管理员')
  await loadDemo({ password: 'Heng!2026yi', now: now() })
  names = reader()
    .select({ name: customers.name })
    .from(customers)
    .where(sql`demo = 1`)
    .all()
    .map(({ name }) => name)
  live()
  const house = reader().select().from(departments).where(sql`name = '技术部'`).get()!
  writer()
    .update(users)
    .set({ departmentId: house.id })
    .where(sql`id = ${aUser('tech', '真实技术').id}`)
    .run()
})

// Real work beside the demo company: one customer of one's own, one that a demo colleague looks after and works on.
function live() {
  const sales1 = person('sales1')
  owned = aCustomer(admin, { name: '无锡真实客户有限公司' })
  lent = aCustomer(sales1, { name: '常州真实往来有限公司' })
  aFollowUp(admin, owned.id, { content: '真实的跟进' })
  aFollowUp(sales1, lent.id, { content: '示例同事写的真实跟进', next: '再联系', nextOn: today() })
  const { id } = reader().select().from(customers).where(sql`demo = 1`).get()!
  execute(createTodo, admin, { customerId: id, title: '真实同事给示例客户的待办', dueOn: today() })
  const todo = reader().select().from(todos).orderBy(sql`id desc`).limit(1).get()!
  writer()
    .insert(notifications)
    .values({ userId: admin.id, key: 'k', kind: 'todo', title: '到期', href: `/todos/${todo.id}`, createdAt: now() })
    .run()
  writer().insert(loginFailures).values({ key: 'account:sales1', count: 1, firstAt: now(), blockedUntil: 0 }).run()
  writer().insert(reveals).values({ customerId: owned.id, userId: sales1.id, field: 'phone', reason: '核对', at: now() }).run()
  execute(createContact, sales1, { customerId: lent.id, name: '真实联系人' })
  execute(editProfile, sales1, { id: lent.id, version: 0, urgency: 'high' })
  writer().insert(savedViews).values({ page: '/customers', name: '我的', query: '', ownerId: sales1.id, createdAt: now() }).run()
  writer()
    .insert(collaborators)
    .values([
      { customerId: owned.id, userId: sales1.id, addedBy: admin.id, addedAt: now() },
      { customerId: owned.id, userId: admin.id, addedBy: sales1.id, addedAt: now() },
    ])
    .run()
  const asked = { customerId: owned.id, reason: '老同学', createdAt: now(), expiresAt: now() }
  writer()
    .insert(collaborationRequests)
    .values([
      { ...asked, askerId: sales1.id, answeredBy: admin.id },
      { ...asked, askerId: admin.id, answeredBy: sales1.id },
    ])
    .run()
  writer().insert(poolWarnings).values({ id: owned.id, ownerId: sales1.id, silentSince: 0, warnedAt: 0, actsOn: today() }).run()
  writer()
    .insert(poolMoves)
    .values([
      { customerId: owned.id, kind: 'release', userId: sales1.id, by: admin.id, at: now() },
      { customerId: owned.id, kind: 'release', userId: admin.id, by: sales1.id, at: now() },
    ])
    .run()
  anImport(sales1)
  const ring = { customerId: owned.id, description: '真实工单' }
  const { id: ticket } = execute(createTicket, person('agent1'), { ...ring, typeId: 1 }).after
  execute(receiveTicket, person('tech1'), { id: ticket, version: 1 })
  execute(noteTicket, person('desk'), { id: ticket, text: '请尽快' })
  writer()
    .update(ticketTypes)
    .set({ headId: person('ops1').id, departmentId: person('ops1').departmentId })
    .where(sql`id = 2`)
    .run()
  execute(startSession, machine, { userId: sales1.id, login: 'sales1', sid: 'sid-sales1', device: 'd', address: '', userAgent: '' })
}

test('a foreign key that the removal does not know of would stop it: these are all there are', () => {
  const tables = writer().$client.prepare("select name from sqlite_schema where type = 'table'").pluck().all() as string[]
  const keys = tables.flatMap((table) =>
    (writer().$client.pragma(`foreign_key_list(${table})`) as { table: string; from: string }[]).map(
      (key) => `${table}.${key.from} → ${key.table}`,
    ),
  )
  expect(keys.toSorted()).toMatchInlineSnapshot(`
    [
      "analysis_notes.created_by → users",
      "analysis_notes.strategy_id → strategies",
      "analysis_risks.customer_id → customers",
      "audit_redactions.erasure_id → erasures",
      "business_cards.id → users",
      "change_events.created_by → users",
      "change_events.customer_id → customers",
      "change_events.todo_id → todos",
      "collaboration_requests.answered_by → users",
      "collaboration_requests.asker_id → users",
      "collaboration_requests.customer_id → customers",
      "collaborators.added_by → users",
      "collaborators.customer_id → customers",
      "collaborators.user_id → users",
      "consents.by_id → users",
      "consents.id → customers",
      "contacts.created_by → users",
      "contacts.customer_id → customers",
      "customer_checks.created_by → users",
      "customer_checks.customer_id → customers",
      "customer_since.id → customers",
      "customer_tiers.customer_id → customers",
      "customer_tiers.tier_id → tiers",
      "customers.created_by → users",
      "customers.department_id → departments",
      "customers.owner_id → users",
      "duplicate_pairs.dismissed_by → users",
      "duplicate_pairs.high_id → customers",
      "duplicate_pairs.low_id → customers",
      "erasures.erased_by → users",
      "files.contact_id → contacts",
      "files.customer_id → customers",
      "files.follow_up_id → follow_ups",
      "files.ticket_id → tickets",
      "files.uploaded_by → users",
      "follow_ups.customer_id → customers",
      "follow_ups.entered_by → users",
      "follow_ups.follower_id → users",
      "former_values.customer_id → customers",
      "former_values.replaced_by → users",
      "handover_lines.customer_id → customers",
      "handover_lines.handover_id → handovers",
      "handover_lines.ticked_by → users",
      "handover_moves.handover_id → handovers",
      "handovers.by_id → users",
      "handovers.from_id → users",
      "handovers.leave_id → leaves",
      "handovers.to_id → users",
      "idea_entries.by_id → users",
      "idea_entries.idea_id → ideas",
      "ideas.created_by → users",
      "ideas.responsible_id → users",
      "import_jobs.created_by → users",
      "import_rows.job_id → import_jobs",
      "known_devices.user_id → users",
      "leaves.by_id → users",
      "leaves.to_id → users",
      "leaves.undone_by → users",
      "leaves.user_id → users",
      "merges.merged_by → users",
      "merges.undone_by → users",
      "merges.winner_id → customers",
      "notifications.user_id → users",
      "padding_sign_rows.customer_id → customers",
      "padding_sign_rows.sign_id → padding_signs",
      "padding_signs.aside_by → users",
      "padding_signs.user_id → users",
      "pool_moves.by → users",
      "pool_moves.customer_id → customers",
      "pool_moves.user_id → users",
      "pool_warnings.id → customers",
      "pool_warnings.owner_id → users",
      "profiles.id → customers",
      "purchases.created_by → users",
      "purchases.customer_id → customers",
      "repair_steps.repair_id → repairs",
      "repair_steps.todo_id → todos",
      "repairs.customer_id → customers",
      "repairs.ticket_id → tickets",
      "report_downloads.report_id → reports",
      "report_downloads.user_id → users",
      "report_rows.report_id → reports",
      "reports.asked_by → users",
      "reveal_requests.decided_by → users",
      "reveal_requests.user_id → users",
      "reveals.customer_id → customers",
      "reveals.user_id → users",
      "saved_views.owner_id → users",
      "score_links.created_by → users",
      "score_links.ticket_id → tickets",
      "sessions.user_id → users",
      "strategies.created_by → users",
      "strategies.department_id → departments",
      "strategies.responsible_id → users",
      "strategies.survey_id → surveys",
      "strategies.tier_id → tiers",
      "strategy_pushes.assignee_id → users",
      "strategy_pushes.customer_id → customers",
      "strategy_pushes.invitation_id → survey_invitations",
      "strategy_pushes.sent_by → users",
      "strategy_pushes.strategy_id → strategies",
      "strategy_pushes.todo_id → todos",
      "suggestions.created_by → users",
      "suggestions.customer_id → customers",
      "suggestions.follow_up_id → follow_ups",
      "suggestions.idea_id → ideas",
      "suggestions.response_id → survey_responses",
      "suggestions.ticket_id → tickets",
      "suggestions.todo_id → todos",
      "survey_answers.question_id → survey_questions",
      "survey_answers.response_id → survey_responses",
      "survey_invitations.contact_id → contacts",
      "survey_invitations.created_by → users",
      "survey_invitations.customer_id → customers",
      "survey_invitations.survey_id → surveys",
      "survey_invitations.todo_id → todos",
      "survey_questions.survey_id → surveys",
      "survey_responses.by_id → users",
      "survey_responses.customer_id → customers",
      "survey_responses.invitation_id → survey_invitations",
      "survey_responses.survey_id → surveys",
      "survey_responses.ticket_id → tickets",
      "survey_responses.todo_id → todos",
      "surveys.created_by → users",
      "ticket_closings.by_id → users",
      "ticket_closings.department_id → departments",
      "ticket_closings.handler_id → users",
      "ticket_closings.ticket_id → tickets",
      "ticket_entries.by_id → users",
      "ticket_entries.ticket_id → tickets",
      "ticket_pauses.ticket_id → tickets",
      "ticket_scores.by_id → users",
      "ticket_scores.ticket_id → tickets",
      "ticket_texts.type_id → ticket_types",
      "ticket_types.department_id → departments",
      "ticket_types.head_id → users",
      "ticket_types.last_handler_id → users",
      "tickets.created_by → users",
      "tickets.customer_id → customers",
      "tickets.department_id → departments",
      "tickets.handler_id → users",
      "tickets.repeat_of_id → tickets",
      "tickets.type_id → ticket_types",
      "tier_moves.customer_id → customers",
      "tier_moves.run_id → tier_runs",
      "tier_moves.tier_id → tiers",
      "tier_overrides.by_id → users",
      "tier_overrides.customer_id → customers",
      "tier_overrides.tier_id → tiers",
      "tier_runs.asked_by → users",
      "tiers.updated_by → users",
      "todos.assignee_id → users",
      "todos.created_by → users",
      "todos.customer_id → customers",
      "todos.done_by → users",
      "todos.done_follow_up_id → follow_ups",
      "todos.follow_up_id → follow_ups",
      "undos.user_id → users",
      "users.department_id → departments",
      "verifications.created_by → users",
      "verifications.customer_id → customers",
    ]
  `)
})

test('without another administrator it is refused, and everything stays', () => {
  const boss = { ...aUser('boss'), may: { 'demo.remove': 'all' } } as User
  writer().update(users).set({ active: false }).where(sql`id = ${admin.id}`).run()
  const before = countDemo(grant(boss, 'demo.remove'))
  expect(() => execute(removeDemo, boss, {})).toThrow('没有可用的系统管理员')
  expect(countDemo(grant(boss, 'demo.remove'))).toEqual(before)
  writer().update(users).set({ active: true }).where(sql`id = ${admin.id}`).run()
})

test('nobody but who may can remove it', () => {
  expect(() => execute(removeDemo, person('manager'), {})).toThrow('没有权限')
  expect(hasDemo()).toBe(true)
})

test('the demo company goes, what is real stays whole', () => {
  const changes = execute(removeDemo, admin, {})
  expect(changes.before).toMatchObject({ users: 10, departments: 5 })
  expect(hasDemo()).toBe(false)
  expect(Object.values(countDemo(grant(admin, 'demo.remove')))).toEqual([0, 0, 0, 0, 0, 0])
  expect(writer().$client.pragma('foreign_key_check')).toEqual([])
  expect(writer().$client.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(reader().select().from(customers).where(sql`id = ${owned.id}`).get()).toMatchObject({
    name: owned.name,
    phone: owned.phone,
    ownerId: admin.id,
    version: owned.version,
  })
})

test('a demo colleague’s real customer is the remover’s, with what was written about it', () => {
  const customer = reader().select().from(customers).where(sql`id = ${lent.id}`).get()!
  expect(customer).toMatchObject({ ownerId: admin.id, departmentId: null, createdBy: null, version: lent.version + 1 })
  expect(
    listCustomers(grant(admin, 'customer.read'), { owner: admin.id })
      .rows.map(({ id }) => id)
      .toSorted(),
  ).toEqual([owned.id, lent.id])
  expect(reader().select().from(followUps).where(sql`customer_id = ${lent.id}`).get()).toMatchObject({
    content: '示例同事写的真实跟进',
    followerId: null,
    followerName: '陈思雨',
  })
  expect(reader().select().from(todos).where(sql`customer_id = ${lent.id}`).get()).toMatchObject({ assigneeId: admin.id, status: 'open' })
  expect(execute(assignCustomer, admin, { id: lent.id, version: customer.version, ownerId: aUser('sales').id }).after.version).toBe(
    customer.version + 1,
  )
})

test('contacts and profile of a real customer stay, whoever wrote them; a demo colleague’s views and shares go', () => {
  expect(reader().select().from(contacts).all()).toMatchObject([{ customerId: lent.id, name: '真实联系人', createdBy: null }])
  expect(reader().select().from(profiles).all()).toMatchObject([{ id: lent.id, urgency: 'high' }])
  expect(matchCustomers(grant(admin, 'customer.read'), '真实联系人').map(({ id }) => id)).toEqual([lent.id])
  expect(reader().select().from(savedViews).all()).toEqual([])
  expect(reader().select().from(collaborators).all()).toMatchObject([{ customerId: owned.id, userId: admin.id, addedBy: null }])
})

test('a real ticket in demo hands stays and waits for another; the rules forget who is gone', () => {
  expect(reader().select().from(tickets).all()).toMatchObject([
    { description: '真实工单', status: 'unassigned', handlerId: null, createdBy: null },
  ])
  expect(listTickets(grant(admin, 'ticket.read'), { status: 'unassigned', handler: 0 }).total).toBe(1)
  expect(
    reader()
      .select()
      .from(ticketEntries)
      .all()
      .every(({ byId }) => byId === null),
  ).toBe(true)
  expect(reader().select().from(ticketTypes).where(sql`id = 2`).get()).toMatchObject({ headId: null, departmentId: null })
})

test('totals are right, and search finds no name of the demo company', () => {
  const me = grant(admin, 'customer.read')
  expect(countCustomers(me, {})).toBe(2)
  expect(reader().select({ n: sql<number>`sum(total)` }).from(customerTotals).get()!.n).toBe(2)
  expect(names.filter((name) => matchCustomers(me, name).length > 0)).toEqual([])
  expect(matchCustomers(me, '真实客户').map(({ id }) => id)).toEqual([owned.id])
})

test('nobody of the demo company is signed in, and nothing points to it', () => {
  expect(findSignedIn('sid-sales1')).toBeUndefined()
  expect(reader().select().from(sessions).all()).toEqual([])
  // The book of the real customer that a demo account had held is real too.
  const books = reader().select({ href: sql<string>`'/handovers/' || id` }).from(handovers)
  expect(reader().select().from(notifications).where(notInArray(notifications.href, books)).all()).toEqual([])
  expect(reader().select().from(loginFailures).all()).toEqual([])
})

test('a department in which somebody real works has become real', () => {
  expect(reader().select().from(departments).all()).toMatchObject([{ name: '技术部', demo: false }])
})

test('a telling that was cut off is told anew; an account that was there is kept, and the story does without it', async () => {
  writer().update(customers).set({ demo: true }).where(sql`id = ${owned.id}`).run()
  writer()
    .update(users)
    .set({ login: 'sales1' })
    .where(sql`id = ${aUser('auditor').id}`)
    .run()
  const accounts = await loadDemo({ password: 'Heng!2026yi', now: now() })
  expect(matchCustomers(grant(admin, 'customer.read'), '真实客户')).toEqual([])
  expect(accounts.map(({ login }) => login)).toContain('sales1-demo')
  expect(person('sales1').role).toBe('auditor')
}, 180_000)

test('a demo administrator who removes stays, as a real one', () => {
  execute(removeDemo, person('admin'), {})
  expect(hasDemo()).toBe(false)
  expect(person('admin')).toMatchObject({ role: 'admin', departmentId: null })
  expect(writer().$client.pragma('foreign_key_check')).toEqual([])
})
