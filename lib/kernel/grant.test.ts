import { and, isNull, type SQL, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { reader } from '#db/client'
import { auditLog } from '#db/schema/audit'
import { customers } from '#db/schema/customers'
import { collaborationRequests } from '#db/schema/sharing'
import { listCustomers } from '#lib/customers/list'
import { aCustomer, aDepartment, aUser } from '#tests/factories'
import { can, grant, within, withinFound } from './grant.ts'
import { permissionLabels } from './labels.ts'
import { defaults, type Permission } from './permissions.ts'

test('a grant is had only by those who may, the machine may everything', () => {
  const sales = aUser('sales')
  expect(grant(sales, 'customer.read').reach).toBe('own')
  expect(can(sales, 'customer.delete')).toBe(false)
  expect(() => grant(sales, 'customer.delete')).toThrow('没有权限')
  expect(grant({ job: 'x' }, 'customer.delete').reach).toBe('all')
})

test('somebody of a department without one reaches only their own', () => {
  const manager = aUser('sales_manager', 'lonely', null)
  aCustomer(aUser('sales', 'other', null))
  expect(listCustomers(grant(manager, 'customer.read'), {}).total).toBe(0)
})

test('who reaches a department is found by what led there, not by a walk through the department', () => {
  const manager = aUser('sales_manager', 'head', aDepartment().id)
  const plan = (reach: SQL | undefined) =>
    reader()
      .all<{ detail: string }>(
        sql`explain query plan select 1 from ${collaborationRequests} join ${customers} on ${customers.id} = ${collaborationRequests.customerId} where ${and(sql`${collaborationRequests.status} = 'open'`, isNull(customers.deletedAt), reach)}`,
      )
      .map(({ detail }) => detail)
      .join('; ')
  const me = grant(manager, 'collaboration.read')
  expect(plan(withinFound(me, customers.ownerId, customers.departmentId))).toMatch(
    /^S\w+ collaboration_requests .*SEARCH customers USING INTEGER PRIMARY KEY/,
  )
  expect(plan(within(me, customers.ownerId, customers.departmentId))).toContain('customers_department')
})

test('each deed has a word for people', () => {
  expect((Object.keys(defaults) as Permission[]).filter((p) => !permissionLabels[p])).toEqual([])
})

test('service may not touch contracts, sales may not delete (S0-21, S0-22)', () => {
  expect(
    Object.keys(defaults)
      .filter((p) => p.startsWith('contract.'))
      .filter((p) => 'service' in defaults[p as Permission]),
  ).toEqual([])
  expect('sales' in defaults['customer.delete']).toBe(false)
})

test('the reading connection cannot write', () => {
  expect(() =>
    reader()
      .insert(auditLog)
      .values({} as never)
      .run(),
  ).toThrow()
  expect(() => reader().$client.exec('delete from customers')).toThrow(/readonly/)
})

test('types: forgetting the grant does not compile', () => {
  const check = () => {
    // @ts-expect-error no grant
    listCustomers({ q: 'x' })
    // @ts-expect-error a grant for something else
    listCustomers(grant(aUser('admin'), 'todo.read'), {})
    // @ts-expect-error grants cannot be made by hand
    listCustomers({ actor: aUser('admin'), permission: 'customer.read', reach: 'all' }, {})
  }
  expect(check).toBeTypeOf('function')
})
