import { getTableColumns } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { writer } from '#db/client'
import { auditLog } from '#db/schema/audit'
import { customers } from '#db/schema/customers'
import { followUps, purchases, todos } from '#db/schema/followups'
import { departments, sessions, users } from '#db/schema/people'
import { assignCustomer, revealField } from '#lib/customers/commands'
import { editCustomer } from '#lib/customers/edits'
import { execute, refuse } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { editRole } from '#lib/roles/commands'
import { failSignIn, startSession } from '#lib/sessions/commands'
import { editSettings } from '#lib/settings/commands'
import { defaultSources, sourcesAsText } from '#lib/settings/model'
import { createUser, deactivateUser } from '#lib/users/commands'
import { aCustomer, aFollowUp, aUser } from '#tests/factories'
import { labelOf, noise } from './fields.ts'
import { listActors, listAudit } from './list.ts'
import { covered } from './model.ts'
import { listHistory } from './queries.ts'
import { inWords } from './words.ts'

const admin = aUser('admin', '赵敏')
const seller = aUser('sales', '李梅')
const read = grant(admin, 'customer.read')
const me = grant(admin, 'audit.read')
const names = { people: new Map([[7, '李梅']]), departments: new Map([[3, '销售部']]) }

const edited = (customer: ReturnType<typeof aCustomer>, values: Record<string, unknown>) => {
  const { id, version, type, name, contact, industry, source, level } = customer
  return execute(editCustomer, admin, { id, version, type, name, contact, industry, source, level, phone: '', ...values } as never).after
}

test('a history tells field by field, in words (quality 7.29)', () => {
  const customer = aCustomer(seller)
  edited(customer, { level: 'vip', industry: 'I65', potential: 'A', headcount: '120' })
  const [edit, creation] = listHistory(read, customer.id, 10)
  expect(edit).toMatchObject({ actor: '赵敏', action: '编辑客户' })
  expect(edit!.changes).toEqual(
    expect.arrayContaining([
      { label: '客户等级', from: '普通客户', to: 'VIP客户' },
      { label: '合作潜力', from: '未填写', to: 'A 类 · 高价值意向' },
      { label: '员工数', from: '未填写', to: '120' },
    ]),
  )
  expect(edit!.changes.find(({ label }) => label === '所属行业')!.to).toContain('软件')
  expect(edit!.changes).toHaveLength(4)
  expect(creation).toMatchObject({ actor: '李梅', action: '新增客户' })
})

test('a history holds no raw phone, and people by their masked names', () => {
  const customer = aCustomer(seller)
  execute(assignCustomer, admin, { id: customer.id, version: customer.version, ownerId: aUser('sales', '王建华').id })
  edited({ ...customer, version: customer.version + 1 }, { phone: '13900001234' })
  const history = listHistory(read, customer.id, 10)
  expect(JSON.stringify(history.map(({ changes }) => changes))).not.toMatch(/1\d{10}/)
  expect(history.find(({ action }) => action === '更换负责人')!.changes).toEqual([{ label: '负责人', from: '李*', to: '王*' }])
  expect(history[0]!.changes).toEqual([{ label: '联系方式', from: customer.phoneMasked, to: '139****1234' }])
})

test('a history has reveals with their reason, but no refusals, and nothing that the story tells in its own words', () => {
  const customer = aCustomer(seller)
  aFollowUp(seller, customer.id, { method: 'visit' })
  execute(revealField, seller, { id: customer.id, field: 'phone', reason: '电话回访' })
  const refused = {
    at: 1,
    actor: '李梅',
    action: 'customer.delete',
    entity: 'customer',
    customerId: customer.id,
    outcome: 'denied',
  } as const
  writer()
    .insert(auditLog)
    .values({ ...refused, changesHash: '', previousHash: '', hash: '' })
    .run()
  const [reveal, ...others] = listHistory(read, customer.id, 10)
  expect(reveal).toMatchObject({ action: '查看完整信息', why: '电话回访' })
  expect(reveal!.changes).toContainEqual({ label: '查看内容', from: '未填写', to: '联系方式' })
  expect(others.map(({ action }) => action)).toEqual(['新增客户'])
})

test("another's customer has no history", () => {
  const customer = aCustomer(seller)
  expect(() => listHistory(grant(aUser('sales'), 'customer.read'), customer.id, 10)).toThrow('找不到客户')
})

test.each([
  ['customer', customers],
  ['followUp', followUps],
  ['todo', todos],
  ['purchase', purchases],
  ['user', users],
  ['department', departments],
  ['session', sessions],
])('every column of %s that the record can show has a word', (entity, table) => {
  const silent = new Set(['contact', 'phone', 'email', 'demo', ...noise])
  const columns = Object.keys(getTableColumns(table)).filter((column) => !silent.has(column))
  expect(columns.filter((column) => labelOf(entity, column) === column)).toEqual([])
})

test.each([
  ['user', { role: ['sales', 'service'] }, ['角色', '销售代表', '客服专员']],
  ['user', { active: [true, false] }, ['账号状态', '启用', '停用']],
  ['user', { departmentId: [null, 3] }, ['部门', '未填写', '销售部']],
  ['user', { departmentId: [3, 99] }, ['部门', '销售部', '部门 99']],
  ['todo', { assigneeId: [7, 8] }, ['执行人', '李梅', '用户 8']],
  ['todo', { status: ['open', 'done'] }, ['状态', '待完成', '已完成']],
  ['customer', { status: ['normal', 'dormant'] }, ['档案状态', '正常', '休眠']],
  ['followUp', { occurredAt: [null, Date.UTC(2026, 10, 21, 17)] }, ['跟进时间', '未填写', '2026-11-22 01:00']],
  ['purchase', { amountFen: [0, 12_800_000] }, ['金额（元）', '0.00', '128,000.00']],
  ['role', { 'sales customer.delete': ['none', 'own'] }, ['销售代表 · 删除客户', '无', '本人']],
  ['settings', { sources: [null, { 线上: ['官网', '搜索'], 线下: ['展会'] }] }, ['客户来源', '未填写', '线上：官网、搜索；线下：展会']],
  ['user', { passwordHash: ['•••', '•••'] }, ['密码', '•••', '•••']],
] as const)('%s %o in words', (entity, changes, [label, from, to]) => {
  expect(inWords(entity, changes as never, names)).toEqual([{ label, from, to }])
})

test('a sign-in stands under the name of whoever signed in, a failed one says so', () => {
  const input = { userId: seller.id, login: 'x', sid: 'stands-under', device: 'd', address: '127.0.0.1', userAgent: 'x' }
  execute(startSession, { job: '登录' }, input)
  execute(failSignIn, { job: '登录' }, { login: 'x', address: '127.0.0.1' })
  const rows = listAudit(me, { entity: 'session' }).rows
  expect(rows.find(({ action }) => action === '登录')).toMatchObject({ actor: '李梅', failed: false })
  expect(rows.find(({ action }) => action === '登录失败')).toMatchObject({ actor: '系统：登录', failed: true })
})

test('keys, versions and blank for blank say nothing', () => {
  expect(inWords('customer', { version: [1, 2], nameKey: ['a', 'b'], note: [null, ''], id: [null, 4] }, names)).toEqual([])
})

test('the record tells a setting and a cell by their own words', () => {
  const values = {
    companyName: '蓝澜电子',
    companyPrefix: 'Q',
    personPrefix: 'G',
    numberPattern: '{TYPE}{YYYY}{SEQ:4}',
    idleMinutes: 60,
    absoluteHours: 168,
  }
  execute(editSettings, admin, { ...values, sources: sourcesAsText(defaultSources) } as never)
  execute(editSettings, admin, { ...values, idleMinutes: 90, sources: sourcesAsText(defaultSources) } as never)
  execute(editRole, admin, { role: 'finance', permission: 'customer.read', reach: 'all' })
  const [cell, setting] = listAudit(me, { person: admin.id, size: 2 }).rows
  expect([cell!.about, setting!.about]).toEqual(['权限 财务', '设置'])
  expect(cell!.changes).toEqual([{ label: '财务 · 查看客户', from: '无', to: '全部' }])
  expect(setting!.changes).toEqual([{ label: '无操作退出（分钟）', from: '60', to: '90' }])
})

test('a refusal stands in the record with its reason', () => {
  refuse(seller, 'settings.edit', '没有权限')
  const [row] = listAudit(me, { outcome: 'denied', person: seller.id }).rows
  expect(row).toMatchObject({ actor: '李梅', action: '修改设置', outcome: 'denied', why: '没有权限', changes: [] })
})

test('a customer in the record leads only whom it may be seen by, and hides what was written from who may not', () => {
  const customer = aCustomer(seller, { name: '宁波泊舟国际物流有限公司' })
  const of = (user: ReturnType<typeof aUser>) => listAudit(grant(user, 'audit.read'), { customer: customer.number.toLowerCase() }).rows[0]!
  expect(of(admin)).toMatchObject({ about: customer.number, customerId: customer.id })
  const seen = of(aUser('auditor'))
  expect(seen.customerId).toBeUndefined()
  expect(JSON.stringify(seen)).not.toContain('泊舟')
  expect(seen.changes).toContainEqual({ label: '客户等级', from: '未填写', to: '普通客户' })
  expect(covered('user', { name: ['a', 'b'] })).toEqual({ name: ['a', 'b'] })
})

test('a number that no customer bears finds nothing', () => {
  expect(listAudit(me, { customer: 'Q99999999' })).toMatchObject({ rows: [], total: 0 })
})

test('a refusal of an input names the fields as the form does', () => {
  expect(() =>
    execute(createUser, admin, { login: '1', name: '', role: 'sales', departmentId: null, passwordHash: '$argon2id$' }),
  ).toThrow()
  expect(listAudit(me, { action: 'user.create', outcome: 'denied' }).rows[0]!.why).toBe('输入不合要求：账号、姓名')
})

test('a person in the record is told by name', () => {
  execute(deactivateUser, admin, { id: aUser('sales', '孙丽').id })
  expect(listAudit(me, { action: 'user.deactivate' }).rows[0]).toMatchObject({
    about: '用户 孙丽',
    changes: [{ label: '账号状态', from: '启用', to: '停用' }],
  })
})

test('a sign-in is told with whose it was, and a failed one with the login that was tried', () => {
  const origin = { address: '10.0.0.8', userAgent: 'test' }
  execute(startSession, { job: '登录' }, { userId: seller.id, login: seller.login, sid: 'secret sid', device: 'd', ...origin })
  execute(failSignIn, { job: '登录' }, { login: 'nobody', address: '10.0.0.9' })
  const [failed, started] = listAudit(me, { entity: 'session' }).rows
  expect([failed!.about, started!.about]).toEqual(['登录 nobody', '登录 李梅'])
  expect(JSON.stringify(started)).not.toContain('secret')
})

test('sales may not read the record', () => {
  expect(() => grant(seller, 'audit.read')).toThrow('没有权限')
})

test('everybody is offered as a filter, the inactive too', () => {
  expect(listActors(me).map(({ name }) => name)).toEqual(expect.arrayContaining(['赵敏', '李梅']))
})
