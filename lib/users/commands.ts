import { and, eq, isNull, ne } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { customers, customerTerms } from '#db/schema/customers'
import { departments, loginFailures, reaches, rolePermissions, roles, sessions, users } from '#db/schema/people'
import { settings } from '#db/schema/settings'
import { maskName } from '../formats/mask.ts'
import { command, created, updated } from '../kernel/command.ts'
import { Conflict, Missing, Unfit } from '../kernel/errors.ts'
import { idOf } from '../kernel/grant.ts'
import { permissionLabels } from '../kernel/labels.ts'
import { defaults, isFixed, isMachineOnly, type Permission, type Reach, type Role, widthOf } from '../kernel/permissions.ts'
import { now } from '../kernel/time.ts'
import { type Account, initialPasswordExpiry, startMatrix } from './model.ts'
import { countOtherAdmins, findUser } from './queries.ts'

const id = z.coerce.number().int().positive()
const version = z.coerce.number().int()
const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9._-]{1,31}$/, '账号需以字母开头，由 2 至 32 个小写字母、数字、点或短横线组成')
const name = z.string().trim().min(1, '请填写姓名').max(30, '姓名最多 30 字')
const role = z.enum(roles, '请选择角色')
const departmentId = z.preprocess((v) => (v === '' ? null : v), z.coerce.number().int().positive().nullable())
const passwordHash = z.string().startsWith('$argon2id$')
const permission = z.custom<Permission>((p) => typeof p === 'string' && Object.hasOwn(defaults, p), '没有这项权限')
const reach = z.enum([...reaches, 'none'])
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间写作 22:00')

/** A new account with the password the administrator hands over (S0-16, S0-17); it must be changed first thing (S0-18). */
export const createUser = command({
  name: 'user.create',
  input: z.strictObject({
    login,
    name,
    role,
    departmentId,
    passwordHash,
    final: z.boolean().default(false),
    demo: z.boolean().default(false),
  }),
  run(tx, _me, { final, ...input }) {
    if (tx.select().from(users).where(eq(users.login, input.login)).get()) throw new Unfit('login', '这个账号已经存在')
    if (input.departmentId) findDepartment(tx, input.departmentId)
    const values = {
      ...input,
      nameMasked: maskName(input.name),
      mustChangePassword: !final,
      passwordExpiresAt: final ? null : initialPasswordExpiry(now()),
      createdAt: now(),
    }
    return created(known(tx.insert(users).values(values).returning().get()))
  },
})

export const editUser = command({
  name: 'user.edit',
  input: z.strictObject({ id, version, name, role, departmentId }),
  run(tx, me, { id, version, ...input }) {
    const before = findUser(me, id, tx)
    if (before.version !== version) throw new Conflict('这个用户刚被别人改过，请刷新后再改')
    if (before.role === 'admin' && input.role !== 'admin') keepAnAdmin(tx, id)
    if (input.departmentId) findDepartment(tx, input.departmentId)
    const after = change(tx, id, { ...input, nameMasked: maskName(input.name), version: version + 1 })
    if (before.role !== after.role) endSessions(tx, id)
    if (before.departmentId !== after.departmentId) moveCustomers(tx, id, after.departmentId)
    return updated(before, after)
  },
})

/** Ends the account's sessions at once (D-05); what it owned stays visible to the managers. */
export const deactivateUser = command({
  name: 'user.deactivate',
  input: z.strictObject({ id }),
  run(tx, me, { id }) {
    const before = findUser(me, id, tx)
    if (before.role === 'admin') keepAnAdmin(tx, id)
    endSessions(tx, id)
    return updated(before, change(tx, id, { active: false, version: before.version + 1 }))
  },
})

export const activateUser = command({
  name: 'user.activate',
  input: z.strictObject({ id }),
  run(tx, me, { id }) {
    const before = findUser(me, id, tx)
    return updated(before, change(tx, id, { active: true, version: before.version + 1 }))
  },
})

/** A fresh initial password, good for 72 hours; every session of the account ends. */
export const resetPassword = command({
  name: 'user.resetPassword',
  input: z.strictObject({ id, passwordHash, final: z.boolean().default(false) }),
  run(tx, me, { id, passwordHash, final }) {
    const before = findUser(me, id, tx)
    endSessions(tx, id)
    clearFailures(tx, before.login)
    return updated(
      before,
      change(tx, id, {
        passwordHash,
        mustChangePassword: !final,
        passwordExpiresAt: final ? null : initialPasswordExpiry(now()),
        version: before.version + 1,
      }),
    )
  },
})

export const unlockUser = command({
  name: 'user.unlock',
  input: z.strictObject({ id }),
  run(tx, me, { id }) {
    const user = findUser(me, id, tx)
    clearFailures(tx, user.login)
    return updated(user, user)
  },
})

/** One's own password; every other session of the account ends, this one stays (D-04). */
export const changePassword = command({
  name: 'account.changePassword',
  input: z.strictObject({ passwordHash }),
  run(tx, me, { passwordHash }) {
    const before = findSelf(tx, idOf(me.actor))
    const keep = 'job' in me.actor ? undefined : me.actor.sessionId
    endSessions(tx, before.id, keep)
    return updated(
      before,
      change(tx, before.id, { passwordHash, mustChangePassword: false, passwordExpiresAt: null, version: before.version + 1 }),
    )
  },
})

/** When and how far ahead one wants to be reminded. */
export const editAccount = command({
  name: 'account.edit',
  input: z.strictObject({
    version,
    leadMinutes: z.coerce.number().int().min(0, '不能为负').max(10_080, '最多提前 7 天（10080 分钟）'),
    quietFrom: time,
    quietTo: time,
  }),
  run(tx, me, { version, ...input }) {
    const before = findSelf(tx, idOf(me.actor))
    if (before.version !== version) throw new Conflict('设置刚被改过，请刷新后再改')
    return updated(before, change(tx, before.id, { ...input, version: version + 1 }))
  },
})

/** 退出其他设备 (D-15). */
export const endOtherSessions = command({
  name: 'account.endSessions',
  input: z.strictObject({}),
  run(tx, me) {
    const self = findSelf(tx, idOf(me.actor))
    endSessions(tx, self.id, 'job' in me.actor ? undefined : me.actor.sessionId)
    return updated(self, self)
  },
})

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
    const before = findDepartment(tx, id)
    const other = tx
      .select()
      .from(departments)
      .where(and(eq(departments.name, name), ne(departments.id, id)))
      .get()
    if (other) throw new Unfit('name', '这个部门已经存在')
    return updated(before, tx.update(departments).set({ name }).where(eq(departments.id, id)).returning().get())
  },
})

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
  if (isFixed(role, permission)) throw new Conflict('系统管理员必须保留用户、权限和设置的管理权')
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

const known = ({ passwordHash: _, ...account }: Account) => account

function change(tx: Tx, id: number, values: Partial<Account>) {
  const changed = known(tx.update(users).set(values).where(eq(users.id, id)).returning().get()!)
  return values.passwordHash ? { ...changed, passwordHash: values.passwordHash } : changed
}

function endSessions(tx: Tx, userId: number, keep?: number) {
  const open = and(eq(sessions.userId, userId), isNull(sessions.revokedAt))
  tx.update(sessions)
    .set({ revokedAt: now() })
    .where(keep ? and(open, ne(sessions.id, keep)) : open)
    .run()
}

// The department stands on the customer and among its search words, so both move with the owner.
function moveCustomers(tx: Tx, ownerId: number, departmentId: number | null) {
  const own = tx
    .select({ id: customers.id, departmentId: customers.departmentId })
    .from(customers)
    .where(eq(customers.ownerId, ownerId))
    .all()
  for (const customer of own) {
    tx.update(customers).set({ departmentId }).where(eq(customers.id, customer.id)).run()
    const row = tx.select().from(customerTerms).where(eq(customerTerms.id, customer.id)).get()
    if (row)
      tx.update(customerTerms)
        .set({ terms: row.terms.replace(/\bdep_\d+\b/, `dep_${departmentId ?? 0}`) })
        .where(eq(customerTerms.id, row.id))
        .run()
  }
}

function keepAnAdmin(tx: Tx, id: number) {
  if (countOtherAdmins(id, tx) === 0) throw new Conflict('这是最后一个可用的系统管理员，不能停用或改为其他角色')
}

function clearFailures(tx: Tx, login: string) {
  tx.delete(loginFailures)
    .where(eq(loginFailures.key, `account:${login}`))
    .run()
}

function findDepartment(tx: Tx, id: number) {
  const department = tx.select().from(departments).where(eq(departments.id, id)).get()
  if (!department) throw new Unfit('departmentId', '找不到这个部门')
  return department
}

function findSelf(tx: Tx, id: number) {
  const self = tx.select().from(users).where(eq(users.id, id)).get()
  if (!self) throw new Missing('账号')
  return known(self)
}
