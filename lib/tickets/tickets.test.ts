import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { auditLog } from '#db/schema/audit'
import { notifications } from '#db/schema/machine'
import { departments, users } from '#db/schema/people'
import { ticketPauses, ticketScores, tickets, ticketTypes } from '#db/schema/tickets'
import { deleteCustomer } from '#lib/customers/commands'
import { execute, executeOnce } from '#lib/execute'
import { grant, type User } from '#lib/kernel/grant'
import { asOf, DAY, instantOf, now } from '#lib/kernel/time'
import { purgeCustomers } from '#lib/recycle/commands'
import { KEPT_MS } from '#lib/recycle/model'
import { minuteOf } from '#lib/sla/clock'
import { aCustomer, aDepartment, aUser } from '#tests/factories'
import { assignTicket, takeTicket } from './assign.ts'
import { createTicket, editTicket, reopenTicket, voidTicket } from './commands.ts'
import { openTicket } from './hand-on.ts'
import type { Status } from './labels.ts'
import { listTickets } from './list.ts'
import { NAMED } from './list-asked.ts'
import {
  closeTicket,
  noteTicket,
  receiveTicket,
  reportProgress,
  resolveTicket,
  respondTicket,
  resumeTicket,
  revealForTicket,
  scoreTicket,
  sendBackTicket,
  waitTicket,
} from './moves.ts'
import { listMine } from './queries-mine.ts'
import { findTicketPage } from './queries-page.ts'
import { listTypes } from './queries-rules.ts'
import { listEntries, listScores } from './queries-story.ts'
import { editType } from './setup.ts'

const HOUR = 3_600_000
const house = (name: string) => reader().select().from(departments).where(eq(departments.name, name)).get() ?? aDepartment(name)
const typeOf = (name: string) => listTypes().find((type) => type.name === name)!
const [tech, desk] = [house('技术部'), house('客服部')]
const wu = aUser('tech', '吴建军', tech.id)
const he = aUser('service_manager', '何静', desk.id)
/** Somebody of the technicians to whom no ticket is given. */
function idle(name: string) {
  const user = aUser('tech', name, tech.id)
  writer().update(users).set({ active: false }).where(eq(users.id, user.id)).run()
  return user
}
const quality = typeOf('产品质量')
const solved = { result: '更换主轴轴承，连续运行 2 小时正常', cause: 'material', causeNote: '轴承批次问题', solution: 'onsite' } as const

const raw = (id: number) => reader().select().from(tickets).where(eq(tickets.id, id)).get()!
const at = (id: number) => ({ id, version: raw(id).version })
const open = (by: User = he, values: Record<string, unknown> = {}) =>
  execute(createTicket, by, {
    customerId: aCustomer(aUser('sales')).id,
    typeId: quality.id,
    description: '设备运行异常，影响生产效率',
    ...values,
  } as never).after

/** A ticket brought as far as a state, by the people whose turn it is. */
function until(status: Status, values: Record<string, unknown> = {}) {
  const { id } = open(he, values)
  if (status === 'void') execute(voidTicket, he, { ...at(id), reason: '重复登记' })
  const steps: [Status, () => void][] = [
    ['unreceived', () => undefined],
    ['unanswered', () => execute(receiveTicket, wu, at(id))],
    ['working', () => execute(respondTicket, wu, { ...at(id), text: '已安排工程师上门检测' })],
    ['revisit', () => execute(resolveTicket, wu, { ...at(id), ...solved })],
    ['closed', () => execute(closeTicket, he, { ...at(id), feedback: '恢复正常，客户满意', score: '5' })],
  ]
  for (const [reached, step] of status === 'void' ? [] : steps) {
    step()
    if (reached === status) return id
  }
  return id
}

describe('taking it down', () => {
  test('a quality complaint goes to the technicians, with number, reason, due moment and a word to the handler (S0-37 to S0-41)', () => {
    const { id } = open(he, { detail: '性能故障' })
    const ticket = raw(id)
    expect(ticket).toMatchObject({ status: 'unreceived', handlerId: wu.id, departmentId: tech.id, urgency: 'middle', kind: 'complaint' })
    expect(ticket.number).toMatch(/^T20\d{6}\d{3,}$/)
    expect(ticket.dispatchReason).toContain('由技术部处理，吴建军在办最少')
    expect(ticket.dueAt! - ticket.createdAt).toBeGreaterThan(2 * HOUR - 60_000)
    expect(ticket.dueAt! - ticket.createdAt).toBeLessThanOrEqual(2 * HOUR)
    expect(
      reader()
        .select()
        .from(notifications)
        .where(eq(notifications.href, `/tickets/${id}`))
        .all(),
    ).toMatchObject([{ userId: wu.id }])
  })

  test('a danger is urgent by itself; what is chosen counts before it', () => {
    expect(raw(open(he, { detail: '安全隐患' }).id).urgency).toBe('high')
    expect(raw(open(he, { detail: '安全隐患', urgency: 'low' }).id).urgency).toBe('low')
  })

  test('the rule decides: in turn, the head, the queue; who cannot be found leaves it to be assigned', () => {
    const [ann, bob] = [aUser('tech', '甲工', aDepartment().id), aUser('tech', '乙工')]
    writer()
      .update(ticketTypes)
      .set({ departmentId: ann.departmentId, way: 'turn' })
      .where(eq(ticketTypes.id, typeOf('安装调试').id))
      .run()
    const cid = aUser('tech', '丙工', ann.departmentId)
    const turn = () => raw(open(he, { typeId: typeOf('安装调试').id }).id).handlerId
    expect([turn(), turn(), turn()]).toEqual([ann.id, cid.id, ann.id])
    const { id, version, name, details } = typeOf('安装调试')
    const rule = {
      id,
      version,
      name,
      details: details.join('、'),
      departmentId: ann.departmentId!,
      urgency: 'middle',
      active: true,
    } as const
    execute(editType, aUser('admin'), { ...rule, way: 'head', headId: bob.id })
    expect(turn()).toBe(bob.id)
    execute(editType, aUser('admin'), { ...rule, version: version + 1, way: 'queue' })
    expect(raw(open(he, { typeId: id }).id)).toMatchObject({ status: 'unassigned', handlerId: null, departmentId: ann.departmentId })
    expect(raw(open(he, { typeId: typeOf('价格费用').id }).id).dispatchReason).toContain('还没有这个部门，等待分配')
  })

  test('of several the one with the fewest open tickets gets it', () => {
    const rest = aDepartment()
    const [busy, free] = [aUser('tech', '忙', rest.id), aUser('tech', '闲', rest.id)]
    writer()
      .update(ticketTypes)
      .set({ departmentId: rest.id })
      .where(eq(ticketTypes.id, typeOf('售后维修').id))
      .run()
    const handler = () => raw(open(he, { typeId: typeOf('售后维修').id }).id).handlerId
    expect([handler(), handler(), handler()]).toEqual([busy.id, free.id, busy.id])
    expect(handler()).toBe(free.id)
  })

  test.each([
    [{ typeId: '' }, 'typeId', '请选择投诉类型'],
    [{ description: ' ' }, 'description', '请填写问题描述'],
    [{ kind: 'repair', typeId: String(quality.id) }, 'typeId', '属于投诉'],
    [{ detail: '不礼貌' }, 'detail', '不是「产品质量」的细项'],
    [{ urgency: '特急' }, 'urgency', '请选择紧急程度'],
    [{ typeId: '99999' }, 'typeId', '找不到这个类型'],
  ])('refused with a sentence at its field: %j', (values, field, sentence) => {
    const thrown = caught(() => open(he, values))
    expect(JSON.stringify(thrown.issues ?? { field: thrown.field, message: thrown.message })).toContain(sentence)
    expect(JSON.stringify(thrown.issues ?? thrown)).toContain(field)
  })

  test('a question needs no type; a foreign customer is not there (B-03)', () => {
    expect(raw(open(he, { kind: 'inquiry', typeId: '', description: '索取产品参数' }).id).typeId).toBe(typeOf('一般咨询').id)
    const before = reader().select().from(tickets).all().length
    expect(() => open(aUser('sales'))).toThrow('找不到客户')
    expect(reader().select().from(tickets).all().length).toBe(before)
  })

  test('the same form twice is one ticket (J-01)', () => {
    const input = { customerId: aCustomer(aUser('sales')).id, typeId: quality.id, description: '噪声过大' }
    expect(executeOnce('k', createTicket, he, input)).toBe(executeOnce('k', createTicket, he, input))
    expect(reader().select().from(tickets).where(eq(tickets.customerId, input.customerId)).all()).toHaveLength(1)
  })

  test('the same type again within ninety days is a repeated complaint; later, void or of another type it is not', () => {
    const customerId = aCustomer(aUser('sales')).id
    const first = asOf(now() - 89 * DAY, () => open(he, { customerId }))
    const second = open(he, { customerId })
    expect(raw(second.id).repeatOfId).toBe(first.id)
    expect(raw(open(he, { customerId, typeId: typeOf('服务态度').id }).id).repeatOfId).toBeNull()
    const other = aCustomer(aUser('sales')).id
    asOf(now() - 91 * DAY, () => open(he, { customerId: other }))
    expect(raw(open(he, { customerId: other }).id).repeatOfId).toBeNull()
    const third = aCustomer(aUser('sales')).id
    const gone = open(he, { customerId: third })
    execute(voidTicket, he, { ...at(gone.id), reason: '登记错误' })
    expect(raw(open(he, { customerId: third }).id).repeatOfId).toBeNull()
  })
})

describe('from hand to hand', () => {
  test('received, answered, solved, asked, closed: each with its moment, its clock and its line in the story (S0-43 to S0-46)', () => {
    const begin = instantOf('2026-11-02', '09:00')
    const step = <T>(hours: number, work: () => T) => asOf(begin + hours * HOUR, work)
    const { id } = step(0, () => open())
    step(1, () => execute(receiveTicket, wu, at(id)))
    expect(clocks(id)).toMatchObject({ status: 'unanswered', respondDueAt: begin + 25 * HOUR, dueAt: begin + 25 * HOUR })
    step(3, () => execute(respondTicket, wu, { ...at(id), text: '已安排工程师上门检测' }))
    expect(clocks(id)).toMatchObject({ status: 'working', respondedAt: begin + 3 * HOUR, dueAt: begin + 73 * HOUR })
    step(5, () => execute(waitTicket, wu, { ...at(id), reason: '等客户停机' }))
    expect(clocks(id)).toMatchObject({ status: 'waiting', dueAt: null })
    step(29, () => execute(resumeTicket, wu, at(id)))
    expect(clocks(id)).toMatchObject({ status: 'working', dueAt: begin + 97 * HOUR, resolveDueAt: begin + 97 * HOUR })
    step(31, () => execute(reportProgress, wu, { id, text: '轴承已更换' }))
    step(35, () => execute(resolveTicket, wu, { ...at(id), ...solved }))
    expect(clocks(id)).toMatchObject({ status: 'revisit', handlingMinutes: 10 * 60, dueAt: begin + 35 * HOUR + 3 * DAY })
    step(40, () => execute(closeTicket, he, { ...at(id), feedback: '恢复正常', score: '4', source: 'phone' }))
    expect(clocks(id)).toMatchObject({ status: 'closed', score: 4, dueAt: null, closedAt: begin + 40 * HOUR })
    expect(pausesOf(id)).toEqual([[begin + 5 * HOUR, begin + 29 * HOUR]])
    const story = listEntries(grant(he, 'ticket.read'), id).map(({ event }) => event)
    expect(story).toEqual(['closed', 'resolved', 'progress', 'resumed', 'waiting', 'responded', 'received', 'created'])
  })

  const out: [string, Status, (id: number) => unknown][] = [
    ['respond', 'unreceived', (id) => execute(respondTicket, wu, { ...at(id), text: '好的' })],
    ['close', 'working', (id) => execute(closeTicket, he, { ...at(id), feedback: '好' })],
    ['close', 'unreceived', (id) => execute(closeTicket, he, { ...at(id), feedback: '好' })],
    ['resolve', 'unanswered', (id) => execute(resolveTicket, wu, { ...at(id), ...solved })],
    ['receive', 'working', (id) => execute(receiveTicket, wu, at(id))],
    ['resume', 'working', (id) => execute(resumeTicket, wu, at(id))],
    ['wait', 'revisit', (id) => execute(waitTicket, wu, { ...at(id), reason: '等' })],
    ['progress', 'closed', (id) => execute(reportProgress, wu, { id, text: '又来' })],
    ['note', 'closed', (id) => execute(noteTicket, wu, { id, text: '又来' })],
    ['edit', 'closed', (id) => execute(editTicket, he, { ...at(id), typeId: quality.id, description: '改' })],
    ['assign', 'closed', (id) => execute(assignTicket, he, { ...at(id), handlerId: wu.id, reason: '换人' })],
    ['void', 'closed', (id) => execute(voidTicket, he, { ...at(id), reason: '不要了' })],
    ['reopen', 'void', (id) => execute(reopenTicket, he, { ...at(id), reason: '又坏' })],
    ['score', 'void', (id) => execute(scoreTicket, he, { id, score: 5, source: 'phone' })],
    ['score', 'working', (id) => execute(scoreTicket, he, { id, score: 5, source: 'phone' })],
    ['take', 'unreceived', (id) => execute(takeTicket, he, at(id))],
  ]
  test.each(out)('%s out of order, at %s: refused with a sentence, the row unchanged (B-12)', (_, status, deed) => {
    const id = until(status)
    const before = raw(id)
    expect(() => deed(id)).toThrow(/^工单 T\d+ 现在是「.+」，不能/)
    expect(raw(id)).toEqual(before)
  })

  test('who saw an older state is told so and changes nothing (J-02)', () => {
    const id = until('unanswered')
    const seen = at(id)
    execute(respondTicket, wu, { ...seen, text: '已联系客户' })
    expect(() => execute(resolveTicket, wu, { ...seen, ...solved })).toThrow('在你打开之后有了变化')
    expect(raw(id).status).toBe('working')
  })

  test('it closes only with result, cause and the customer’s words (S0-45)', () => {
    const id = until('working')
    expect(said(() => execute(resolveTicket, wu, { ...at(id), ...solved, result: ' ' }))).toContain('请填写处理结果')
    expect(said(() => execute(resolveTicket, wu, { ...at(id), ...solved, cause: '' as never }))).toContain('请选择原因归类')
    expect(said(() => execute(resolveTicket, wu, { ...at(id), ...solved, solution: '' as never }))).toContain('请选择处理方式')
    execute(resolveTicket, wu, { ...at(id), ...solved })
    expect(said(() => execute(closeTicket, he, { ...at(id), feedback: '' }))).toContain('请填写客户反馈')
    expect(raw(id).status).toBe('revisit')
  })

  test('to another by hand with a reason, or back into the queue, from where one of the department takes it (S0-42)', () => {
    const li = aUser('tech', '李工', aDepartment().id)
    const id = until('working')
    execute(waitTicket, wu, { ...at(id), reason: '等图纸' })
    execute(assignTicket, aUser('admin', '林可'), { ...at(id), handlerId: li.id, reason: '吴工出差' })
    expect(raw(id)).toMatchObject({ status: 'unreceived', handlerId: li.id, dispatchReason: '林可手动调整：吴工出差' })
    expect(reader().select().from(ticketPauses).where(eq(ticketPauses.ticketId, id)).get()?.toAt).not.toBeNull()
    expect(() => execute(receiveTicket, wu, at(id))).toThrow('找不到工单')
    expect(() => execute(assignTicket, he, { ...at(id), handlerId: li.id, reason: '再来' })).toThrow('已经由李工处理')
    expect(() => execute(assignTicket, he, { ...at(id), handlerId: aUser('sales').id, reason: '销售' })).toThrow('没有接收工单的权限')
    execute(assignTicket, he, { ...at(id), departmentId: tech.id, reason: '谁有空谁来' })
    expect(raw(id)).toMatchObject({ status: 'unassigned', handlerId: null })
    expect(() => execute(takeTicket, aUser('ops', '外人', aDepartment().id), at(id))).toThrow('找不到工单')
    const seen = at(id)
    execute(takeTicket, wu, seen)
    expect(raw(id)).toMatchObject({ status: 'unanswered', handlerId: wu.id })
    expect(() => execute(takeTicket, li, seen)).toThrow('找不到工单')
  })

  test('opened again within seven days, by its handler or into the queue; afterwards not', () => {
    const id = until('closed')
    const closedAt = raw(id).closedAt!
    asOf(closedAt + 7 * DAY - 1000, () => execute(reopenTicket, he, { ...at(id), reason: '又出现异响' }))
    expect(raw(id)).toMatchObject({ status: 'unanswered', reopenings: 1, closedAt: null, score: 5, handlerId: wu.id })
    const late = until('closed')
    expect(() => asOf(raw(late).closedAt! + 7 * DAY + 1, () => execute(reopenTicket, he, { ...at(late), reason: '又坏' }))).toThrow(
      '已超过 7 天',
    )
  })

  test('a customer who is not content sends it back to the handler', () => {
    const id = until('revisit')
    execute(sendBackTicket, he, { ...at(id), reason: '仍有异响' })
    expect(raw(id)).toMatchObject({ status: 'working', resolvedAt: null, handlingMinutes: null, result: solved.result })
    expect(raw(id).dueAt).toBe(raw(id).resolveDueAt)
  })

  test('a new urgency promises anew', () => {
    const id = until('working')
    execute(editTicket, he, { ...at(id), typeId: quality.id, urgency: 'high', description: '停机' })
    expect(raw(id)).toMatchObject({ urgency: 'high', terms: { resolveMinutes: 24 * 60 } })
    expect(raw(id).dueAt! - raw(id).receivedAt!).toBeLessThanOrEqual(24 * HOUR)
  })
})

describe('scores', () => {
  test.each([0, 6, '0', '6', '5 or 1=1', '5.5', 4.5, '五', '', ' ', '05', true, [5]])('%j is no score (B-12)', (score) => {
    const id = until('closed')
    const before = raw(id)
    expect(said(() => execute(scoreTicket, he, { id, score: score as never, source: 'phone' }))).toContain('评分需为 1 至 5 的整数')
    expect(raw(id)).toEqual(before)
  })

  test('every one is kept with its source, the last counts, also on a closed ticket (S0-47, W-34)', () => {
    const id = until('closed')
    execute(scoreTicket, he, { id, score: '2', source: 'meeting', comment: '响应慢' })
    expect(raw(id).score).toBe(2)
    expect(listScores(grant(he, 'ticket.read'), id)).toMatchObject([
      { score: 2, source: 'meeting', comment: '响应慢', by: '何静' },
      { score: 5, source: 'phone' },
    ])
    expect(reader().select().from(ticketScores).where(eq(ticketScores.ticketId, id)).all()).toHaveLength(2)
  })
})

describe('who reaches what', () => {
  const page = (user: User, id: number) => findTicketPage(grant(user, 'ticket.read'), id)
  const seen = (user: User, q: Parameters<typeof listTickets>[1]) =>
    listTickets(grant(user, 'ticket.read'), { ...q, size: 200 }).rows.map(({ id }) => id)

  test('the handler, the creator, the customer’s owner and a collaborator; a third technician or sales person does not', () => {
    const owner = aUser('sales')
    const customer = aCustomer(owner)
    const { id } = open(he, { customerId: customer.id })
    const strangers = [idle('旁人'), aUser('sales'), aUser('ops', '运营', house('运营部').id)]
    for (const user of [wu, owner, he]) {
      expect(page(user, id).ticket.id).toBe(id)
      expect(seen(user, { customer: customer.id })).toEqual([id])
    }
    for (const user of strangers) {
      expect(() => page(user, id)).toThrow('找不到工单')
      expect(seen(user, { customer: customer.id })).toEqual([])
      expect(listTickets(grant(user, 'ticket.read'), { q: raw(id).number }).total).toBe(0)
    }
  })

  test('what waits in the queue is seen by the department, until somebody takes it', () => {
    const id = open().id
    const peer = idle('同组')
    execute(assignTicket, he, { ...at(id), departmentId: tech.id, reason: '待领取' })
    expect(seen(peer, { status: 'unassigned' })).toContain(id)
    execute(takeTicket, wu, at(id))
    expect(seen(peer, {})).not.toContain(id)
    expect(() => page(peer, id)).toThrow('找不到工单')
  })

  test('who may not handle is refused; nothing changes and one row of the record says so', () => {
    const id = until('unanswered')
    const before = raw(id)
    const count = () => reader().select().from(auditLog).all().length
    for (const user of [aUser('sales'), aUser('boss'), idle('另一位')]) {
      const rows = count()
      expect(() => execute(respondTicket, user, { ...at(id), text: '我来' })).toThrow(/没有权限|找不到工单/)
      expect(count()).toBe(rows + 1)
    }
    expect(raw(id)).toEqual(before)
  })

  test('a page holds masks alone until the handler looks at the number, with a reason that stays (N-04)', () => {
    const customer = aCustomer(aUser('sales'), { phone: '13912345678' })
    const { id } = open(he, { customerId: customer.id })
    expect(JSON.stringify(page(wu, id))).not.toContain('13912345678')
    execute(revealForTicket, wu, { id, reason: '联系客户' })
    expect(page(wu, id).phone).toBe('13912345678')
    expect(page(he, id).phone).toBeUndefined()
    expect(said(() => execute(revealForTicket, wu, { id, reason: '' }))).toContain('请选择或填写原因')
  })
})

describe('lists', () => {
  const me = grant(he, 'ticket.read')
  const found = (filter: Parameters<typeof listTickets>[1]) => listTickets(me, { ...filter, size: 200 }).rows.map(({ id }) => id)

  test('found by number, by words of the description, by the customer; filtered and counted alike', () => {
    const customer = aCustomer(aUser('sales'), { name: '无锡微澜传感技术有限公司' })
    const { id, number } = open(he, { customerId: customer.id, description: '液压站渗油，地面有积油', urgency: 'low' })
    for (const q of [number, number.slice(1), '渗油', '微澜传感', '积油']) expect(found({ q }), q).toContain(id)
    expect(found({ q: '渗油 不存在' })).toEqual([])
    expect(found({ q: '！！' })).toEqual([])
    const all = {
      q: '渗油',
      status: 'unreceived',
      kind: 'complaint',
      type: quality.id,
      urgency: 'low',
      department: tech.id,
      handler: wu.id,
    } as const
    expect(found(all)).toEqual([id])
    expect(listTickets(me, all).total).toBe(1)
    for (const other of [{ status: 'closed' }, { kind: 'repair' }, { urgency: 'high' }, { department: desk.id }, { handler: 0 }] as const)
      expect(found({ ...all, ...other })).toEqual([])
  })

  test('what is overdue, by the day it was taken down, in the order of what is due', () => {
    const day = instantOf('2026-09-08', '10:00')
    const old = asOf(day, () => open(he, { description: '久未处理' }).id)
    expect(found({ overdue: true })).toContain(old)
    expect(found({ overdue: true, status: 'closed' })).toEqual([])
    expect(found({ from: '2026-09-08', to: '2026-09-08' })).toEqual([old])
    expect(found({ q: '久未', from: '2026-09-09', to: '2026-09-10' })).toEqual([])
    expect(found({ sort: 'due', status: 'open' })[0]).toBe(listTickets(me, { overdue: true, sort: 'due' }).rows[0]?.id)
    const order = listTickets(me, { sort: 'due', status: 'open', size: 200 }).rows.map(({ dueAt }) => dueAt ?? Number.POSITIVE_INFINITY)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  })

  test('a word that too many customers share says so, and one that tells them apart finds each', () => {
    const seller = aUser('sales')
    const [first] = Array.from({ length: NAMED + 1 }, (_, n) => aCustomer(seller, { name: `无锡璟珑第${n + 1}科技有限公司` }))
    const { id } = open(he, { customerId: first!.id })
    expect([found({ q: '璟珑' }), listTickets(me, { q: '璟珑' }).isPartial]).toEqual([[], true])
    expect([found({ q: first!.number }), listTickets(me, { q: first!.number }).isPartial]).toEqual([[id], false])
  })

  test('a ticket follows its customer to another owner, into the recycle bin, and away for good', () => {
    const [owner, heir] = [aUser('sales'), aUser('sales')]
    const customer = aCustomer(owner)
    const { id } = open(he, { customerId: customer.id, description: '独一无二的词' })
    writer().$client.prepare('update customers set owner_id = ? where id = ?').run(heir.id, customer.id)
    const mine = (user: User) => listTickets(grant(user, 'ticket.read'), { customer: customer.id }).total
    expect([mine(owner), mine(heir)]).toEqual([0, 1])
    execute(deleteCustomer, aUser('admin'), { id: customer.id, version: 1 })
    expect(found({ q: '独一无二' })).toEqual([])
    expect(() => findTicketPage(me, id)).toThrow('找不到工单')
    execute(purgeCustomers, { job: 'test' }, { ids: [customer.id], at: now() + KEPT_MS + 1 })
    expect(raw(id)).toBeUndefined()
    expect(writer().$client.pragma('foreign_key_check')).toEqual([])
  })

  test('the workbench shows one’s own, the most urgent first', () => {
    const zhao = aUser('tech', '赵工', aDepartment().id)
    const ids = [1, 2].map((hours) => asOf(now() - hours * HOUR, () => open().id))
    for (const id of ids) execute(assignTicket, he, { ...at(id), handlerId: zhao.id, reason: '请处理' })
    execute(receiveTicket, zhao, at(ids[0]!))
    const mine = listMine(grant(zhao, 'ticket.read'), 5)
    expect([mine.total, mine.rows.map(({ id }) => id)]).toEqual([2, [ids[1], ids[0]]])
  })

  test('who leaves hands the open ones on, and gets back what nobody has touched', () => {
    const house = aDepartment()
    const [gone, heir, seller] = [aUser('tech', '离职者', house.id), aUser('tech', '接手人', house.id), aUser('sales')]
    const ids = [open().id, open().id]
    for (const id of ids) execute(assignTicket, he, { ...at(id), handlerId: gone.id, reason: '请处理' })
    const move = (work: (tx: never) => unknown) => writer().transaction((tx) => work(tx as never))
    expect(openTicket.count(writer(), gone.id)).toBe(2)
    expect(move((tx) => openTicket.give(tx, { id: ids[0]!, fromId: gone.id, toId: heir.id }))).toBe('ticket')
    expect(move((tx) => openTicket.give(tx, { id: ids[1]!, fromId: gone.id, toId: seller.id }))).toBe('ticketQueued')
    expect([raw(ids[0]!).handlerId, raw(ids[1]!).handlerId, raw(ids[1]!).status]).toEqual([heir.id, null, 'unassigned'])
    execute(receiveTicket, heir, at(ids[0]!))
    expect(move((tx) => openTicket.back(tx, 'ticket', { id: ids[0]!, fromId: gone.id, toId: heir.id }))).toBe(false)
    expect(move((tx) => openTicket.back(tx, 'ticketQueued', { id: ids[1]!, fromId: gone.id, toId: seller.id }))).toBe(true)
    expect(raw(ids[1]!).handlerId).toBe(gone.id)
  })
})

// To the minute: the clock goes on while a deed is done.
const toMinute = (value: unknown) => (typeof value === 'number' && value > DAY ? minuteOf(value) : value)
const clocks = (id: number) => Object.fromEntries(Object.entries(raw(id)).map(([name, value]) => [name, toMinute(value)]))
const pausesOf = (id: number) =>
  reader()
    .select()
    .from(ticketPauses)
    .where(eq(ticketPauses.ticketId, id))
    .all()
    .map(({ fromAt, toAt }) => [minuteOf(fromAt), toAt && minuteOf(toAt)])

function caught(work: () => unknown): { message: string; field?: string; issues?: unknown } {
  try {
    work()
  } catch (error) {
    return error as never
  }
  throw new Error('nothing was refused')
}
const said = (work: () => unknown) => caught(work).message
