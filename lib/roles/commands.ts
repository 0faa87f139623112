import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { reaches, rolePermissions, roles } from '#db/schema/people'
import { settings } from '#db/schema/settings'
import { isFixed, isMachineOnly, widthOf } from '../kernel/bounds.ts'
import { command, created, updated } from '../kernel/command.ts'
import { Conflict, Unfit } from '../kernel/errors.ts'
import { permissionLabels } from '../kernel/labels.ts'
import { defaults, type Permission, type Reach, type Role } from '../kernel/permissions.ts'
import { startMatrix } from './model.ts'

const role = z.enum(roles, '请选择角色')
const permission = z.custom<Permission>((p) => typeof p === 'string' && Object.hasOwn(defaults, p), '没有这项权限')
const reach = z.enum([...reaches, 'none'])

/** One cell of the matrix (S0-20); it counts from the next request on. */
export const editRole = command({
  name: 'role.edit',
  input: z.strictObject({ role, permission, reach }),
  run: (tx, _me, { role, ...cell }) => setCell(tx, role, cell),
})

/** What changed of a role's column, one audit row a cell; `was` is what the person saw, so that nobody's change is overwritten unseen. */
export const editRoleCells = command({
  name: 'role.editMany',
  input: z.strictObject({ role, cells: z.array(z.strictObject({ permission, was: reach, reach })).max(Object.keys(defaults).length) }),
  run(tx, _me, { role, cells }) {
    return cells.map(({ was, ...cell }) => {
      if (reachIn(tx, role, cell.permission) !== was)
        throw new Conflict(`「${permissionLabels[cell.permission]}」刚被别人改过，本次未保存，请刷新后再改`)
      return setCell(tx, role, cell)
    })
  },
})

/** Gives deeds that are new to this database their start row of the matrix; what the administrator decided stays. */
export const seedRoles = command({
  name: 'role.seed',
  input: z.strictObject({}),
  run(tx) {
    const before = tx.select().from(settings).where(eq(settings.key, SEEDED)).get()
    const seeded = new Set(before ? (before.value as string[]) : [])
    const fresh = startMatrix().filter(({ permission }) => !seeded.has(permission))
    if (fresh.length === 0) return []
    tx.insert(rolePermissions).values(fresh).onConflictDoNothing().run()
    const value = Object.keys(defaults)
    return created(
      tx.insert(settings).values({ key: SEEDED, value }).onConflictDoUpdate({ target: settings.key, set: { value } }).returning().get(),
    )
  },
})

const SEEDED = 'seededPermissions'

function setCell(tx: Tx, role: Role, { permission, reach }: { permission: Permission; reach: Reach | 'none' }) {
  if (isMachineOnly(permission)) throw new Unfit(permission, '这项操作只由系统执行')
  if (isFixed(role, permission)) throw new Conflict('这项权限必须保留：每个人管自己的账号，系统管理员管用户、权限和设置')
  if (reach !== 'none' && !widthOf(permission).includes(reach)) throw new Unfit(permission, '这项权限没有这个范围')
  const before = reachIn(tx, role, permission)
  tx.delete(rolePermissions).where(cellOf(role, permission)).run()
  if (reach !== 'none') tx.insert(rolePermissions).values({ role, permission, reach }).run()
  const cell = `${role} ${permission}`
  return updated({ id: roles.indexOf(role), [cell]: before }, { id: roles.indexOf(role), [cell]: reach })
}

const cellOf = (role: Role, permission: Permission) => and(eq(rolePermissions.role, role), eq(rolePermissions.permission, permission))
const reachIn = (tx: Tx, role: Role, permission: Permission) =>
  tx.select().from(rolePermissions).where(cellOf(role, permission)).get()?.reach ?? 'none'
