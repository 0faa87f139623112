import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { reader, writer } from '#db/client'
import { duplicatePairs, merges } from '#db/schema/duplicates'
import { todos } from '#db/schema/followups'
import { listHistory } from '#lib/audit/queries'
import { createContact } from '#lib/contacts/commands'
import { editCustomer } from '#lib/customers/edits'
import { listCustomers } from '#lib/customers/list'
import { findArchive } from '#lib/customers/queries-archive'
import { renewTerms } from '#lib/customers/terms'
import { execute } from '#lib/execute'
import { grant, type User } from '#lib/kernel/grant'
import { DAY, now } from '#lib/kernel/time'
import { editProfile } from '#lib/profiles/commands'
import { isRepairing } from '#lib/repairs/queries'
import { addCollaborator } from '#lib/sharing/commands'
import { createTicket } from '#lib/tickets/commands'
import { listTickets } from '#lib/tickets/list'
import { closeTicket, resolveTicket, respondTicket } from '#lib/tickets/moves'
import { aCustomer, aDepartment, aFollowUp, aUser } from '#tests/factories'
import { plant } from '#tests/plant'
import { dismissPair, mergeCustomers, unmergeCustomers } from './commands.ts'
import { keysToCustomers } from './hanging.ts'
import { tidyPairs } from './note.ts'
import { findSides } from './queries.ts'
import { findWinner, listMerges } from './queries-merges.ts'

type Row = Record<string, string | number | null>

let admin: User
let sales: User
let winner: ReturnType<typeof aCustomer>
let loser: ReturnType<typeof aCustomer>
beforeEach(() => {
  admin = aUser('admin')
  sales = aUser('sales', undefined, aDepartment().id)
  winner = aCustomer(sales, { note: '老客户' })
  loser = aCustomer(aUser('sales'), { note: '新登记', email: 'wang@example.com', contact: '李雷' })
})

const rows = (query: ReturnType<typeof sql>) => writer().all<Row>(query)
const current = (id: number) => rows(sql`select * from customers where id = ${id}`)[0]
const merge = (fromLoser: string[] = [], who = admin) =>
  execute(mergeCustomers, who, {
    winnerId: winner.id,
    loserId: loser.id,
    winnerVersion: Number(current(winner.id)?.version),
    loserVersion: Number(current(loser.id)?.version),
    fromLoser: fromLoser as never,
  })
const lastMerge = () => reader().select().from(merges).all().at(-1)!
const found = (q: string) => listCustomers(grant(admin, 'customer.read'), { q }).rows.map(({ id }) => id)

/** Everything but the record, what counts versions, and the merges themselves. */
function everything() {
  const tables = rows(
    sql`select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name not like 'customer_search_%' and name not like '%\_search%' escape '\\' and name not in ('audit_log', 'audit_changes', 'merges', 'once_keys', 'serials')`,
  ).map(({ name }) => String(name))
  return Object.fromEntries(
    tables.map((table) => [
      table,
      rows(sql`select * from ${sql.identifier(table)}`)
        .map(({ version: _, ...row }) => JSON.stringify(row))
        .toSorted(),
    ]),
  )
}

describe('every table that hangs on a customer', () => {
  test('is known from the database itself', () => {
    const declared = rows(
      sql`select m.name || '.' || f."from" as "key" from sqlite_schema m, pragma_foreign_key_list(m.name) f where m.type = 'table' and f."table" = 'customers'`,
    ).map(({ key }) => String(key))
    const known = keysToCustomers(writer()).map(({ table, column }) => `${table}.${column}`)
    expect([...known, 'duplicate_pairs.low_id', 'duplicate_pairs.high_id'].toSorted()).toEqual(declared.toSorted())
  })

  test('moves to the winner and back again, to the last row', () => {
    aFollowUp(admin, winner.id)
    for (const { table, column } of keysToCustomers(writer())) plant(table, { [column]: loser.id })
    for (const id of [winner.id, loser.id]) writer().transaction((tx) => renewTerms(tx, id))
    const third = aCustomer()
    plant('duplicate_pairs', { low_id: winner.id, high_id: loser.id })
    plant('duplicate_pairs', { low_id: loser.id, high_id: third.id })
    const before = everything()
    merge(['name', 'phone', 'contact', 'note', 'owner', 'profile'])
    expect(current(winner.id)).toMatchObject({ name: loser.name, phone: loser.phone, owner_id: loser.ownerId, note: '新登记' })
    for (const { table, column } of keysToCustomers(writer())) {
      const [name, key] = [sql.identifier(table), sql.identifier(column)]
      expect({ table, left: rows(sql`select 1 from ${name} where ${key} = ${loser.id}`) }).toEqual({ table, left: [] })
      expect({ table, there: rows(sql`select 1 from ${name} where ${key} = ${winner.id}`).length > 0 }).toEqual({ table, there: true })
    }
    expect(current(loser.id)).toBeUndefined()
    execute(unmergeCustomers, admin, { id: lastMerge().id })
    expect(everything()).toEqual(before)
  })

  test.each([
    [[]],
    [['name', 'type', 'contact', 'phone', 'email', 'position', 'industry', 'source', 'level', 'potential', 'status']],
    [['owner', 'headcount', 'revenueWan', 'creditCode', 'tags', 'address', 'note', 'createdOn', 'profile']],
    [['phone', 'profile']],
  ])('where both have what only one may have, too: %j', (fromLoser) => {
    execute(editProfile, admin, { id: winner.id, version: 0, needs: '降本', urgency: 'high' })
    execute(editProfile, admin, { id: loser.id, version: 0, needs: '扩产', urgency: 'low' })
    for (const id of [winner.id, loser.id]) plant('collaborators', { customer_id: id, user_id: sales.id, added_at: 1 })
    for (const id of [winner.id, loser.id]) writer().transaction((tx) => renewTerms(tx, id))
    aFollowUp(admin, loser.id, { next: '寄样', nextOn: '2030-01-01' })
    const before = everything()
    merge(fromLoser)
    const needs = rows(sql`select needs from profiles where id = ${winner.id}`)[0]?.needs
    expect(needs).toBe(fromLoser.includes('profile') ? '扩产' : '降本')
    execute(unmergeCustomers, admin, { id: lastMerge().id })
    expect(everything()).toEqual(before)
  })
})

describe('after a merge', () => {
  test('number, name, contact and phone of the loser find the winner; its address leads there; its history is the winner’s', () => {
    aFollowUp(admin, loser.id)
    merge()
    for (const q of [loser.number, loser.name, loser.phone, '李雷'])
      expect({ q, ids: found(q) }).toEqual({ q, ids: expect.arrayContaining([winner.id]) })
    const me = grant(admin, 'customer.read')
    expect(findWinner(me, loser.id)).toBe(winner.id)
    expect(findWinner(grant(aUser('sales'), 'customer.read'), loser.id)).toBeUndefined()
    expect(() => findArchive(me, loser.id)).toThrow('找不到客户')
    const told = listHistory(me, winner.id, 50)
    expect(told.filter(({ action }) => action === '新增客户')).toHaveLength(2)
    expect(told.map(({ why }) => why)).toEqual(expect.arrayContaining([`并入 ${loser.number}：跟进 1`, `已合并到 ${winner.number}`]))
    expect(JSON.stringify(told)).not.toContain(loser.phone)
  })

  test('what was written since stays with the winner, and a value changed since stays as it is', () => {
    merge(['note', 'level'])
    const mine = aFollowUp(admin, winner.id)
    const contact = execute(createContact, admin, { customerId: winner.id, name: '韩梅' }).after
    const now = current(winner.id)!
    const fields = {
      type: 'company',
      name: winner.name,
      contact: '',
      phone: '',
      industry: 'C34',
      source: '展会推广',
      contactless: undefined,
    }
    const { contactless: _, ...input } = { ...fields, contact: winner.contact }
    execute(editCustomer, admin, { ...input, id: winner.id, version: Number(now.version), note: '合并后改过' } as never)
    execute(unmergeCustomers, admin, { id: lastMerge().id })
    expect(current(winner.id)?.note).toBe('合并后改过')
    expect(current(loser.id)?.note).toBe('新登记')
    expect(rows(sql`select customer_id from follow_ups where id = ${mine.id}`)).toEqual([{ customer_id: winner.id }])
    expect(rows(sql`select customer_id from contacts where id = ${contact.id}`)).toEqual([{ customer_id: winner.id }])
    expect(found(loser.number)).toEqual([loser.id])
  })

  test('a chain of merges is undone from either end', () => {
    const third = aCustomer()
    const before = everything()
    merge()
    const first = lastMerge()
    execute(mergeCustomers, admin, { winnerId: third.id, loserId: winner.id, winnerVersion: 1, loserVersion: 2 })
    const second = lastMerge()
    expect(findWinner(grant(admin, 'customer.read'), loser.id)).toBe(third.id)
    expect(found(loser.number)).toEqual([third.id])
    execute(unmergeCustomers, admin, { id: second.id })
    execute(unmergeCustomers, admin, { id: first.id })
    expect(everything()).toEqual(before)
  })

  test('the deeds move with their next step: the winner’s next day is the loser’s', () => {
    aFollowUp(admin, loser.id, { next: '寄样', nextOn: '2030-01-01' })
    merge()
    const due = reader().select().from(todos).all().at(-1)!.dueAt
    expect(current(winner.id)).toMatchObject({ next_due_at: due })
  })
})

describe('refused is', () => {
  test('a merge of what was changed meanwhile, of one with itself, beyond reach, or into a third', () => {
    const input = { winnerId: winner.id, loserId: loser.id, winnerVersion: 1, loserVersion: 1 }
    expect(() => execute(mergeCustomers, admin, { ...input, loserVersion: 2 })).toThrow('被改过')
    expect(() => execute(mergeCustomers, admin, { ...input, loserId: winner.id })).toThrow('两位不同')
    const manager = aUser('sales_manager', undefined, sales.departmentId)
    expect(() => execute(mergeCustomers, manager, input)).toThrow('找不到客户')
    expect(() => execute(mergeCustomers, sales, input)).toThrow('没有权限')
    const third = aCustomer(sales, { name: winner.name.replace('精密机械', '模具设计') })
    writer().run(sql`update customers set name = ${winner.name}, name_key = ${winner.name}, phone = ${loser.phone} where id = ${third.id}`)
    expect(() => execute(mergeCustomers, admin, { ...input, fromLoser: ['phone'] })).toThrow('同名同号码')
  })

  test('an undo after thirty days, a second time, or where another has taken the place', () => {
    merge()
    const { id } = lastMerge()
    vi.useFakeTimers({ now: now() + 30 * DAY })
    expect(() => execute(unmergeCustomers, admin, { id })).toThrow('30 天')
    vi.useRealTimers()
    const taken = aCustomer()
    writer().run(sql`update customers set name = ${loser.name}, name_key = ${loser.name}, phone = ${loser.phone} where id = ${taken.id}`)
    expect(() => execute(unmergeCustomers, admin, { id })).toThrow(`不能撤销：同名同号码的客户已经存在（${taken.number}）`)
    writer().run(sql`update customers set phone = '13000000001' where id = ${taken.id}`)
    execute(unmergeCustomers, admin, { id })
    expect(() => execute(unmergeCustomers, admin, { id })).toThrow('已经撤销')
  })

  test('what an undo needs is forgotten after thirty days, and the address still leads to the winner', () => {
    merge()
    const { id } = lastMerge()
    execute(tidyPairs, { job: 'duplicates' }, { at: now() + 30 * DAY - 60_000, pairs: [], merges: [id] })
    expect(lastMerge().undo).not.toBeNull()
    execute(tidyPairs, { job: 'duplicates' }, { at: now() + 31 * DAY, pairs: [], merges: [id] })
    expect(lastMerge().undo).toBeNull()
    expect(findWinner(grant(admin, 'customer.read'), loser.id)).toBe(winner.id)
  })
})

describe('tickets', () => {
  const solved = { result: '已更换', cause: 'material', solution: 'onsite' } as const
  const take = (customerId: number) => {
    const { id, version } = execute(createTicket, admin, { customerId, typeId: 1, urgency: 'high', description: '异响' }).after
    return { id, version }
  }
  const seen = (user: User, customer?: number) =>
    listTickets(grant(user, 'ticket.read'), { customer })
      .rows.map(({ id }) => id)
      .toSorted((a, b) => a - b)

  test('go to the winner, seen by its owner and whoever helps with it, and back again with the plan that one began', () => {
    const [one, other] = [aUser('sales'), aUser('sales')]
    execute(addCollaborator, admin, { customerId: winner.id, userId: one.id })
    execute(addCollaborator, admin, { customerId: loser.id, userId: other.id })
    const [mine, theirs] = [take(winner.id), take(loser.id)]
    writer().run(sql`update tickets set status = 'unanswered', received_at = ${now()} where id = ${theirs.id}`)
    execute(respondTicket, admin, { id: theirs.id, version: 1, text: '已联系' })
    execute(resolveTicket, admin, { id: theirs.id, version: 2, ...solved })
    execute(closeTicket, admin, { id: theirs.id, version: 3, feedback: '仍不满意', score: '1' })
    expect([isRepairing(winner.id), isRepairing(loser.id)]).toEqual([false, true])
    const both = [mine.id, theirs.id]
    merge()
    expect(seen(admin, winner.id)).toEqual(both)
    expect([sales, one, other].map((user) => seen(user))).toEqual([both, both, both])
    expect(isRepairing(winner.id)).toBe(true)
    execute(unmergeCustomers, admin, { id: lastMerge().id })
    expect([seen(admin, winner.id), seen(admin, loser.id)]).toEqual([[mine.id], [theirs.id]])
    expect([sales, one, other].map((user) => seen(user))).toEqual([[mine.id], [mine.id], [theirs.id]])
    expect([isRepairing(winner.id), isRepairing(loser.id)]).toEqual([false, true])
  })
})

test('the comparison shows masks alone, asks of what differs, and proposes the fuller and the newer', () => {
  const values = { lowId: winner.id, highId: loser.id, reason: 'phone', score: 60, foundAt: now(), seenAt: now() } as const
  const pair = writer().insert(duplicatePairs).values(values).returning().get()
  const sides = findSides(grant(admin, 'customer.merge'), pair.id)
  expect(JSON.stringify(sides)).not.toMatch(new RegExp(`${winner.phone}|${loser.phone}|李雷|wang@`))
  expect(sides.winner).toBe('high')
  expect(sides.fields.map(({ field }) => field)).toEqual(['name', 'contact', 'phone', 'email', 'owner', 'note'])
  expect(sides.fields.find(({ field }) => field === 'email')?.first).toBe('high')
  expect(listMerges(grant(admin, 'customer.unmerge'), { winnerId: winner.id }).rows).toEqual([])
  execute(dismissPair, admin, { id: pair.id })
  expect(() => findSides(grant(admin, 'customer.merge'), pair.id)).toThrow('找不到')
})
