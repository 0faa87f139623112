import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { auditChanges, auditLog } from '#db/schema/audit'
import { deleteCustomer } from '#lib/customers/commands'
import { execute } from '#lib/execute'
import { aCustomer, aUser } from '#tests/factories'
import { difference } from './audit.ts'
import { brokenLink, digestOf, redactedRows, sealOf } from './audit-chain.ts'

const chain = () =>
  reader()
    .select()
    .from(auditLog)
    .leftJoin(auditChanges, eq(auditChanges.auditId, auditLog.id))
    .orderBy(asc(auditLog.id))
    .all()
    .map((row) => ({ ...row.audit_log, changes: row.audit_changes ? JSON.stringify(row.audit_changes.changes) : null }))

test('the chain holds, and a change to any word of it shows', () => {
  for (let i = 0; i < 3; i++) aCustomer()
  const rows = chain()
  expect(brokenLink(rows)).toBeUndefined()
  expect(brokenLink(rows.map((r, i) => (i === 1 ? { ...r, actor: '别人' } : r)))).toBe(rows[1]?.id)
  expect(brokenLink(rows.map((r, i) => (i === 1 ? { ...r, changes: '{"name":["甲","乙"]}' } : r)))).toBe(rows[1]?.id)
  expect(brokenLink(rows.filter((_, i) => i !== 1))).toBe(rows[2]?.id)
})

test('a blanked row holds by its digest alone: without one, or blanked otherwise, it shows', () => {
  const rows = chain()
  const told = rows.find(({ changes }) => changes !== null)!
  const blanked = rows.map((r) => (r.id === told.id ? { ...r, why: '已删除', changes: '{}' } : r))
  const digest = digestOf(blanked.find(({ id }) => id === told.id)!)
  expect(brokenLink(blanked)).toBe(told.id)
  expect(brokenLink(blanked, '', new Map([[told.id, digest]]))).toBeUndefined()
  expect(brokenLink(rows, '', new Map([[told.id, digest]]))).toBe(told.id)
  expect(brokenLink(rows.map((r) => (r.id === told.id ? { ...r, changes: null } : r)))).toBe(told.id)
})

test('a digest counts only where the chain seals it', () => {
  const redactions = [{ auditId: 3, erasureId: 1, digest: 'a' }]
  expect(redactedRows(redactions, new Map([[1, sealOf(redactions)]]))).toEqual(new Map([[3, 'a']]))
  expect(redactedRows([...redactions, { auditId: 4, erasureId: 1, digest: 'b' }], new Map([[1, sealOf(redactions)]]))).toEqual(new Map())
  expect(redactedRows(redactions, new Map())).toEqual(new Map())
})

test.each([
  'update audit_log set actor = 0',
  'delete from audit_log',
  "update audit_changes set changes = '{}'",
  'update audit_changes set changes = null',
  'delete from audit_changes',
])('%s is refused by the database (I-06)', (sql) => {
  aCustomer()
  expect(() => writer().$client.exec(sql)).toThrow('written once')
})

test('a refusal says who, what, about what and why', () => {
  const sales = aUser('sales')
  const customer = aCustomer(sales)
  expect(() =>
    execute(deleteCustomer, { ...sales, from: { address: '10.0.0.9', request: 'r1' } }, { id: customer.id, version: 1 }),
  ).toThrow()
  expect(chain().at(-1)).toMatchObject({
    actorId: sales.id,
    action: 'customer.delete',
    entityId: customer.id,
    outcome: 'denied',
    why: '没有权限：customer.delete',
    address: '10.0.0.9',
    request: 'r1',
  })
})

test('secrets are named, never told; what did not change is not told', () => {
  expect(difference({ a: 1, passwordHash: 'x' }, { a: 1, b: 2, passwordHash: 'y' })).toEqual({ b: [null, 2], passwordHash: ['•••', '•••'] })
})
