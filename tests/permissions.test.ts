import { describe, expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { files } from '#db/schema/archive'
import { auditLog } from '#db/schema/audit'
import { notifications } from '#db/schema/machine'
import { roles } from '#db/schema/people'
import * as commands from '#lib/commands'
import { createContact } from '#lib/contacts/commands'
import { deleteCustomer } from '#lib/customers/commands'
import { execute } from '#lib/execute'
import { createTodo } from '#lib/followups/commands'
import { defaults, type Permission, type Role } from '#lib/kernel/permissions'
import { now, today } from '#lib/kernel/time'
import { createView } from '#lib/views/commands'
import { aCustomer, aDepartment, aFollowUp, anImport, aUser } from './factories.ts'

// An input every command would accept, about somebody else's things. A command without one does not compile.
const other = () => aUser('sales', undefined, aDepartment().id)
const theirCustomer = () => aCustomer(other())
function theirTodo() {
  const user = other()
  return execute(createTodo, user, { customerId: aCustomer(user).id, title: '回电', dueOn: today() }).after
}
function theirContact() {
  const user = other()
  return execute(createContact, user, { customerId: aCustomer(user).id, name: '李四' }).after
}
const aFileOf = (customerId: number) => ({
  customerId,
  kind: 'plan',
  originalName: 'a.pdf',
  extension: 'pdf',
  bytes: 9,
  sha256: 'a'.repeat(64),
})
function theirFile(deletedAt: number | null = null) {
  const about = aFileOf(theirCustomer().id)
  const values = { ...about, name: 'a', mediaType: 'application/pdf', createdAt: now(), deletedAt }
  return { id: writer().insert(files).values(values).returning().get().id, customerId: about.customerId }
}
const theirNotification = () =>
  writer()
    .insert(notifications)
    .values({ userId: other().id, key: 'k', kind: 'todo', title: '到期', href: '/', createdAt: now() })
    .returning()
    .get()
const theirDeleted = () => execute(deleteCustomer, aUser('admin'), { id: theirCustomer().id, version: 1 }).after
const theirView = () => execute(createView, other(), { page: 'customers', name: '重点', query: 'level=vip' }).after
const customer = { type: 'company', name: '测试公司', contact: '张三', phone: '13900000000', industry: 'C34', source: '转介绍' }
const theirImport = () => anImport(other()).id
const passwordHash = '$argon2id$v=19$x'
const nobodys = () => ({})

const theirs: Record<keyof typeof commands, () => unknown> = {
  createCustomer: () => ({ ...customer, name: `公司${Math.random()}`, ownerId: other().id }),
  editCustomer: () => ({ ...customer, id: theirCustomer().id, version: 1 }),
  editContact: () => ({ id: theirCustomer().id, version: 1, contact: '李四', phone: '', email: '', position: '', address: '' }),
  assignCustomer: () => ({ id: theirCustomer().id, version: 1, ownerId: other().id }),
  deleteCustomer: () => ({ id: theirCustomer().id, version: 1 }),
  revealField: () => ({ id: theirCustomer().id, field: 'phone', reason: '核对' }),
  createContact: () => ({ customerId: theirCustomer().id, name: '李四' }),
  updateContact: () => ({ id: theirContact().id, version: 1, name: '' }),
  leaveContact: () => ({ id: theirContact().id, version: 1, leftOn: today() }),
  revealContact: () => ({ id: theirContact().id, field: 'phone', reason: '核对' }),
  editProfile: () => ({ id: theirCustomer().id, version: 0, urgency: 'high' }),
  assignMany: () => ({ ids: [theirCustomer().id], expected: 1, ownerId: other().id }),
  levelMany: () => ({ ids: [theirCustomer().id], expected: 1, level: 'vip' }),
  tagMany: () => ({ ids: [theirCustomer().id], expected: 1, tag: '重点' }),
  deleteMany: () => ({ ids: [theirCustomer().id], expected: 1 }),
  restoreCustomer: () => ({ id: theirDeleted().id, version: 2 }),
  purgeCustomers: () => ({ ids: [theirDeleted().id], at: now() }),
  exportCustomers: () => ({ format: 'csv', reason: '盘点', count: 1, filter: '全部客户', confirmed: false }),
  exportFollowUps: () => ({ format: 'csv', reason: '盘点', count: 1, filter: '全部跟进', confirmed: false }),
  createView: () => ({ page: 'customers', name: '重点客户', query: 'level=vip' }),
  renameView: () => ({ id: theirView().id, name: '改名' }),
  removeView: () => ({ id: theirView().id }),
  arrangeColumns: () => ({ columns: ['name', 'owner'] }),
  attachFile: () => ({ ...aFileOf(theirCustomer().id) }),
  renameFile: () => ({ ...theirFile(), kind: 'plan', name: '改名' }),
  removeFile: theirFile,
  restoreFile: () => theirFile(now()),
  readFile: () => ({ id: theirFile().id }),
  createFollowUp: () => ({ customerId: theirCustomer().id, occurredAt: `${today()}T00:00`, method: 'phone', content: '问候' }),
  createTodo: () => ({ customerId: theirCustomer().id, title: '回电', dueOn: today() }),
  finishTodo: () => {
    const todo = theirTodo()
    return { id: todo.id, version: 1, followUpId: aFollowUp(aUser('admin'), todo.customerId).id }
  },
  moveTodo: () => ({ id: theirTodo().id, version: 1, to: 'tomorrow' }),
  handTodo: () => ({ id: theirTodo().id, version: 1, assigneeId: other().id }),
  cancelTodo: () => ({ id: theirTodo().id, version: 1, reason: '不需要' }),
  recordPurchase: () => ({ customerId: theirCustomer().id, product: '耗材A', quantity: '1', amount: '10.00', purchasedOn: today() }),
  createImport: () => ({
    target: 'customers',
    fileName: 'a.csv',
    sha256: 'x',
    encoding: 'utf-8',
    header: ['客户名称'],
    mapping: {},
    names: [],
    total: 1,
  }),
  stageRows: () => ({ id: theirImport(), rows: [], last: true }),
  mapImport: () => ({ id: theirImport(), version: 1, mapping: {}, people: {} }),
  checkImport: () => ({ id: theirImport() }),
  startImport: () => ({ id: theirImport() }),
  cancelImport: () => ({ id: theirImport() }),
  advanceImport: () => ({ id: theirImport(), size: 1 }),
  failImport: () => ({ id: theirImport(), failure: '出错' }),
  downloadKeptOut: () => ({ id: theirImport() }),
  raiseNotification: () => ({ userId: other().id, key: 'k', kind: 'todo', title: '到期', href: '/' }),
  raiseNotifications: () => ({ messages: [{ userId: other().id, key: 'k', kind: 'todo', title: '到期', href: '/' }] }),
  markRead: () => ({ id: theirNotification().id }),
  markAllRead: nobodys,
  startSession: () => ({ userId: other().id, login: 'x', sid: String(Math.random()), device: 'd', address: '', userAgent: '' }),
  failSignIn: () => ({ login: 'x', address: '10.0.0.1' }),
  touchSession: () => ({ id: 1 }),
  endSession: nobodys,
  editSettings: () => ({
    companyName: '甲公司',
    companyPrefix: 'Q',
    personPrefix: 'G',
    numberPattern: '{TYPE}{YYYY}{SEQ:4}',
    idleMinutes: 60,
    absoluteHours: 24,
    sources: '线上：网站',
  }),
  setUpCompany: () => ({ companyName: '甲公司', companyPrefix: 'Q', personPrefix: 'G' }),
  createUser: () => ({
    login: `x${Math.random().toString(36).slice(2, 8)}`,
    name: '新人',
    role: 'sales',
    departmentId: null,
    passwordHash,
  }),
  editUser: () => ({ id: other().id, version: 1, name: '改名', role: 'sales', departmentId: null }),
  deactivateUser: () => ({ id: other().id }),
  activateUser: () => ({ id: other().id }),
  resetPassword: () => ({ id: other().id, passwordHash }),
  unlockUser: () => ({ id: other().id }),
  changePassword: () => ({ passwordHash }),
  editAccount: () => ({ version: 1, leadMinutes: 30, quietFrom: '22:00', quietTo: '08:00' }),
  endOtherSessions: nobodys,
  createDepartment: () => ({ name: `部门${Math.random()}`.slice(0, 20) }),
  editDepartment: () => ({ id: aDepartment().id, name: `部门${Math.random()}`.slice(0, 20) }),
  editRole: () => ({ role: 'auditor', permission: 'audit.read', reach: 'all' }),
  editRoleCells: () => ({ role: 'auditor', cells: [{ permission: 'audit.read', reach: 'all' }] }),
  seedRoles: nobodys,
  downloadBackup: () => ({ name: 'x' }),
  noteRestore: () => ({ name: 'x', at: 0 }),
  requestBackup: nobodys,
  claimRun: () => ({ job: 'x', period: String(Math.random()) }),
  renewRun: () => ({ job: 'x', period: 'y' }),
  finishRun: () => ({ job: 'x', period: 'y', status: 'done', note: '' }),
  tidyUp: () => ({ kind: 'sessions', at: 0, limit: 1 }),
  markDemo: () => ({}),
  removeDemo: nobodys,
}

describe.each(Object.entries(commands))('%s', (name, command) => {
  test.each(roles)('%s', (role: Role) => {
    const reach = (defaults[command.name as Permission] as Partial<Record<Role, string>>)[role]
    const me = aUser(role, undefined, aDepartment().id)
    const input = theirs[name as keyof typeof commands]()
    const rows = count()
    const outcome = attempt(() => execute(command as never, me, input as never))
    if (reach === undefined) expect(outcome).toMatch(/^没有权限/)
    else if (reach !== 'all' && isAboutOthers(name)) expect(outcome).toMatch(/^(找不到|只能)/)
    else expect(outcome).not.toMatch(/^没有权限/)
    if (outcome) expect(count()).toBe(rows + 1)
  })
})

const isAboutOthers = (name: string) =>
  theirs[name as keyof typeof commands] !== nobodys &&
  !['changePassword', 'editAccount', 'createImport', 'exportCustomers', 'exportFollowUps', 'createView', 'arrangeColumns'].includes(name)
const count = () => reader().select({ id: auditLog.id }).from(auditLog).all().length

function attempt(work: () => unknown) {
  try {
    work()
    return ''
  } catch (error) {
    return (error as Error).message
  }
}
