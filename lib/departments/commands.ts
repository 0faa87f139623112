import { and, eq, ne } from 'drizzle-orm'
import { z } from 'zod'
import { departments } from '#db/schema/people'
import { command, created, updated } from '../kernel/command.ts'
import { Unfit } from '../kernel/errors.ts'
import { findDepartment } from './queries.ts'

const id = z.coerce.number().int().positive()

export const createDepartment = command({
  name: 'department.create',
  input: z.strictObject({
    name: z.string().trim().min(2, '请填写部门名称').max(30, '部门名称最多 30 字'),
    demo: z.boolean().default(false),
  }),
  run(tx, _me, input) {
    if (tx.select().from(departments).where(eq(departments.name, input.name)).get()) throw new Unfit('name', '这个部门已经存在')
    return created(tx.insert(departments).values(input).returning().get())
  },
})

export const editDepartment = command({
  name: 'department.edit',
  input: z.strictObject({ id, name: z.string().trim().min(2, '请填写部门名称').max(30, '部门名称最多 30 字') }),
  run(tx, _me, { id, name }) {
    const before = findDepartment(id, tx)
    const other = tx
      .select()
      .from(departments)
      .where(and(eq(departments.name, name), ne(departments.id, id)))
      .get()
    if (other) throw new Unfit('name', '这个部门已经存在')
    return updated(before, tx.update(departments).set({ name }).where(eq(departments.id, id)).returning().get())
  },
})
