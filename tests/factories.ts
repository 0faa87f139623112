import { writer } from '#db/client'
import { register } from '#db/demo/register'
import { importJobs } from '#db/schema/imports'
import { departments, users } from '#db/schema/people'
import { execute } from '#lib/execute'
import { createFollowUp } from '#lib/followups/commands'
import { maskName } from '#lib/formats/mask'
import type { User } from '#lib/kernel/grant'
import type { Role } from '#lib/kernel/permissions'
import { dayOf, now, timeOf } from '#lib/kernel/time'
import { whatMay } from '#lib/roles/queries'

let serial = 0

export function aDepartment(name = `部门${++serial}`) {
  return writer().insert(departments).values({ name }).returning().get()
}

/** An active person with what their role may do by the start matrix. */
export function aUser(role: Role, name = `${role}${++serial}`, departmentId: number | null = null): User {
  const values = {
    login: `u${++serial}`,
    name,
    nameMasked: maskName(name),
    role,
    departmentId,
    passwordHash: '$argon2id$none',
    mustChangePassword: false,
    createdAt: now(),
  }
  const { id, login } = writer().insert(users).values(values).returning().get()
  return { id, login, name, role, departmentId, may: whatMay(role, writer()) }
}

/** A company in a person's name, told through the command. */
export function aCustomer(owner: User = aUser('sales'), values: Record<string, unknown> = {}) {
  const phone = `138${String(++serial).padStart(8, '0')}`
  const input = {
    type: 'company',
    name: `苏州第${serial}精密机械有限公司`,
    contact: '王建国',
    phone,
    industry: 'C34',
    source: '展会推广',
    ...values,
  }
  return register(owner, input)
}

export function aFollowUp(by: User, customerId: number, values: Record<string, unknown> = {}) {
  const at = now() - 60_000
  const input = { customerId, occurredAt: `${dayOf(at)}T${timeOf(at)}`, method: 'phone', content: '问候', ...values }
  return execute(createFollowUp, by, input as never).after
}

/** A sheet on its way in, in a person's name; its rows are not staged. */
export function anImport(by: User) {
  const values = {
    target: 'customers',
    fileName: 'a.csv',
    sha256: 'x',
    encoding: 'utf-8',
    header: ['客户名称'],
    mapping: {},
    people: {},
    status: 'mapping',
    total: 0,
    createdBy: by.id,
    createdAt: now(),
  } as const
  return writer()
    .insert(importJobs)
    .values({ ...values, header: [...values.header] })
    .returning()
    .get()
}
