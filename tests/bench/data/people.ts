import { and, eq } from 'drizzle-orm'
import { reader } from '#db/client'
import { departments, users } from '#db/schema/people'
import { createDepartment } from '#lib/departments/commands'
import { execute } from '#lib/execute'
import type { Role } from '#lib/kernel/permissions'
import { hashPassword } from '#lib/sessions/passwords'
import { setUpCompany } from '#lib/settings/commands'
import { seedMatrix } from '#lib/setup/seed'
import { createUser } from '#lib/users/commands'
import { dice, pick } from './dice.ts'
import { given, surnames } from './words.ts'

export const PASSWORD = 'Long-Run-2026!'
export type Seller = { id: number; departmentId: number }
export type Staff = { sellers: Seller[]; managers: Seller[]; service: number }

const machine = { job: '初始化' }
const teams = ['华东销售部', '华南销售部', '华北销售部', '大客户部']
const house: [string, Role][] = [
  ['admin', 'admin'],
  ['boss', 'boss'],
  ['service.lead', 'service_manager'],
  ['service', 'service'],
  ['ops', 'ops'],
  ['auditor', 'auditor'],
]
const SELLERS = 20

/** Thirty people of one company, by the product's own commands: `admin`, `boss`, `manager1` to `manager4`, `sales1` to `sales20` … */
export async function hirePeople() {
  seedMatrix()
  execute(setUpCompany, machine, { companyName: '苏州测量仪器有限公司', companyPrefix: 'Q', personPrefix: 'G' } as never)
  const passwordHash = await hashPassword(PASSWORD)
  const roll = dice(30)
  const hire = (login: string, role: Role, departmentId: number | null = null) =>
    execute(createUser, machine, { login, name: pick(roll, surnames) + pick(roll, given), role, departmentId, passwordHash, final: true })
  for (const [login, role] of house) hire(login, role)
  const rooms = teams.map((name) => execute(createDepartment, machine, { name }).after.id)
  rooms.forEach((id, at) => void hire(`manager${at + 1}`, 'sales_manager', id))
  // The first department is the largest, as the first customers' owners are the busiest.
  for (let at = 0; at < SELLERS; at++) hire(`sales${at + 1}`, 'sales', rooms[Math.floor((at / SELLERS) ** 1.3 * rooms.length)]!)
}

/** Those to whom customers and to-dos belong, the busiest first. */
export function readStaff(): Staff {
  const of = (role: Role) =>
    reader()
      .select({ id: users.id, departmentId: users.departmentId })
      .from(users)
      .innerJoin(departments, eq(departments.id, users.departmentId))
      .where(and(eq(users.role, role)))
      .all() as Seller[]
  const service = reader().select({ id: users.id }).from(users).where(eq(users.role, 'service')).get()!.id
  return { sellers: of('sales'), managers: of('sales_manager'), service }
}
