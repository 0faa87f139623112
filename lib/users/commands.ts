import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { customers } from '#db/schema/customers'
import { loginFailures, roles, users } from '#db/schema/people'
import { renewFacets } from '../customers/facets.ts'
import { findDepartment } from '../departments/queries.ts'
import { maskName } from '../formats/mask.ts'
import { heldWords, sumOf } from '../handovers/model.ts'
import { countHeld } from '../handovers/sums.ts'
import { command, created, updated } from '../kernel/command.ts'
import { Conflict, Unfit } from '../kernel/errors.ts'
import { now } from '../kernel/time.ts'
import { initialPasswordExpiry } from './model.ts'
import { findUser } from './queries.ts'
import { changeAccount, endSessions, keepAnAdmin, known } from './write.ts'

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
    if (input.departmentId) findDepartment(input.departmentId, tx)
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
    if (input.departmentId) findDepartment(input.departmentId, tx)
    const after = changeAccount(tx, id, { ...input, nameMasked: maskName(input.name), version: version + 1 })
    if (before.role !== after.role) endSessions(tx, id)
    if (before.departmentId !== after.departmentId) moveCustomers(tx, id, after.departmentId)
    return updated(before, after)
  },
})

/** Ends the account's sessions at once (D-05); `told` is how many customers, open to-dos and open tickets the administrator was told the person holds. */
export const deactivateUser = command({
  name: 'user.deactivate',
  input: z.strictObject({ id, told: z.coerce.number().int().min(0).default(0) }),
  run(tx, me, { id, told }) {
    const before = findUser(me, id, tx)
    if (before.role === 'admin') keepAnAdmin(tx, id)
    const held = countHeld(id, tx)
    if (sumOf(held) > 0 && told !== sumOf(held))
      throw new Conflict(`${before.name} 名下还有 ${heldWords(held)}，请先办理离职交接，或刷新后确认保留在原名下再停用`)
    endSessions(tx, id)
    return updated(before, changeAccount(tx, id, { active: false, version: before.version + 1 }))
  },
})

export const activateUser = command({
  name: 'user.activate',
  input: z.strictObject({ id }),
  run(tx, me, { id }) {
    const before = findUser(me, id, tx)
    return updated(before, changeAccount(tx, id, { active: true, version: before.version + 1 }))
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
      changeAccount(tx, id, {
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

// The department stands on the customer and among its search words, so both move with the owner.
function moveCustomers(tx: Tx, ownerId: number, departmentId: number | null) {
  tx.update(customers).set({ departmentId }).where(eq(customers.ownerId, ownerId)).run()
  const { id, level } = customers
  const own = tx.select({ id, level }).from(customers).where(eq(customers.ownerId, ownerId)).all()
  renewFacets(
    tx,
    own.map((customer) => ({ ...customer, ownerId, departmentId })),
  )
}

function clearFailures(tx: Tx, login: string) {
  tx.delete(loginFailures)
    .where(eq(loginFailures.key, `account:${login}`))
    .run()
}
