import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { writer } from '#db/client'
import { tickets } from '#db/schema/tickets'
import { execute } from '#lib/execute'
import { attachFile, readFile } from '#lib/files/commands'
import { listTicketFiles } from '#lib/files/list'
import { grant } from '#lib/kernel/grant'
import { aCustomer, aDepartment, aUser } from '#tests/factories'
import { createTicket } from './commands.ts'
import { listTickets } from './list.ts'
import { listTexts, listTypes } from './queries-rules.ts'
import { createText, createType, editText, editType, removeText } from './setup.ts'

const desk = aUser('service_manager')
const tech = aUser('tech', '吴建军', aDepartment('技术部').id)
const [stranger, ops] = [aUser('tech'), aUser('ops')]
const quality = listTypes().find(({ name }) => name === '产品质量')!
const file = { kind: 'photo', originalName: 'a.jpg', extension: 'jpg', bytes: 9, sha256: 'b'.repeat(64) } as const

function aTicket() {
  const customerId = aCustomer(aUser('sales')).id
  return execute(createTicket, desk, { customerId, typeId: quality.id, description: '异响' }).after
}

test('the handler, who reads no customers, adds photos to the ticket in hand and looks at them; nobody else of the technicians does', () => {
  const { id, customerId } = aTicket()
  const made = execute(attachFile, tech, { ...file, customerId, ticketId: id }).after
  expect(listTicketFiles(grant(tech, 'file.read'), id)).toMatchObject([{ id: made.id, extension: 'jpg' }])
  expect(execute(readFile, tech, { id: made.id }).after.id).toBe(made.id)
  for (const other of [stranger, ops]) {
    expect(() => execute(readFile, other, { id: made.id })).toThrow('找不到附件')
    expect(() => execute(attachFile, other, { ...file, customerId, ticketId: id })).toThrow('找不到工单')
    expect(() => listTicketFiles(grant(other, 'file.read'), id)).toThrow('找不到工单')
  }
})

test('a file goes to no foreign ticket, no other customer of it, and as no contract (A-03, B-04)', () => {
  const [one, other] = [aTicket(), aTicket()]
  expect(() => execute(attachFile, tech, { ...file, customerId: other.customerId, ticketId: one.id })).toThrow('找不到工单')
  expect(() => execute(attachFile, tech, { ...file, customerId: one.customerId })).toThrow('找不到客户')
  expect(() => execute(attachFile, tech, { ...file, kind: 'contract', customerId: one.customerId, ticketId: one.id })).toThrow('没有权限')
  expect(() => execute(attachFile, desk, { ...file, customerId: one.customerId, ticketId: other.id })).toThrow('找不到工单')
})

test('a type is edited by the administrator alone, and no two bear one name; what is out of use cannot be chosen', () => {
  const admin = aUser('admin')
  const made = execute(createType, admin, { kind: 'complaint', name: '噪声扰民', details: '白天、夜间，白天' }).after
  expect(made).toMatchObject({ details: ['白天', '夜间'], way: 'least', active: true })
  expect(() => execute(createType, admin, { kind: 'complaint', name: '噪声扰民' })).toThrow('已经存在')
  expect(() => execute(createType, admin, { kind: 'complaint', name: '新', way: 'head' })).toThrow('请选择负责人')
  expect(() => execute(createType, desk, { kind: 'complaint', name: '新' })).toThrow('没有权限')
  const rule = { id: made.id, name: made.name, details: '夜间' }
  execute(editType, admin, { ...rule, version: 1 })
  expect(() => execute(editType, admin, { ...rule, version: 1 })).toThrow('刚被别人改过')
  const customerId = aCustomer(aUser('sales')).id
  expect(() => execute(createTicket, desk, { customerId, typeId: made.id, description: '吵' })).toThrow('找不到这个类型')
})

test('replies and materials: for one type or for all, changed and removed by the heads of service (S1-44)', () => {
  const text = { purpose: 'material', typeId: quality.id, title: '轴承更换指南', body: '第一步…' } as const
  const { id } = execute(createText, desk, text).after
  const titles = (typeId: number | null) => listTexts('material', typeId).map(({ title }) => title)
  expect(titles(quality.id)[0]).toBe('轴承更换指南')
  expect(titles(null)).not.toContain('轴承更换指南')
  execute(editText, desk, { ...text, id, version: 1, title: '轴承指南' })
  expect(() => execute(editText, desk, { ...text, id, version: 1 })).toThrow('刚被别人改过')
  expect(() => execute(createText, desk, { ...text, typeId: 99_999 })).toThrow('找不到这个类型')
  execute(removeText, desk, { id })
  expect(titles(quality.id)).not.toContain('轴承指南')
  expect(() => execute(removeText, desk, { id })).toThrow('找不到这条内容')
})

test('a ticket that is moved to another customer is found by its owner', () => {
  const [owner, heir] = [aUser('sales'), aUser('sales')]
  const [from, to] = [aCustomer(owner).id, aCustomer(heir).id]
  const { id } = execute(createTicket, desk, { customerId: from, typeId: quality.id, description: '异响' }).after
  writer().update(tickets).set({ customerId: to }).where(eq(tickets.id, id)).run()
  const seen = (user: typeof owner) => listTickets(grant(user, 'ticket.read'), {}).rows.map((row) => row.id)
  expect([seen(owner), seen(heir)]).toEqual([[], [id]])
  expect(listTickets(grant(desk, 'ticket.read'), { customer: to }).total).toBe(1)
})
