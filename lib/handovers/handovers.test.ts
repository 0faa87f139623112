import { asc, eq, sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { collaborators, savedViews } from '#db/schema/archive'
import { auditLog } from '#db/schema/audit'
import { customers, customerTerms } from '#db/schema/customers'
import { todos } from '#db/schema/followups'
import { handoverLines, handoverMoves, handovers, leaves } from '#db/schema/handovers'
import { importJobs } from '#db/schema/imports'
import { notifications } from '#db/schema/machine'
import { users } from '#db/schema/people'
import { tickets } from '#db/schema/tickets'
import { createContact } from '#lib/contacts/commands'
import { assignMany } from '#lib/customers/bulk'
import { assignCustomer, deleteCustomer } from '#lib/customers/commands'
import { editCustomer } from '#lib/customers/edits'
import { countCustomers, listCustomerIds } from '#lib/customers/list'
import { renewTerms } from '#lib/customers/terms'
import { execute } from '#lib/execute'
import { createTodo, handTodo, moveTodo } from '#lib/followups/commands'
import { grant, type User } from '#lib/kernel/grant'
import { addDays, asOf, DAY, now, today } from '#lib/kernel/time'
import { restoreCustomer } from '#lib/recycle/commands'
import { takeBack } from '#lib/undo/commands'
import { UNDO_MS } from '#lib/undo/model'
import { undoOfRequest } from '#lib/undo/queries'
import { activateUser, deactivateUser } from '#lib/users/commands'
import { createView } from '#lib/views/commands'
import { aCustomer, aDepartment, aFollowUp, anImport, aUser } from '#tests/factories'
import { confirmLines, handBack, handOn, leaveUser, returnUser } from './commands.ts'
import { keyOf, RETURN_MS, successorOf } from './model.ts'
import { listHandovers } from './queries.ts'
import { listBook, openOf } from './queries-book.ts'
import { findLastLeave, listStayed } from './queries-leaves.ts'
import { tallyOf } from './sums.ts'

let [admin, manager, ann, bob, eve]: User[] = []
let request = 0
const by = (user: User): User => ({ ...user, from: { address: '127.0.0.1', request: `r${++request}` } })
const read = (user: User) => grant(user, 'customer.read')
const row = (id: number) => reader().select().from(customers).where(eq(customers.id, id)).get()!
const todo = (id: number) => reader().select().from(todos).where(eq(todos.id, id)).get()!
const lastBook = () => reader().select().from(handovers).orderBy(asc(handovers.id)).all().at(-1)!
const plan = (user: User, customerId: number, on = addDays(today(), 3)) =>
  execute(createTodo, user, { customerId, title: '寄样品', dueOn: on }).after
const leave = (user: User, more: Record<string, unknown> = {}) =>
  execute(leaveUser, admin!, { id: user.id, toId: bob!.id, split: 'all', reason: '离职', expected: 0, ...more } as never)

beforeEach(() => {
  const house = aDepartment().id
  admin = aUser('admin')
  ;[manager, ann, bob, eve] = [
    aUser('sales_manager', '赵经理', house),
    aUser('sales', '安妮', house),
    aUser('sales', '鲍勃', house),
    aUser('sales', '伊芙', house),
  ]
})

test('a customer changes hands with its book: who decides, habits, promises, overdue, the last five touches, and the open to-dos', () => {
  const { id } = aCustomer(ann)
  execute(createContact, ann!, { customerId: id, name: '李建军', roles: ['decider'], position: '厂长', taboos: '不谈价格' })
  for (let n = 1; n <= 6; n++) aFollowUp(ann!, id, { content: `第${n}次` })
  const step = plan(ann!, id)
  const late = asOf(now() - 5 * DAY, () => plan(ann!, id, today()))
  const others = plan(eve!.id ? manager! : ann!, id)
  execute(assignCustomer, manager!, { id, version: 1, ownerId: bob!.id, reason: '区域调整' })
  const book = lastBook()
  expect(book).toMatchObject({ fromId: ann!.id, toId: bob!.id, byId: manager!.id, reason: '区域调整', customers: 1, todos: 2 })
  expect([todo(step.id), todo(late.id), todo(others.id)].map(({ assigneeId }) => assigneeId)).toEqual([bob!.id, bob!.id, manager!.id])
  const [page] = listBook(grant(bob!, 'handover.read'), book.id).rows
  const said = Object.fromEntries(page!.lines.map(({ kind, text }) => [kind, text]))
  expect(Object.keys(said)).toEqual(['people', 'habits', 'overdue', 'next', 'touches'])
  expect(said.people).toContain('李*（厂长，关键决策人）')
  expect(said.habits).toContain('忌讳：不谈价格')
  expect([said.overdue, said.next].join()).toMatch(/寄样品.*寄样品/s)
  expect(said.touches!.split('\n')).toHaveLength(5)
  expect(said.touches).not.toContain('第1次')
  expect(JSON.stringify(said)).not.toMatch(/李建军|王建国|138\d{8}/)
  expect(reader().select().from(notifications).where(eq(notifications.userId, bob!.id)).all()).toMatchObject([
    { kind: 'assigned', title: '安妮 的1 位客户、2 项待办已移交给你，请查看交接书', href: `/handovers/${book.id}` },
  ])
})

test('the book tells of open tickets and of the last scores, in masks', () => {
  const { id } = aCustomer(ann)
  const ticket = (number: string, more: object) =>
    writer()
      .insert(tickets)
      .values({
        number,
        customerId: id,
        kind: 'complaint',
        typeId: 1,
        urgency: 'low',
        description: '异响',
        status: 'working',
        createdAt: now(),
        ...more,
      })
      .run()
  ticket('T1', { handlerId: aUser('tech', '吴建军').id })
  ticket('T2', { status: 'closed', score: 2, closedAt: now() })
  ticket('T3', { status: 'closed' })
  ticket('T4', { status: 'void', score: 1 })
  execute(assignCustomer, manager!, { id, version: 1, ownerId: bob!.id })
  const [page] = listBook(grant(bob!, 'handover.read'), lastBook().id).rows
  const said = page!.lines.find(({ kind }) => kind === 'tickets')?.text
  expect(said).toBe(`T1 产品质量，处理中（吴*）\n最近评分：2 分 不满意（${today()}）`)
})

test('only the new owner ticks, line by line or whole, and stands there by name and time; the archive counts what is left', () => {
  const { id } = aCustomer(ann)
  aFollowUp(ann!, id)
  execute(assignCustomer, manager!, { id, version: 1, ownerId: bob!.id })
  const book = lastBook()
  expect(openOf(read(bob!), id)).toEqual({ id: book.id, open: 2, mayOpen: true })
  expect(() => execute(confirmLines, manager!, { id: book.id })).toThrow('找不到交接书')
  const [line] = listBook(grant(bob!, 'handover.read'), book.id).rows[0]!.lines
  execute(confirmLines, bob!, { id: book.id, lineId: line!.id, customerId: id })
  expect(openOf(read(bob!), id)).toMatchObject({ open: 1 })
  execute(confirmLines, bob!, { id: book.id })
  expect(openOf(read(bob!), id)).toBeUndefined()
  expect(listBook(grant(bob!, 'handover.read'), book.id).rows[0]!.lines).toMatchObject([{ tickedBy: '鲍勃' }, { tickedBy: '鲍勃' }])
  expect(listHandovers(grant(bob!, 'handover.read'), { side: 'mine', state: 'done' }).rows).toMatchObject([
    { id: book.id, open: 0, lines: 2 },
  ])
})

test('a book is read by giver, doer, receiver and their manager, and shows no customer that is out of reach', () => {
  const { id } = aCustomer(ann)
  execute(assignCustomer, manager!, { id, version: 1, ownerId: bob!.id })
  const book = lastBook().id
  const seen = (user: User) => listBook(grant(user, 'handover.read'), book).rows.length
  expect([seen(bob!), seen(manager!), seen(admin!), seen(ann!)]).toEqual([1, 1, 1, 0])
  expect(() => seen(eve!)).toThrow('找不到交接书')
  expect(() => seen(aUser('sales_manager', undefined, aDepartment().id))).toThrow('找不到交接书')
})

test('who gets it before he has ticked passes it on: the earlier lines are closed, by nobody', () => {
  const { id } = aCustomer(ann)
  execute(assignCustomer, manager!, { id, version: 1, ownerId: bob!.id })
  const first = lastBook().id
  execute(assignCustomer, manager!, { id, version: 2, ownerId: eve!.id })
  expect(reader().select().from(handovers).where(eq(handovers.id, first)).get()).toMatchObject({ open: 0 })
  expect(openOf(read(eve!), id)).toMatchObject({ id: lastBook().id })
})

test('one deed from two owners makes two books, and what only changes its department makes none', () => {
  const ids = [aCustomer(ann), aCustomer(ann), aCustomer(eve), aCustomer(bob)].map(({ id }) => id)
  const before = reader().select().from(handovers).all().length
  execute(assignMany, manager!, { ids, expected: 4, ownerId: bob!.id })
  expect(reader().select().from(handovers).all().slice(before)).toMatchObject([
    { fromId: ann!.id, customers: 2 },
    { fromId: eve!.id, customers: 1 },
  ])
})

test('the assignment is taken back within ten minutes: owner, to-dos, words, and the book; a changed one stops it whole', () => {
  const ids = [aCustomer(ann), aCustomer(ann)].map(({ id }) => id)
  const step = plan(ann!, ids[0]!)
  const boss = by(manager!)
  const state = () =>
    JSON.stringify(
      ids.map((id) => [
        row(id).ownerId,
        row(id).departmentId,
        reader().select().from(customerTerms).where(eq(customerTerms.id, id)).get()!.terms.split(' ').sort(),
      ]),
    )
  const before = state()
  execute(assignMany, boss, { ids, expected: 2, ownerId: bob!.id })
  const id = undoOfRequest(boss)!
  expect(() => execute(takeBack, by(bob!), { id })).toThrow('找不到可以撤销的操作')
  expect(() => asOf(now() + UNDO_MS + 1, () => execute(takeBack, boss, { id }))).toThrow('超过 10 分钟')
  execute(takeBack, boss, { id })
  expect(state()).toBe(before)
  expect(todo(step.id).assigneeId).toBe(ann!.id)
  expect(openOf(read(ann!), ids[0]!)).toBeUndefined()
  expect(lastBook().undoneAt).not.toBeNull()
  expect(() => execute(takeBack, boss, { id })).toThrow('已经撤销过')
  const again = by(manager!)
  execute(assignMany, again, { ids, expected: 2, ownerId: bob!.id })
  execute(moveTodo, bob!, { id: step.id, version: todo(step.id).version, to: 'tomorrow' })
  const stood = state()
  expect(() => execute(takeBack, again, { id: undoOfRequest(again)! })).toThrow('之后又被改过')
  expect(state()).toBe(stood)
})

test('a book that was open before is open again once the next assignment is taken back', () => {
  const { id } = aCustomer(ann)
  execute(assignCustomer, manager!, { id, version: 1, ownerId: bob!.id })
  const first = lastBook().id
  const boss = by(manager!)
  asOf(now() + 1000, () => execute(assignCustomer, boss, { id, version: 2, ownerId: eve!.id }))
  execute(takeBack, boss, { id: undoOfRequest(boss)! })
  expect(openOf(read(bob!), id)).toMatchObject({ id: first, open: 1 })
})

test('the recycle bin and a moved to-do are taken back; not where a twin has come meanwhile', () => {
  const customer = aCustomer(ann, { name: '撤销有限公司', phone: '13711112229' })
  const step = plan(ann!, customer.id)
  const self = by(ann!)
  execute(moveTodo, self, { id: step.id, version: 1, to: 'tomorrow' })
  execute(takeBack, self, { id: undoOfRequest(self)! })
  expect(todo(step.id)).toMatchObject({ dueOn: step.dueOn, dueAt: step.dueAt, moves: 0 })
  const [one, two] = [by(admin!), by(admin!)]
  execute(deleteCustomer, one, { id: customer.id, version: 1 })
  execute(takeBack, one, { id: undoOfRequest(one)! })
  expect(row(customer.id).deletedAt).toBeNull()
  expect(listCustomerIds(read(ann!), { q: '撤销有限' }, 5)).toEqual([customer.id])
  execute(deleteCustomer, two, { id: customer.id, version: 3 })
  aCustomer(bob, { name: '撤销有限公司', phone: '13711112229' })
  expect(() => execute(takeBack, two, { id: undoOfRequest(two)! })).toThrow('同名同号码')
})

test('who leaves hands everything on: customers, to-dos, collaborations, imports, shared views; the account is out at once (W-21, D-05)', () => {
  const [mine, theirs, ours] = [aCustomer(ann), aCustomer(eve), aCustomer(eve)]
  const gone = execute(deleteCustomer, admin!, { id: aCustomer(ann).id, version: 1 }).after
  const steps = [
    plan(ann!, mine.id).id,
    execute(createTodo, eve!, { customerId: theirs.id, title: '回电', dueOn: today(), assigneeId: ann!.id }).after.id,
  ]
  for (const [customerId, userId] of [
    [theirs.id, ann!.id],
    [ours.id, ann!.id],
    [ours.id, bob!.id],
  ] as const) {
    writer().insert(collaborators).values({ customerId, userId, addedAt: now() }).run()
    writer().transaction((tx) => renewTerms(tx, customerId))
  }
  const sheet = anImport(ann!)
  const view = execute(createView, ann!, { page: 'customers', name: '重点', query: 'level=vip', shared: 'on' } as never).after
  execute(createView, bob!, { page: 'customers', name: '重点', query: 'level=vip' })
  leave(ann!, { expected: 1 })
  expect(findLastLeave(grant(admin!, 'user.leave'), ann!.id)).toMatchObject({ status: 'done' })
  expect(reader().select().from(users).where(eq(users.id, ann!.id)).get()).toMatchObject({ active: false })
  expect([row(mine.id).ownerId, row(gone.id).ownerId]).toEqual([bob!.id, bob!.id])
  expect(steps.map((id) => todo(id).assigneeId)).toEqual([bob!.id, bob!.id])
  const helpers = () =>
    reader()
      .select()
      .from(collaborators)
      .all()
      .map(({ customerId, userId }) => [customerId, userId])
  expect(helpers()).toEqual(
    expect.arrayContaining([
      [theirs.id, bob!.id],
      [ours.id, bob!.id],
    ]),
  )
  expect(helpers().filter(([, id]) => id === ann!.id)).toEqual([])
  expect(reader().select().from(importJobs).where(eq(importJobs.id, sheet.id)).get()!.createdBy).toBe(bob!.id)
  expect(reader().select().from(savedViews).where(eq(savedViews.id, view.id)).get()).toMatchObject({
    ownerId: bob!.id,
    name: `重点（移交${view.id}）`,
  })
  expect(listCustomerIds(grant(admin!, 'customer.read'), { owner: bob!.id }, 10)).toEqual(expect.arrayContaining([mine.id]))
  expect(countCustomers(read(bob!), {})).toBeGreaterThan(0)
  expect(reader().select().from(auditLog).where(sql`action = 'customer.handOn' and customer_id = ${mine.id}`).all()).toMatchObject([
    { why: '离职' },
  ])

  // Back again: all of it, but for what was moved on since.
  execute(handTodo, bob!, { id: steps[1]!, version: todo(steps[1]!).version, assigneeId: eve!.id })
  execute(returnUser, admin!, { id: ann!.id })
  expect(findLastLeave(grant(admin!, 'user.leave'), ann!.id)).toMatchObject({ status: 'returned', undoneBy: admin!.id })
  expect(reader().select().from(users).where(eq(users.id, ann!.id)).get()).toMatchObject({ active: true })
  expect([row(mine.id).ownerId, row(gone.id).ownerId]).toEqual([ann!.id, ann!.id])
  expect(steps.map((id) => todo(id).assigneeId)).toEqual([ann!.id, eve!.id])
  expect(helpers()).toEqual(
    expect.arrayContaining([
      [theirs.id, ann!.id],
      [ours.id, ann!.id],
      [ours.id, bob!.id],
    ]),
  )
  expect(helpers()).not.toContainEqual([theirs.id, bob!.id])
  expect(reader().select().from(savedViews).where(eq(savedViews.id, view.id)).get()).toMatchObject({ ownerId: ann!.id, name: '重点' })
  const { id } = findLastLeave(grant(admin!, 'user.leave'), ann!.id)!
  expect(listStayed(grant(admin!, 'user.return'), id, 10)).toEqual({ kinds: [{ kind: 'todo', n: 1 }], rows: [] })
})

test('split by level over several, with a customer passed on since: it stays and is listed, and an edit alone does not keep one', () => {
  const [plain, vip, edited] = [aCustomer(ann), aCustomer(ann, { level: 'vip' }), aCustomer(ann)]
  leave(ann!, { expected: 3, split: 'level', plan: JSON.stringify({ vip: eve!.id }) })
  expect([plain, vip].map(({ id }) => row(id).ownerId)).toEqual([bob!.id, eve!.id])
  execute(assignCustomer, manager!, { id: vip.id, version: row(vip.id).version, ownerId: bob!.id })
  const { name, contact, industry, source, type } = edited
  execute(editCustomer, bob!, {
    id: edited.id,
    version: row(edited.id).version,
    name: `${name}二厂`,
    contact,
    industry,
    source,
    type,
    phone: '',
  })
  execute(returnUser, admin!, { id: ann!.id })
  expect([plain, vip, edited].map(({ id }) => row(id).ownerId)).toEqual([ann!.id, bob!.id, ann!.id])
  const { id } = findLastLeave(grant(admin!, 'user.leave'), ann!.id)!
  expect(listStayed(grant(admin!, 'user.return'), id, 10).rows).toMatchObject([{ id: vip.id }])
  expect(() => execute(returnUser, admin!, { id: ann!.id })).toThrow('没有可以撤销的离职交接')
})

test('the words of those who moved are those that are made anew', () => {
  const ids = [aCustomer(ann), aCustomer(ann)].map(({ id }) => id)
  writer().insert(collaborators).values({ customerId: ids[0]!, userId: eve!.id, addedAt: now() }).run()
  for (const id of ids) writer().transaction((tx) => renewTerms(tx, id))
  leave(ann!, { expected: 2 })
  const words = () =>
    ids.map((id) => reader().select().from(customerTerms).where(eq(customerTerms.id, id)).get()!.terms.split(' ').toSorted())
  const byHand = words()
  for (const id of ids) writer().transaction((tx) => renewTerms(tx, id))
  expect(byHand).toEqual(words())
})

test('hundreds go in one transaction and come back in one; nobody keeps anything, and the machine’s part is nobody else’s', () => {
  const total = 540
  plant(ann!, total)
  leave(ann!, { expected: total })
  const { id, status } = findLastLeave(grant(admin!, 'user.leave'), ann!.id)!
  expect(status).toBe('done')
  expect(countCustomers(grant(admin!, 'customer.read'), { owner: ann!.id })).toBe(0)
  expect(reader().select().from(handovers).where(eq(handovers.leaveId, id)).all()).toMatchObject([{ customers: total, open: total }])
  expect(() => execute(handOn, admin!, { leaveId: id })).toThrow('没有权限')
  execute(returnUser, admin!, { id: ann!.id })
  expect(() => execute(handBack, admin!, { leaveId: id })).toThrow('没有权限')
  expect(countCustomers(grant(admin!, 'customer.read'), { owner: ann!.id })).toBe(total)
  expect(
    reader()
      .select()
      .from(handoverMoves)
      .where(sql`state is null and handover_id in (select id from handovers where leave_id = ${id})`)
      .all(),
  ).toEqual([])
  expect(
    reader()
      .select()
      .from(handoverLines)
      .where(sql`ticked_at is null and handover_id in (select id from handovers where leave_id = ${id})`)
      .all(),
  ).toEqual([])
}, 60_000)

test('where the last of it fails nothing has moved, and the account is in use (R-04)', () => {
  const { id } = aCustomer(ann)
  plan(ann!, id)
  writer().$client.exec(
    "create temp trigger broken before insert on handover_moves when new.kind = 'todo' begin select raise(abort, 'no room'); end",
  )
  expect(() => leave(ann!, { expected: 1 })).toThrow('no room')
  writer().$client.exec('drop trigger broken')
  expect(row(id).ownerId).toBe(ann!.id)
  expect(findLastLeave(grant(admin!, 'user.leave'), ann!.id)).toBeUndefined()
  expect(reader().select().from(users).where(eq(users.id, ann!.id)).get()).toMatchObject({ active: true })
})

test('what does not hold is refused whole: a changed number, a successor who is not there, thirty days on, the last administrator', () => {
  aCustomer(ann)
  const before = JSON.stringify([reader().select().from(users).all(), reader().select().from(leaves).all()])
  expect(() => leave(ann!, { expected: 2 })).toThrow('现在是 1 位')
  expect(() => leave(ann!, { expected: 1, toId: ann!.id })).toThrow('接收人需为在用账号')
  expect(() => leave(ann!, { expected: 1, split: 'level', plan: { vip: 999_999 } })).toThrow('接收人需为在用账号')
  expect(() => leave(ann!, { expected: 1, reason: ' ' })).toThrow('请填写交接原因')
  expect(JSON.stringify([reader().select().from(users).all(), reader().select().from(leaves).all()])).toBe(before)
  leave(ann!, { expected: 1 })
  expect(() => asOf(now() + RETURN_MS + 1, () => execute(returnUser, admin!, { id: ann!.id }))).toThrow('没有可以撤销')
})

test('the plain deactivation tells what the person still holds, and leaves it where it is when told (D-05)', () => {
  const { id } = aCustomer(ann)
  plan(ann!, id)
  expect(() => execute(deactivateUser, admin!, { id: ann!.id })).toThrow('1 位客户、1 项未完成待办，请先办理离职交接')
  execute(deactivateUser, admin!, { id: ann!.id, told: 2 })
  expect(row(id).ownerId).toBe(ann!.id)
  leave(ann!, { expected: 1 })
  expect(row(id).ownerId).toBe(bob!.id)
  execute(returnUser, admin!, { id: ann!.id })
  expect(reader().select().from(users).where(eq(users.id, ann!.id)).get()!.active).toBe(false)
  execute(activateUser, admin!, { id: ann!.id })
})

test('the plain deactivation tells of open tickets, too, those that wait for the call among them', () => {
  const open = { customerId: aCustomer(bob).id, kind: 'complaint', urgency: 'low', description: '异响', createdAt: now() } as const
  for (const [number, status] of [
    ['T90', 'working'],
    ['T91', 'revisit'],
    ['T92', 'closed'],
  ] as const)
    writer()
      .insert(tickets)
      .values({ ...open, number, status, handlerId: ann!.id })
      .run()
  expect(() => execute(deactivateUser, admin!, { id: ann!.id })).toThrow('名下还有 2 张未完成工单，请先办理离职交接')
  execute(deactivateUser, admin!, { id: ann!.id, told: 2 })
  execute(activateUser, admin!, { id: ann!.id })
})

test('a deleted customer that was handed on in the bin comes back to its successor', () => {
  const gone = execute(deleteCustomer, admin!, { id: aCustomer(ann).id, version: 1 }).after
  leave(ann!, { expected: 0 })
  execute(restoreCustomer, admin!, { id: gone.id, version: row(gone.id).version })
  expect(listCustomerIds(read(bob!), {}, 10)).toContain(gone.id)
})

test.each([
  ['section', 'C34', 'normal', '', 'C'],
  ['section', '', 'normal', '', ''],
  ['level', 'C34', 'vip', '', 'vip'],
  ['region', 'C34', 'vip', '江苏省苏州市工业园区星湖街 1 号', '江苏'],
  ['region', 'C34', 'vip', '深圳市南山区', '深圳'],
  ['region', 'C34', 'vip', '星湖街 1 号', ''],
  ['all', 'C34', 'vip', '深圳市', ''],
] as const)('by %s, %s %s %s falls under %s', (split, industry, level, address, key) => {
  expect(keyOf(split, { industry, level, address })).toBe(key)
  expect(successorOf({ split, plan: { [key]: 7 }, toId: 8 }, { industry, level, address })).toBe(7)
})

test('the tally counts every customer once, whatever the slices', async () => {
  plant(ann!, 2100)
  aCustomer(ann, { level: 'vip' })
  expect(await tallyOf(grant(admin!, 'user.leave'), ann!.id, 'level')).toEqual([
    { key: 'normal', count: 2100 },
    { key: 'vip', count: 1 },
  ])
})

// Straight into the tables: the commands would take a minute for so many.
function plant(owner: User, n: number) {
  const { id: _, ...like } = row(aCustomer(owner).id)
  writer().delete(handoverLines).where(sql`customer_id = ${_}`).run()
  writer().transaction((tx) => {
    for (let k = 1; k < n; k++) {
      const { id } = tx
        .insert(customers)
        .values({ ...like, number: `${like.number}-${k}`, phone: `p${owner.id}-${k}` })
        .returning({ id: customers.id })
        .get()
      tx.insert(customerTerms)
        .values({ id, terms: `x${k} own_${owner.id} dep_${like.departmentId} lvl_normal` })
        .run()
    }
  })
}
