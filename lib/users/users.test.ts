import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { auditChanges, auditLog } from '#db/schema/audit'
import { customers, customerTerms } from '#db/schema/customers'
import { rolePermissions, sessions, users } from '#db/schema/people'
import { execute } from '#lib/execute'
import { grant, type User } from '#lib/kernel/grant'
import { now } from '#lib/kernel/time'
import { findSignedIn } from '#lib/sessions/queries'
import { aCustomer, aDepartment, aUser } from '#tests/factories'
import { changePassword, endOtherSessions } from '../account/commands.ts'
import { editRole, editRoleCells } from '../roles/commands.ts'
import { whatMay } from '../roles/queries.ts'
import { activateUser, createUser, deactivateUser, editUser, resetPassword, unlockUser } from './commands.ts'
import { passwordProblem, stateOf } from './model.ts'
import { listUsers } from './queries.ts'

const passwordHash = '$argon2id$v=19$fresh'
let admin: User

// One administrator at a time, so that "the last one" means what it says.
beforeEach(() => {
  writer().update(users).set({ active: false }).where(eq(users.role, 'admin')).run()
  admin = aUser('admin')
})

function signIn(user: User, sid: string) {
  const values = {
    sid,
    userId: user.id,
    address: '127.0.0.1',
    userAgent: 'test',
    createdAt: now(),
    seenAt: now(),
    expiresAt: now() + 60_000,
  }
  return { ...user, sessionId: writer().insert(sessions).values(values).returning().get().id }
}
const isIn = (sid: string) => findSignedIn(sid) !== undefined
const edit = (user: User, values: Record<string, unknown> = {}) =>
  ({ id: user.id, version: 1, name: user.name, role: user.role, departmentId: user.departmentId, ...values }) as never

test('a new account has a password that must be changed within 72 hours', () => {
  const { after } = execute(createUser, admin, { login: ' LiMei ', name: '李梅', role: 'sales', departmentId: '', passwordHash })
  expect(after).toMatchObject({ login: 'limei', nameMasked: '李*', mustChangePassword: true, departmentId: null })
  expect(after.passwordExpiresAt! - after.createdAt).toBe(72 * 3_600_000)
})

test('a login is given once', () => {
  execute(createUser, admin, { login: 'wangqiang', name: '王强', role: 'sales', departmentId: null, passwordHash })
  expect(() => execute(createUser, admin, { login: 'WangQiang', name: '王强', role: 'sales', departmentId: null, passwordHash })).toThrow(
    '已经存在',
  )
})

test('no password and no hash of one reaches the record', () => {
  const { after } = execute(createUser, admin, { login: 'zhaomin', name: '赵敏', role: 'sales', departmentId: null, passwordHash })
  execute(resetPassword, admin, { id: after.id, passwordHash: `${passwordHash}2` })
  const [log] = reader().select().from(auditLog).where(eq(auditLog.action, 'user.resetPassword')).all()
  const told = reader().select().from(auditChanges).where(eq(auditChanges.auditId, log!.id)).get()!
  expect(told.changes).toHaveProperty('passwordHash', ['•••', '•••'])
  expect(JSON.stringify(reader().select().from(auditChanges).all())).not.toContain('$argon2id$')
})

test('the last active administrator stays one (A-08)', () => {
  expect(() => execute(deactivateUser, admin, { id: admin.id })).toThrow('最后一个')
  expect(() => execute(editUser, admin, edit(admin, { role: 'sales' }))).toThrow('最后一个')
  expect(reader().select().from(users).where(eq(users.id, admin.id)).get()).toMatchObject({ role: 'admin', active: true })

  const second = aUser('admin')
  execute(deactivateUser, second, { id: admin.id })
  expect(() => execute(deactivateUser, second, { id: second.id })).toThrow('最后一个')
})

test.each([
  ['deactivation', (user: User) => execute(deactivateUser, admin, { id: user.id })],
  ['a change of role', (user: User) => execute(editUser, admin, edit(user, { role: 'service' }))],
  ['a new initial password', (user: User) => execute(resetPassword, admin, { id: user.id, passwordHash })],
])('%s ends every session at once (D-05)', (what, deed) => {
  const user = aUser('sales')
  signIn(user, `${what} 1`)
  signIn(user, `${what} 2`)
  expect(isIn(`${what} 1`)).toBe(true)
  deed(user)
  expect([isIn(`${what} 1`), isIn(`${what} 2`)]).toEqual([false, false])
})

test('a new name ends no session', () => {
  const user = aUser('sales')
  signIn(user, 'renamed')
  execute(editUser, admin, edit(user, { name: '李雷' }))
  expect(isIn('renamed')).toBe(true)
})

test.each([
  ['password', (me: User) => execute(changePassword, me, { passwordHash })],
  ['others', (me: User) => execute(endOtherSessions, me, {})],
])('one own %s: the other sessions end, this one stays (D-04, D-15)', (what, deed) => {
  const user = aUser('sales')
  const here = signIn(user, `${what} here`)
  signIn(user, `${what} there`)
  signIn(aUser('sales'), `${what} stranger`)
  deed(here)
  expect([isIn(`${what} here`), isIn(`${what} there`), isIn(`${what} stranger`)]).toEqual([true, false, true])
})

test('an account that comes back keeps its old sessions ended', () => {
  const user = aUser('sales')
  signIn(user, 'back')
  execute(deactivateUser, admin, { id: user.id })
  execute(activateUser, admin, { id: user.id })
  expect(isIn('back')).toBe(false)
})

test('a change of department takes the customers along, in the index too', () => {
  const [east, west] = [aDepartment(), aDepartment()]
  const user = aUser('sales', '周杰', east.id)
  const customer = aCustomer(user)
  execute(editUser, admin, edit(user, { departmentId: west.id }))
  expect(reader().select().from(customers).where(eq(customers.id, customer.id)).get()!.departmentId).toBe(west.id)
  expect(reader().select().from(customerTerms).where(eq(customerTerms.id, customer.id)).get()!.terms).toContain(`dep_${west.id}`)
})

test('the second of two editors is told', () => {
  const user = aUser('sales')
  execute(editUser, admin, edit(user, { name: '一' }))
  expect(() => execute(editUser, admin, edit(user, { name: '二' }))).toThrow('刚被别人改过')
})

test('nobody but the administrator touches accounts, and a refusal is recorded', () => {
  const boss = aUser('boss')
  const id = admin.id
  expect(() => execute(deactivateUser, boss, { id })).toThrow('没有权限')
  expect(() => execute(activateUser, boss, { id })).toThrow('没有权限')
  expect(() => execute(unlockUser, boss, { id })).toThrow('没有权限')
  expect(() => execute(editRole, boss, { role: 'boss', permission: 'role.edit', reach: 'all' })).toThrow('没有权限')
  expect(
    reader()
      .select()
      .from(auditLog)
      .where(eq(auditLog.actorId, boss.id))
      .all()
      .map((row) => row.outcome),
  ).toEqual(Array(4).fill('denied'))
})

test('one cell of the matrix counts from the next request on', () => {
  execute(editRole, admin, { role: 'finance', permission: 'customer.read', reach: 'all' })
  expect(whatMay('finance')['customer.read']).toBe('all')
  execute(editRole, admin, { role: 'finance', permission: 'customer.read', reach: 'none' })
  expect(whatMay('finance')['customer.read']).toBeUndefined()
})

test.each([
  ['what only the machine does', { role: 'sales', permission: 'session.start', reach: 'all' }, '只由系统执行'],
  ['a reach that the deed has not', { role: 'sales', permission: 'settings.edit', reach: 'own' }, '没有这个范围'],
  ['the administrator without settings', { role: 'admin', permission: 'settings.edit', reach: 'none' }, '必须保留'],
  ['a deed that is none', { role: 'sales', permission: 'toString', reach: 'all' }, '没有这项权限'],
])('the matrix refuses %s', (_, cell, why) => {
  expect(() => execute(editRole, admin, cell as never)).toThrow(why)
})

test('a role is saved whole: a row of the record for each changed cell', () => {
  const cells = [
    { permission: 'customer.read', was: 'none', reach: 'department' },
    { permission: 'followUp.read', was: 'none', reach: 'all' },
  ] as const
  const before = reader().select().from(auditLog).all().length
  execute(editRoleCells, admin, { role: 'tech', cells: [...cells] })
  expect(whatMay('tech')).toMatchObject({ 'customer.read': 'department', 'followUp.read': 'all' })
  expect(reader().select().from(auditLog).all()).toHaveLength(before + 2)
})

test('a cell that somebody else changed meanwhile stops the whole save', () => {
  execute(editRole, admin, { role: 'ops', permission: 'customer.read', reach: 'all' })
  const cells = [
    { permission: 'followUp.read', was: 'none', reach: 'own' },
    { permission: 'customer.read', was: 'none', reach: 'own' },
  ] as const
  expect(() => execute(editRoleCells, admin, { role: 'ops', cells: [...cells] })).toThrow('刚被别人改过')
  expect(whatMay('ops')['followUp.read']).toBeUndefined()
  expect(reader().select().from(rolePermissions).where(eq(rolePermissions.role, 'ops')).all()).toContainEqual({
    role: 'ops',
    permission: 'customer.read',
    reach: 'all',
  })
})

test('the list finds by name, login, role and department', () => {
  const me = grant(admin, 'user.read')
  const [house, other] = [aDepartment(), aDepartment()]
  const person = aUser('service', '欧阳娜娜', house.id)
  aUser('service', '慕容雪', other.id)
  const names = (filter: Parameters<typeof listUsers>[1]) => listUsers(me, filter).map(({ name }) => name)
  expect(names({ q: '娜娜' })).toEqual(['欧阳娜娜'])
  expect(names({ q: person.login })).toContain('欧阳娜娜')
  expect(names({ department: house.id })).toEqual(['欧阳娜娜'])
  expect(names({ role: 'service', department: other.id })).toEqual(['慕容雪'])
  expect(Object.keys(listUsers(me)[0]!)).not.toContain('passwordHash')
})

test.each([
  [{ active: false, mustChangePassword: true, passwordExpiresAt: null, blockedUntil: 9 }, 'inactive'],
  [{ active: true, mustChangePassword: true, passwordExpiresAt: 9, blockedUntil: 6 }, 'locked'],
  [{ active: true, mustChangePassword: true, passwordExpiresAt: 9, blockedUntil: 5 }, 'initial'],
  [{ active: true, mustChangePassword: false, passwordExpiresAt: null, blockedUntil: null }, 'active'],
])('an account %o stands as %s at 5', (account, state) => {
  expect(stateOf(account, 5)).toBe(state)
})

test.each([
  ['Ab1!', '至少 8 位'],
  ['12345678!', '字母'],
  ['abcdefgh!', '数字'],
  ['abcdefg1', '特殊字符'],
  ['P@ssw0rd', '常见'],
  ['limei#2931', '账号'],
  ['Lanlan#2931', '公司'],
])('the password %s is refused', (password, why) => {
  expect(passwordProblem(password, { login: 'limei', name: '李梅', company: 'lanlan' })).toContain(why)
})

test('a password that fits is fit', () => {
  expect(passwordProblem('Qx7!vbnmT', { login: 'limei', name: '李梅', company: '蓝澜' })).toBeUndefined()
})
