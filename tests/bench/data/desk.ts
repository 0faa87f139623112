import { eq, inArray } from 'drizzle-orm'
import { reader } from '#db/client'
import { departments, users } from '#db/schema/people'
import { createDepartment } from '#lib/departments/commands'
import { execute } from '#lib/execute'
import type { Role } from '#lib/kernel/permissions'
import { hashPassword } from '#lib/sessions/passwords'
import { createUser } from '#lib/users/commands'
import { dice, pick } from './dice.ts'
import { PASSWORD } from './people.ts'
import { given, surnames } from './words.ts'

export type Handler = { id: number; name: string; departmentId: number | null }

const machine = { job: '初始化' }
const rooms: Record<string, [string, Role][]> = {
  技术部: [
    ['engineer1', 'tech'],
    ['engineer2', 'tech'],
    ['engineer3', 'tech'],
  ],
  客服部: [
    ['agent1', 'service'],
    ['agent2', 'service'],
  ],
}

/** The two departments that tickets go to, with five people; those that are there already stay as they are. */
export async function hireDesk() {
  const passwordHash = await hashPassword(PASSWORD)
  const roll = dice(31)
  for (const [name, people] of Object.entries(rooms)) {
    const room = reader().select({ id: departments.id }).from(departments).where(eq(departments.name, name)).get()
    const departmentId = room?.id ?? execute(createDepartment, machine, { name }).after.id
    for (const [login, role] of people) {
      const named = { login, name: pick(roll, surnames) + pick(roll, given), role }
      if (!reader().select({ id: users.id }).from(users).where(eq(users.login, login)).get())
        execute(createUser, machine, { ...named, departmentId, passwordHash, final: true })
    }
  }
}

/** Those to whom tickets are given, the busiest first, and those who take them down. */
export function readDesk(): { handlers: Handler[]; takers: Handler[] } {
  const of = (roles: Role[]): Handler[] =>
    reader()
      .select({ id: users.id, name: users.name, departmentId: users.departmentId })
      .from(users)
      .where(inArray(users.role, roles))
      .orderBy(users.id)
      .all()
  return { handlers: of(['tech', 'service', 'ops', 'service_manager']), takers: of(['service', 'service_manager']) }
}
