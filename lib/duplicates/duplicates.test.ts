import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { beforeEach, describe, expect, test } from 'vitest'
import { databaseFile, reader, writer } from '#db/client'
import { auditLog } from '#db/schema/audit'
import { customers } from '#db/schema/customers'
import { duplicatePairs } from '#db/schema/duplicates'
import { findDuplicates } from '#jobs/duplicates'
import { listHistory } from '#lib/audit/queries'
import { createContact, updateContact } from '#lib/contacts/commands'
import { createCustomer, deleteCustomer } from '#lib/customers/commands'
import { editCustomer } from '#lib/customers/edits'
import { listCustomers } from '#lib/customers/list'
import { execute } from '#lib/execute'
import { grant, type User } from '#lib/kernel/grant'
import { aCustomer, aDepartment, aUser } from '#tests/factories'
import { dismissPair } from './commands.ts'
import type { Hit } from './model.ts'
import { listPairs } from './queries.ts'
import { findAlike, tellHits } from './queries-alike.ts'
import { Suspected } from './suspected.ts'
import { customerIdOf } from './token.ts'

let mine: User
let other: User
let theirs: ReturnType<typeof aCustomer>

// Names of one's own for each test: what one leaves is not what the next finds.
let serial = 0
let turn = 0
const brands = [...'鼍夔饕麒貔螭虬蚺蛟鲲鹏鸾鹫隼骊骐骧骕骅']
let brand: string

beforeEach(() => {
  brand = `${brands[turn % brands.length]}${brands[(turn * 7 + 3) % brands.length]}`
  turn++
  mine = aUser('sales', undefined, aDepartment().id)
  other = aUser('sales', '赵敏', aDepartment().id)
  theirs = aCustomer(other, { name: `苏州${brand}精密机械有限公司` })
})

const filled = (values: Record<string, unknown>) => ({
  type: 'company',
  name: `上海${brand}电子有限公司`,
  contact: '李雷',
  phone: '13912340000',
  industry: 'C34',
  source: '展会推广',
  ...values,
})
const create = (who: User, values: Record<string, unknown>) => execute(createCustomer, who, filled(values) as never).after
function suspectedIn(work: () => unknown): Suspected {
  try {
    work()
  } catch (error) {
    if (error instanceof Suspected) return error
    throw error
  }
  throw new Error('nothing was suspected')
}
const lastAudit = () => reader().select().from(auditLog).all().at(-1)!
const phoneOf = () => `137${String(++serial).padStart(8, '0')}`

describe('the blind check', () => {
  test.each([
    ['phone', () => ({ phone: theirs.phone }), 'phone'],
    ['name without its region', () => ({ name: `${brand}精密机械` }), 'name'],
    ['name with brackets', () => ({ name: `${brand}精密机械（苏州）股份有限公司` }), 'name'],
    ['longer name', () => ({ name: `苏州${brand}精密机械制造有限公司` }), 'similar'],
  ])('finds by %s', (_, asked, reason) => {
    expect([...findAlike(asked())]).toEqual([[theirs.id, reason]])
  })

  test('of another’s customer it tells a starred name, whom to ask, and nothing else (N-03)', () => {
    const [hit] = tellHits(mine, findAlike({ phone: theirs.phone })) as (Hit & { token: string })[]
    const { token, ...told } = hit!
    expect(told).toEqual({
      reason: 'phone',
      name: '苏州********公司',
      status: '正常',
      owner: expect.stringContaining('赵敏'),
      days: null,
    })
    expect(customerIdOf(token, mine.id)).toBe(theirs.id)
    expect(JSON.stringify(hit)).not.toMatch(new RegExp(`${brand}|${theirs.phone}|${theirs.number}`))
  })

  test('of one’s own it leads to the archive', () => {
    expect(tellHits(other, findAlike({ phone: theirs.phone }))).toMatchObject([{ id: theirs.id, number: theirs.number, name: theirs.name }])
  })

  test('while the list still does not know of it, by its exact number (B-08)', () => {
    expect(listCustomers(grant(mine, 'customer.read'), { q: theirs.phone })).toMatchObject({ rows: [], total: 0 })
  })

  test('a deleted customer, another region and one’s own archive are no duplicates', () => {
    expect(findAlike({ name: `无锡${brand}精密机械有限公司` }).size).toBe(0)
    expect(findAlike({ phone: theirs.phone, except: theirs.id }).size).toBe(0)
    execute(deleteCustomer, aUser('admin'), { id: theirs.id, version: 1 })
    expect(findAlike({ phone: theirs.phone }).size).toBe(0)
  })

  test('a colleague’s contact is found by the number, too', () => {
    const phone = phoneOf()
    execute(createContact, other, { customerId: theirs.id, name: '韩梅', phone })
    expect([...findAlike({ phone })]).toEqual([[theirs.id, 'contactPhone']])
  })
})

describe('at saving', () => {
  test('same name and number is refused at the field, with whom to ask', () => {
    const error = suspectedIn(() => create(mine, { name: theirs.name, phone: theirs.phone }))
    expect(error).toMatchObject({ message: '同名同号码的客户已经存在', field: 'name', mark: '' })
    expect(error.hits).toHaveLength(1)
  })

  test('same credit code is refused at the field', () => {
    const creditCode = '91320594MA1MWA7G5C'
    const code = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].map((last) => creditCode.slice(0, 17) + last)
    const fits = code.find((one) => {
      try {
        create(other, { creditCode: one, phone: phoneOf(), name: `杭州${brand}食品有限公司` })
        return true
      } catch {
        return false
      }
    })
    expect(suspectedIn(() => create(mine, { creditCode: fits, phone: phoneOf() }))).toMatchObject({ field: 'creditCode', mark: '' })
  })

  test('the same number under another name is a warning that a person may answer; the record holds the answer', () => {
    const error = suspectedIn(() => create(mine, { phone: theirs.phone }))
    expect(error.mark).not.toBe('')
    expect(lastAudit()).toMatchObject({ outcome: 'denied', why: `可能重复，未保存：${theirs.number}（联系方式相同）` })
    expect(error.message).not.toContain(theirs.phone)
    const saved = create(mine, { phone: theirs.phone, confirmed: error.mark })
    expect(lastAudit()).toMatchObject({ entityId: saved.id, why: `已确认不是同一家：${theirs.number}（联系方式相同）` })
    expect(listHistory(grant(mine, 'customer.read'), saved.id, 10).map(({ why }) => why)).toEqual(['已确认不是同一家'])
  })

  test('an answer holds for the customers it was given about, and for no others', () => {
    const { mark } = suspectedIn(() => create(mine, { phone: theirs.phone }))
    create(other, { phone: theirs.phone, name: `宁波${brand}食品有限公司`, confirmed: mark })
    expect(suspectedIn(() => create(mine, { phone: theirs.phone, confirmed: mark })).hits).toHaveLength(2)
  })

  test('an edit is asked about what it changes, never about what stood there', () => {
    const phone = phoneOf()
    const own = create(mine, { phone })
    const edit = (values: Record<string, unknown>) => {
      const { version } = reader()
        .select()
        .from(customers)
        .all()
        .find(({ id }) => id === own.id)!
      return execute(editCustomer, mine, filled({ id: own.id, version, phone: '', ...values }) as never)
    }
    const { mark } = suspectedIn(() => edit({ phone: theirs.phone }))
    edit({ phone: theirs.phone, confirmed: mark })
    expect(edit({ note: '再次保存' }).after.note).toBe('再次保存')
  })

  test('a contact’s number is looked up outside its own customer', () => {
    const own = create(mine, { phone: phoneOf() })
    const { mark } = suspectedIn(() => execute(createContact, mine, { customerId: own.id, name: '韩梅', phone: theirs.phone }))
    const contact = execute(createContact, mine, { customerId: own.id, name: '韩梅', phone: theirs.phone, confirmed: mark }).after
    execute(updateContact, mine, { id: contact.id, version: 1, name: '', position: '采购' })
    execute(createContact, mine, { customerId: own.id, name: '李雷', phone: own.phone })
  })

  test('two processes save the same at once: one succeeds, and the database itself would refuse the other', async () => {
    const phone = phoneOf()
    const name = `天津${brand}食品有限公司`
    const script = `
      const { execute } = await import('#lib/execute')
      const { createCustomer } = await import('#lib/customers/commands')
      const { whatMay } = await import('#lib/roles/queries')
      const me = { id: ${mine.id}, login: 'x', name: 'x', role: 'sales', departmentId: null, may: whatMay('sales') }
      process.stdin.once('data', () => {
        try { execute(createCustomer, me, ${JSON.stringify(filled({ name, phone }))}); process.stdout.write('saved') }
        catch (error) { process.stdout.write(error.message) }
        process.exit(0)
      })
      process.stdout.write('ready ')`
    const start = () =>
      spawn(process.execPath, ['--input-type=module', '-e', script], { env: { ...process.env, DATABASE_FILE: databaseFile() } })
    const both = [start(), start()]
    const said = both.map((child) => {
      const heard = { text: '' }
      child.stdout.on('data', (chunk) => {
        heard.text += chunk
      })
      child.stderr.on('data', (chunk) => {
        heard.text += chunk
      })
      return heard
    })
    await Promise.all(both.map((child) => once(child.stdout, 'data')))
    const ends = both.map((child) => once(child, 'exit'))
    for (const child of both) child.stdin.write('go')
    await Promise.all(ends)
    expect(said.map(({ text }) => text).sort()).toEqual(['ready saved', 'ready 同名同号码的客户已经存在'].sort())
    const row = reader()
      .select()
      .from(customers)
      .all()
      .find((one) => one.name === name)!
    const { id: _, number: __, ...copy } = row
    expect(() =>
      writer()
        .insert(customers)
        .values({ ...copy, number: 'Q-twin' })
        .run(),
    ).toThrow(/UNIQUE/)
  })
})

describe('the nightly search', () => {
  const search = () => findDuplicates({ signal: new AbortController().signal })
  const pairOf = (one: number, two: number) =>
    reader()
      .select()
      .from(duplicatePairs)
      .all()
      .find(({ lowId, highId }) => lowId === Math.min(one, two) && highId === Math.max(one, two))
  const confirmed = (who: User, values: Record<string, unknown>) =>
    create(who, { ...values, confirmed: suspectedIn(() => create(who, values)).mark })

  test('finds the same number, the same name and a contact’s number, and adds the signs up; a second night changes nothing', async () => {
    const same = confirmed(mine, { phone: theirs.phone })
    const named = confirmed(mine, { name: `${brand}精密机械有限公司`, phone: phoneOf() })
    const both = confirmed(mine, { name: `${brand}精密机械（集团）有限公司`, phone: theirs.phone })
    const lone = create(mine, { name: `大连${brand}食品有限公司`, phone: phoneOf() })
    const { mark } = suspectedIn(() => execute(createContact, mine, { customerId: lone.id, name: '韩梅', phone: theirs.phone }))
    execute(createContact, mine, { customerId: lone.id, name: '韩梅', phone: theirs.phone, confirmed: mark })
    for (const _ of [1, 2]) {
      await search()
      expect(pairOf(theirs.id, same.id)).toMatchObject({ reason: 'phone', score: 60 })
      expect(pairOf(theirs.id, named.id)).toMatchObject({ reason: 'name', score: 50 })
      expect(pairOf(theirs.id, both.id)).toMatchObject({ reason: 'phone', score: 100 })
      expect(pairOf(theirs.id, lone.id)).toMatchObject({ reason: 'contactPhone', score: 30 })
    }
  })

  test('fills in the cores of names from before', async () => {
    writer().update(customers).set({ nameCore: null }).run()
    await search()
    expect(findAlike({ name: `${brand}精密机械` }).get(theirs.id)).toBe('name')
  })

  test('a pair shows only where both sides are within reach; dismissed it never comes back; what is no longer so goes', async () => {
    const manager = aUser('sales_manager', undefined, mine.departmentId)
    const [one, two] = [create(mine, { phone: phoneOf() }), create(mine, { phone: phoneOf(), name: `大连${brand}食品有限公司` })]
    const own = confirmed(mine, { phone: one.phone, name: `宁波${brand}饮料有限公司` })
    confirmed(mine, { phone: theirs.phone, name: `宁波${brand}纺织有限公司` })
    const more = confirmed(mine, { phone: two.phone, name: `青岛${brand}模具有限公司` })
    await search()
    const mineOnly = listPairs(grant(manager, 'duplicate.read'), {})
    expect(mineOnly.rows.map(({ lowId, highId }) => [lowId, highId]).sort()).toEqual(
      [
        [one.id, own.id],
        [two.id, more.id],
      ].sort(),
    )
    expect(listPairs(grant(aUser('boss'), 'duplicate.read'), { reason: 'phone' }).total).toBeGreaterThan(2)
    expect(listPairs(grant(manager, 'duplicate.read'), { reason: 'name' }).total).toBe(0)
    execute(dismissPair, manager, { id: pairOf(one.id, own.id)!.id })
    execute(deleteCustomer, aUser('admin'), { id: more.id, version: 1 })
    expect(listPairs(grant(manager, 'duplicate.read'), {}).total).toBe(0)
    await search()
    expect(listPairs(grant(manager, 'duplicate.read'), {}).total).toBe(0)
    expect(pairOf(one.id, own.id)?.dismissedBy).toBe(manager.id)
    expect(pairOf(two.id, more.id)).toBeUndefined()
  })
})
