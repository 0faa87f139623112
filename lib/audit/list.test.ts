import { eq, type SQL, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { auditChanges, auditLog } from '#db/schema/audit'
import { createDepartment } from '#lib/departments/commands'
import { execute } from '#lib/execute'
import { record } from '#lib/kernel/audit'
import { created } from '#lib/kernel/command'
import { grant } from '#lib/kernel/grant'
import { dayOf, endOf, instantOf } from '#lib/kernel/time'
import { aUser } from '#tests/factories'
import { listAudit, SLICE } from './list.ts'
import type { AuditFilter } from './model.ts'
import { checkChain } from './queries-chain.ts'

const ROWS = SLICE + 3000
const admin = aUser('admin')
const me = grant(admin, 'audit.read')
const START = instantOf('2026-01-01')

// A record as large as one slice and more: five people, six deeds, two minutes apart; the very first row is the only one of its kind.
beforeAll(() => {
  const actions = ['customer.edit', 'customer.read', 'followUp.create', 'todo.finish', 'user.edit', 'user.read']
  writer().run(sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${ROWS})
    insert into audit_log (at, actor_id, actor, action, entity, entity_id, customer_id, outcome, changes_hash, previous_hash, hash)
    select ${START} + i * 120000, case when i % 5 = 0 then null else 900 + i % 5 end, 'x', case when i = 1 then 'backup.create' else json_extract(${JSON.stringify(actions)}, '$[' || (i * 7 % 6) || ']') end,
      'x', i, null, case when i % 11 = 0 then 'denied' else 'done' end, '', '', '' from n`)
})

const all = () => reader().select().from(auditLog).all().reverse()

function expected({ person, action, entity, outcome, from, to }: AuditFilter) {
  return all()
    .filter((row) => person === undefined || (row.actorId ?? 0) === person)
    .filter(
      (row) =>
        (!action || row.action === action) && (!entity || row.action.startsWith(`${entity}.`)) && (!outcome || row.outcome === outcome),
    )
    .filter((row) => (!from || row.at >= instantOf(from)) && (!to || row.at <= endOf(to)))
    .map(({ id }) => id)
}

function walk(filter: AuditFilter) {
  const ids: number[] = []
  let before: number | undefined
  for (let page = 0; page < 400; page++) {
    const { rows, next } = listAudit(me, { ...filter, before, size: 200 })
    ids.push(...rows.map(({ id }) => id))
    if (next === undefined) return ids
    before = next
  }
  throw new Error('no end')
}

const [first, second] = [dayOf(START + 86_400_000), dayOf(START + 2 * 86_400_000)]

test.each<AuditFilter>([
  {},
  { person: 901 },
  { person: 0 },
  { action: 'user.edit' },
  { entity: 'customer' },
  { outcome: 'denied' },
  { from: first, to: first },
  { from: second },
  { to: first },
  { person: 902, action: 'user.edit' },
  { person: 902, entity: 'user', outcome: 'done' },
  { entity: 'user', from: first, to: second },
  { person: 0, outcome: 'denied', to: second },
  { action: 'backup.create', person: 901 },
  { action: 'backup.create', person: 902 },
])('%o, page by page, is everything that fits and nothing else', (filter) => {
  expect(walk(filter)).toEqual(expected(filter))
})

test('one condition is counted, up to the cap; several together are not', () => {
  expect(listAudit(me, { outcome: 'denied' })).toMatchObject({ total: expected({ outcome: 'denied' }).length, capped: false })
  expect(listAudit(me, {})).toMatchObject({ total: 10_000, capped: true })
  expect(listAudit(me, { from: first, to: first })).toMatchObject({ total: expected({ from: first, to: first }).length })
  expect(listAudit(me, { person: 901, outcome: 'denied' }).total).toBeUndefined()
})

test('a question that fits nothing in a slice says where to go on', () => {
  const lone = all().at(-1)!
  writer().run(sql`insert into audit_log (at, actor_id, actor, action, entity, outcome, changes_hash, previous_hash, hash)
    with recursive n(i) as (select 1 union all select i + 1 from n where i <= ${SLICE}) select ${lone.at + 9e9}, 77, 'x', 'customer.edit', 'x', 'done', '', '', '' from n`)
  const { rows, next } = listAudit(me, { person: 77, entity: 'user' })
  expect(rows).toEqual([])
  expect(next).toBeDefined()
  expect(listAudit(me, { person: 77, entity: 'user', before: next })).toMatchObject({ rows: [], next: undefined })
})

test.each<[string, AuditFilter, string]>([
  ['a person', { person: 901 }, 'audit_log_actor'],
  ['a deed', { action: 'user.edit' }, 'audit_log_action'],
  ['an outcome', { outcome: 'denied' }, 'audit_log_outcome'],
])('%s is found on its own index, in order', (_, filter, index) => {
  const plans: string[] = []
  const watched = Object.create(reader(), {
    all: {
      value(query: SQL) {
        plans.push(planOf(query))
        return reader().all(query)
      },
    },
  })
  listAudit(me, filter, watched)
  expect(plans[0]).toContain(`SEARCH audit_log USING INDEX ${index}`)
  expect(plans[0]).not.toContain('TEMP B-TREE')
})

const planOf = (query: SQL) =>
  reader()
    .all<{ detail: string }>(sql`explain query plan ${query}`)
    .map(({ detail }) => detail)
    .join('\n')

test('a long chain is whole from one lot to the next', async () => {
  const [mine, names] = [grant(admin, 'department.create'), Array.from({ length: 1200 }, (_, n) => `第${n}部`)]
  writer().transaction((tx) => {
    for (const [id, name] of names.entries()) record(tx, mine, created({ id, name }))
  })
  expect(await checkChain(me, 1200)).toMatchObject({ checked: 1200, broken: undefined })
})

test('a changed row breaks the chain where it was changed', async () => {
  for (const name of ['东部', '西部', '南部', '北部']) execute(createDepartment, admin, { name })
  expect(await checkChain(me, 4)).toMatchObject({ checked: 4, broken: undefined })

  const victim = all()[2]!
  writer().run('drop trigger audit_log_no_update')
  writer().update(auditLog).set({ why: '改过' }).where(eq(auditLog.id, victim.id)).run()
  expect((await checkChain(me, 4)).broken).toBe(victim.id)
  writer().update(auditLog).set({ why: victim.why }).where(eq(auditLog.id, victim.id)).run()
  expect((await checkChain(me, 4)).broken).toBeUndefined()

  writer().run('drop trigger audit_changes_no_update')
  writer()
    .update(auditChanges)
    .set({ changes: { name: [null, '中部'] } })
    .where(eq(auditChanges.auditId, victim.id))
    .run()
  expect((await checkChain(me, 4)).broken).toBe(victim.id)
})
