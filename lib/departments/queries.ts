import { and, asc, count, eq } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { departments, users } from '#db/schema/people'
import { Unfit } from '../kernel/errors.ts'

/** All departments with how many active people each has. */
export function listDepartments(from: Source = reader()) {
  return from
    .select({ id: departments.id, name: departments.name, active: departments.active, people: count(users.id) })
    .from(departments)
    .leftJoin(users, and(eq(users.departmentId, departments.id), eq(users.active, true)))
    .groupBy(departments.id)
    .orderBy(asc(departments.id))
    .all()
}

/** A department that was chosen in a form; one that is not there is an error at its field. */
export function findDepartment(id: number, from: Source = reader()) {
  const department = from.select().from(departments).where(eq(departments.id, id)).get()
  if (!department) throw new Unfit('departmentId', '找不到这个部门')
  return department
}
