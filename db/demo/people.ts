import { writer } from '#db/client'
import { createDepartment } from '#lib/departments/commands'
import { listDepartments } from '#lib/departments/queries'
import { execute } from '#lib/execute'
import type { User } from '#lib/kernel/grant'
import type { May, Role } from '#lib/kernel/permissions'
import { asOf } from '#lib/kernel/time'
import { startMatrix } from '#lib/roles/model'
import { findAccount } from '#lib/sessions/queries'
import { createUser } from '#lib/users/commands'
import type { Login } from './deed.ts'

export type Staff = Record<Login, User | undefined>
/** In whose name the company is founded. */
export const machine = { job: '示例数据' }

const staff: [Login, string, Role, string][] = [
  ['admin', '林可', 'admin', '总经办'],
  ['boss', '沈恒', 'boss', '总经办'],
  ['manager', '赵明远', 'sales_manager', '销售部'],
  ['sales1', '陈思雨', 'sales', '销售部'],
  ['sales2', '周子航', 'sales', '销售部'],
  ['desk', '何静', 'service_manager', '客服部'],
  ['agent1', '刘倩', 'service', '客服部'],
  ['agent2', '孙悦', 'service', '客服部'],
  ['tech1', '吴建军', 'tech', '技术部'],
  ['ops1', '郑晓蕾', 'ops', '运营部'],
]
export const logins = staff.map(([login]) => login)

/**
 * The ten colleagues in their five departments, hired at a moment; departments that are there are used. An account that
 * is there stays whoever's it is: nothing is told in its name, and who is needed for the story gets `-demo` behind the login.
 */
export function hire(passwordHash: string, at: number): Staff {
  const hired = writer().transaction(
    () => asOf(at, () => staff.map(([login, name, role, house]) => [login, hireOne({ login, name, role, house, passwordHash })] as const)),
    { behavior: 'immediate' },
  )
  return Object.fromEntries(hired) as Staff
}

type Hire = { login: Login; name: string; role: Role; house: string; passwordHash: string }

function hireOne({ login, house, ...person }: Hire): User | undefined {
  const taken = isTaken(login)
  if (taken && login === 'admin') return undefined
  const { after } = execute(createUser, machine, {
    ...person,
    login: taken ? freeLogin(`${login}-demo`) : login,
    departmentId: departmentOf(house),
    final: true,
    demo: true,
  })
  return { id: after.id, login: after.login, name: after.name, role: after.role, departmentId: after.departmentId, may: mayOf(person.role) }
}

const isTaken = (login: string) => findAccount(login, writer()) !== undefined
const freeLogin = (login: string): string => (isTaken(login) ? freeLogin(`${login}x`) : login)

function departmentOf(name: string): number {
  const there = listDepartments(writer()).find((department) => department.name === name)
  return there?.id ?? execute(createDepartment, machine, { name, demo: true }).after.id
}

// What the role may do at first, so that the story holds whatever the administrator has changed since.
const mayOf = (role: Role) =>
  Object.fromEntries(
    startMatrix()
      .filter((cell) => cell.role === role)
      .map(({ permission, reach }) => [permission, reach]),
  ) as May
