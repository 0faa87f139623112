import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { closeClients, databaseFile, reader, writer } from '#db/client'
import { files } from '#db/schema/archive'
import { importRows } from '#db/schema/imports'
import { eraseAgain, settleErasures } from '#jobs/erasures'
import { listHistory } from '#lib/audit/queries'
import { checkChain } from '#lib/audit/queries-chain'
import { keepLedger, readLedger } from '#lib/backups/erasure-ledger'
import { oldCopies } from '#lib/backups/erasures'
import { surplus } from '#lib/backups/model'
import { createContact } from '#lib/contacts/commands'
import { deleteCustomer, revealField } from '#lib/customers/commands'
import { editCustomer } from '#lib/customers/edits'
import { matchCustomers } from '#lib/customers/list'
import { execute } from '#lib/execute'
import { attachFile } from '#lib/files/commands'
import { createTodo } from '#lib/followups/commands'
import { zipStream } from '#lib/formats/zip-stream'
import { grant, type User } from '#lib/kernel/grant'
import { addDays, DAY, instantOf, now, today } from '#lib/kernel/time'
import { raiseNotification } from '#lib/notifications/commands'
import { createTicket } from '#lib/tickets/commands'
import { noteTicket } from '#lib/tickets/moves'
import { listTypes } from '#lib/tickets/queries-rules'
import { verify } from '#lib/verify/verify'
import { aCustomer, aFollowUp, anImport, aUser } from '#tests/factories'
import { copyPerson, erasePerson } from './commands.ts'
import { listHits } from './list.ts'
import { heldUntil, type Ref, refWord } from './model.ts'
import { findCopy, findErasure, findKnown, listErasures } from './queries.ts'
import { findPersons } from './queries-found.ts'
import { textTables } from './tables.ts'
import { cleaned, likesOf } from './words.ts'

const admin = aUser('admin')
const sales = aUser('sales')
const may = (user: User = admin) => grant(user, 'person.copy')
const data = () => process.env.DATA_DIR!
const known = (words: Partial<Parameters<typeof cleaned>[1]>) => ({ phones: [], emails: [], names: [], places: [], ...words })

/* Words. */

test.each([
  ['13987654321', '电话 13987654321。', '电话 已删除。'],
  ['13987654321', '139 8765 4321 或 139-8765-4321', '已删除 或 已删除'],
  ['13987654321', '+86 13987654321、8613987654321', '已删除、已删除'],
  ['010-87654321', '打 010-87654321 或 (010)8765 4321', '打 已删除 或 (已删除'],
  ['010-87654321-802', '转 010-87654321-802', '转 已删除-802'],
  ['4008881234', '400-888-1234', '已删除'],
  ['13987654321', '13987654320 与 139876', '13987654320 与 139876'],
])('%s goes out of %j', (phone, text, left) => {
  expect(cleaned(text, known({ phones: [phone] }), false)).toBe(left)
  const found = likesOf(known({ phones: [phone] }), false).some((like) =>
    reader().$client.prepare('select ? like ?').pluck().get(text, like),
  )
  expect(found || left === text).toBe(true)
})

test('an e-mail goes in any case, a name only where names are asked for, and never a single character', () => {
  const who = known({ emails: ['li.mu@x.cn'], names: ['李慕白', '李'] })
  expect(cleaned('李慕白 LI.MU@X.CN 李明 lixmu@x.cn', who, true)).toBe('已删除 已删除 李明 lixmu@x.cn')
  expect(cleaned('李慕白', who, false)).toBe('李慕白')
})

/* Finding. */

test('a person is found by number, e-mail or name, wherever they stand, by masks; a part of a number finds nobody (I-03)', () => {
  const mine = aCustomer(sales, { contact: '闻人牧歌', phone: '13900001111', email: 'mu.ge@example.cn' })
  const other = aCustomer(sales)
  const second = execute(createContact, sales, { customerId: other.id, name: '闻人牧歌', birthday: '03-05' }).after
  writer().$client.prepare('update contacts set phone = ? where id = ?').run('13900001111', second.id)
  execute(editCustomer, sales, edited(aCustomer(sales, { contact: '闻人牧歌' }), { contact: '赵六' }))
  expect(findPersons(may(), '139 0000 1111').map(({ kind }) => kind)).toEqual(['customer', 'contact'])
  expect(findPersons(may(), 'mu.ge@example.cn')).toMatchObject([{ kind: 'customer', id: mine.id, phone: '139****1111', name: '闻人*' }])
  expect(findPersons(may(), '闻人牧歌').map(({ kind }) => kind)).toEqual(['customer', 'contact', 'former'])
  expect(findPersons(may(), '1390000')).toEqual([])
  execute(deleteCustomer, admin, { id: mine.id, version: 1 })
  expect(findPersons(may(), '13900001111')[0]).toMatchObject({ kind: 'customer', isDeleted: true })
})

/* The copy. */

test('a copy holds what is stored, raw, with the person’s own files; a reason that names them is refused (I-03)', async () => {
  const customer = aCustomer(sales, { contact: '司空摘星', phone: '13900002222', email: 'zx@example.cn' })
  const contact = execute(createContact, sales, { customerId: customer.id, name: '司空摘星', preferences: '爱喝茶' }).after
  aFollowUp(sales, customer.id, { content: '司空摘星 要报价' })
  aFollowUp(sales, customer.id, { content: '与别人谈' })
  const sha256 = aFile(customer.id, contact.id)
  const of: Ref[] = [
    { kind: 'customer', id: customer.id },
    { kind: 'contact', id: contact.id },
  ]
  expect(() => execute(copyPerson, admin, { of: of.map(refWord), reason: '司空摘星 申请' })).toThrow('请不要写')
  execute(copyPerson, admin, { of: of.map(refWord), reason: '本人申请' })
  const copy = findCopy(may(), of)
  expect(JSON.stringify(copy.data)).toContain('13900002222')
  expect(copy.sheets.map(({ name }) => name)).toEqual(expect.arrayContaining(['个人信息.csv', '跟进记录.csv']))
  expect(copy.sheets.find(({ name }) => name === '跟进记录.csv')!.text).not.toContain('与别人谈')
  expect(copy.files).toMatchObject([{ sha256 }])
  const [last] = listHistory(grant(admin, 'customer.read'), customer.id, 1)
  expect(last).toMatchObject({ action: '导出个人信息', why: '本人申请' })
})

test('the zip opens, texts and files alike', async () => {
  const parts = async function* () {
    yield Buffer.from('甲')
    yield Buffer.from('乙')
  }
  const chunks = await Array.fromAsync(
    zipStream([
      { name: '个人信息.json', content: '{"a":1}' },
      { name: '附件/1.txt', content: parts() },
    ]),
  )
  const zip = unzipSync(Buffer.concat(chunks))
  expect(Object.entries(zip).map(([name, bytes]) => [name, strFromU8(bytes)])).toEqual([
    ['个人信息.json', '{"a":1}'],
    ['附件/1.txt', '甲乙'],
  ])
})

/* The erasure. */

const WHO = { contact: '慕容惊鸿', phone: '13911117766', email: 'jing.hong@example.cn', address: '苏州市吴中区惊鸿路 18 号' }
const RAW = [WHO.contact, WHO.phone, '139 1111 7766', WHO.email, WHO.address, '139****7766']

test('an erased person is in no table, index, log, import or file any more, to the byte; the archive stays, and the chain holds (I-04, I-06)', () => {
  const customer = aCustomer(sales, { ...WHO, note: '慕容惊鸿 的助理常接电话' })
  const neighbour = aCustomer(sales, { note: `与 ${WHO.phone} 是同学` })
  const contact = execute(createContact, sales, {
    customerId: customer.id,
    name: WHO.contact,
    phone: WHO.phone,
    email: WHO.email,
    preferences: '爱兰花',
  }).after
  aFollowUp(sales, customer.id, { content: `慕容惊鸿 说换到 139 1111 7766，${WHO.email}`, next: `回电 ${WHO.phone}`, nextOn: today() })
  aFollowUp(sales, neighbour.id, { content: `${WHO.phone} 打来问价` })
  execute(createTodo, sales, { customerId: customer.id, title: '给慕容惊鸿寄样', dueOn: today() })
  execute(raiseNotification, { job: 'reminders' }, { userId: sales.id, key: 'k1', kind: 'todo', title: '到期：给慕容惊鸿寄样', href: '/' })
  execute(revealField, sales, { id: customer.id, field: 'phone', reason: `核对 ${WHO.phone}` })
  const ticket = execute(createTicket, admin, {
    customerId: customer.id,
    kind: 'complaint',
    typeId: listTypes()[0]!.id,
    description: `慕容惊鸿 ${WHO.phone} 投诉`,
  }).after
  execute(noteTicket, admin, { id: ticket.id, text: '慕容惊鸿 情绪激动' })
  const rows = [
    ['苏州惊鸿公司', WHO.contact, WHO.phone, WHO.email],
    ['别家', '王五', '13955556666', ''],
  ]
  const job = anImport(sales)
  for (const [at, cells] of rows.entries())
    writer()
      .insert(importRows)
      .values({ jobId: job.id, record: at + 2, line: at + 2, cells, dedupeKey: `${cells[2]}` })
      .run()
  const sha256 = aFile(customer.id, contact.id)
  const shared = aFile(customer.id, contact.id, 'shared')
  aFile(neighbour.id, null, 'shared')
  expect(hitsInBytes()).not.toEqual([])

  const id = erase(
    [
      { kind: 'customer', id: customer.id },
      { kind: 'contact', id: contact.id },
    ],
    { address: true },
  )
  settleErasures()

  expect(hitsInBytes()).toEqual([])
  expect(matchCustomers(grant(admin, 'customer.read'), WHO.phone)).toEqual([])
  expect(matchCustomers(grant(admin, 'customer.read'), 'mrjh')).toEqual([])
  expect(reader().$client.prepare('select terms from ticket_terms where id = ?').pluck().get(ticket.id)).not.toMatch(/慕容|惊鸿|7766/)
  expect(matchCustomers(grant(admin, 'customer.read'), customer.name)).toHaveLength(1)
  expect(reader().$client.prepare('select contact, phone, email, address, name from customers where id = ?').get(customer.id)).toEqual({
    contact: '已删除',
    phone: '',
    email: '',
    address: '',
    name: customer.name,
  })
  expect(existsSync(placeOf(sha256))).toBe(false)
  expect(existsSync(placeOf(shared))).toBe(true)
  const others = reader().$client.prepare('select cells from import_rows where record = 3').pluck().get()
  expect(others).toContain('13955556666')
  expect(findErasure(may(), id)).toMatchObject({ counts: { customers: 1, contacts: 1, files: 2 }, settledAt: expect.any(Number) })
  expect(findErasure(may(), id).counts.texts).toBeGreaterThanOrEqual(6)
  expect(problems()).toEqual([])
})

test('the blanked record is still under seal: any further change to it is found (I-06)', async () => {
  expect((await checkChain(grant(admin, 'audit.read'), 10_000)).broken).toBeUndefined()
  const client = writer().$client
  const row = client.prepare('select audit_id from audit_redactions limit 1').pluck().get() as number
  expect(() => client.prepare("update audit_log set actor = '别人' where id = ?").run(row)).toThrow('written once')
  expect(() => client.exec('delete from audit_redactions')).toThrow('written once')
  const before = client.prepare('select changes from audit_changes where audit_id = ?').pluck().get(row)
  client.prepare('update audit_changes set changes = ? where audit_id = ?').run('{"name":["甲","乙"]}', row)
  expect((await checkChain(grant(admin, 'audit.read'), 10_000)).broken).toBe(row)
  client.prepare('update audit_changes set changes = ? where audit_id = ?').run(before, row)
  const forged = client
    .prepare('select id from audit_log where id not in (select audit_id from audit_redactions) order by id desc')
    .pluck()
    .get() as number
  client.prepare("insert into audit_redactions values (?, (select max(id) from erasures), 'x')").run(forged)
  expect((await checkChain(grant(admin, 'audit.read'), 10_000)).broken).toBeDefined()
  client.exec(`drop trigger audit_redactions_no_delete; delete from audit_redactions where digest = 'x';
    create trigger audit_redactions_no_delete before delete on audit_redactions begin select raise(abort, 'audit_redactions is written once'); end;`)
  expect((await checkChain(grant(admin, 'audit.read'), 10_000)).broken).toBeUndefined()
})

test('a natural person’s archive keeps its number and loses its name; two of them do not stand in each other’s way', () => {
  const persons = ['独孤求败', '独孤无双'].map((name, n) =>
    aCustomer(sales, { type: 'person', name, contact: '', phone: `1392222333${n}` }),
  )
  for (const { id } of persons) erase([{ kind: 'customer', id }])
  const rows = persons.map(({ id }) => reader().$client.prepare('select name, contact, phone from customers where id = ?').get(id))
  expect(rows).toEqual(persons.map(({ number }) => ({ name: `已删除（${number}）`, contact: '已删除', phone: '' })))
  settleErasures()
  expect(hitsInBytes(['独孤求败', '独孤无双', '13922223330'])).toEqual([])
})

test('two companies of one name that both lose their number both stay', () => {
  const twins = ['无锡同名机械有限公司', '常州另一精密有限公司'].map((name, n) => aCustomer(sales, { name, phone: `1392222444${n}` }))
  for (const { id } of twins) set(id, { name: '无锡同名机械有限公司', name_key: '无锡同名机械有限公司' })
  for (const { id } of twins) erase([{ kind: 'customer', id }])
  expect(new Set(twins.map(({ id }) => reader().$client.prepare('select phone from customers where id = ?').pluck().get(id))).size).toBe(2)
})

test('a number another archive bears stays there, and what is said of it elsewhere', () => {
  const switchboard = '0512-66668888'
  const mine = aCustomer(sales, { contact: '令狐远山', phone: switchboard })
  const other = aCustomer(sales)
  set(other.id, { phone: switchboard })
  const third = aCustomer(sales, { note: `总机 ${switchboard}` })
  erase([{ kind: 'customer', id: mine.id }])
  expect(findPersons(may(), switchboard)).toMatchObject([{ id: other.id }])
  expect(reader().$client.prepare('select note from customers where id = ?').pluck().get(third.id)).toContain(switchboard)
})

test('without password, consent or right, twice, or with a name in the reason, nothing is erased', () => {
  const { id } = aCustomer(sales, { contact: '南宫问天', phone: '13922226666' })
  const of = [`customer-${id}`]
  const ask = { of, reason: '本人申请', sure: true, confirmed: true, hits: [] }
  expect(() => execute(erasePerson, admin, { ...ask, confirmed: false })).toThrow('密码不正确')
  expect(() => execute(erasePerson, admin, { ...ask, sure: false })).toThrow('请先确认')
  expect(() => execute(erasePerson, admin, { ...ask, reason: '南宫问天 申请' })).toThrow('请不要写')
  expect(() => execute(erasePerson, admin, { ...ask, of: ['customer-99999'] })).toThrow('找不到')
  expect(() => execute(erasePerson, sales, ask)).toThrow('没有权限')
  expect(findPersons(may(), '13922226666')).toHaveLength(1)
  erase([{ kind: 'customer', id }])
  expect(() => execute(erasePerson, admin, ask)).toThrow('已经删除')
})

test('an earlier state that is put back is cleaned again at the next start, under the same number (I-04)', () => {
  const customer = aCustomer(sales, { contact: '皇甫嵩云', phone: '13933334444', email: 'sy@example.cn' })
  aFollowUp(sales, customer.id, { content: '皇甫嵩云 13933334444' })
  closeClients()
  const earlier = readFileSync(databaseFile())
  const id = erase([{ kind: 'customer', id: customer.id }])
  settleErasures()
  expect(readLedger(data()).map((one) => one.id)).toContain(id)
  expect(readFileSync(join(data(), 'erasures.json'), 'utf8')).not.toMatch(/皇甫|1393333/)
  closeClients()
  writeFileSync(databaseFile(), earlier)
  expect(hitsInBytes(['13933334444', '皇甫嵩云'])).not.toEqual([])
  eraseAgain()
  expect(hitsInBytes(['13933334444', '皇甫嵩云'])).toEqual([])
  expect(findErasure(may(), id)).toMatchObject({ reason: '本人申请', actor: admin.name })
  expect(problems()).toEqual([])
  const { total } = listErasures(may())
  eraseAgain()
  expect(listErasures(may()).total).toBe(total)
})

test('the ledger keeps what it holds when an older database writes to it', () => {
  const before = readLedger(data())
  keepLedger(data(), [])
  expect(readLedger(data())).toEqual(before)
})

/* Tables to come. */

test('what is left out of the search for a person is named; every other table is looked through, whoever adds it', () => {
  const all = reader()
    .$client.prepare("select name from sqlite_schema where type = 'table' and name not like '%_search%'")
    .pluck()
    .all() as string[]
  const looked = new Set(textTables(reader()).map(({ name }) => name))
  const texts = (table: string) =>
    (reader().$client.pragma(`table_info(${table})`) as { type: string }[]).some(({ type }) => type.toLowerCase() === 'text')
  expect(all.filter((name) => texts(name) && !looked.has(name)).toSorted()).toEqual([
    '__drizzle_migrations',
    'audit_changes',
    'audit_log',
    'audit_redactions',
    'customer_terms',
    'departments',
    'erasures',
    'known_devices',
    'login_failures',
    'once_keys',
    'role_permissions',
    'serials',
    'sessions',
    'settings',
    'ticket_terms',
    'users',
  ])
})

/* Backups. */

test.each(['2026-01-31', '2026-11-22', '2028-02-29'])('no backup from before %s is left by the day the certificate names', (day) => {
  const erasedAt = instantOf(day, '12:00')
  const kept: { name: string; madeAt: number }[] = []
  const backUp = (madeAt: number) => {
    kept.push({ name: String(madeAt), madeAt })
    for (const name of surplus(kept, madeAt))
      kept.splice(
        kept.findIndex((one) => one.name === name),
        1,
      )
  }
  for (let at = instantOf(addDays(day, -400), '02:30'); at <= instantOf(heldUntil(erasedAt), '02:30'); at += DAY) backUp(at)
  expect(kept.filter(({ madeAt }) => madeAt < erasedAt)).toEqual([])
})

test('copies from before are counted, folders that a restore kept beside them', () => {
  mkdirSync(join(data(), 'before-restore-20260101-000000'))
  expect(oldCopies(now() + DAY)).toEqual({ backups: 0, kept: 1 })
})

function erase(of: Ref[], options: { address?: boolean; files?: boolean } = {}) {
  const hits = [...listHits(findKnown(grant(admin, 'person.erase'), of, options.address ?? false))].flat()
  return execute(erasePerson, admin, { of: of.map(refWord), reason: '本人申请', sure: true, confirmed: true, hits, ...options }).after.id
}

/** Which of these words stand in the database's file or its write-ahead log, byte for byte. */
function hitsInBytes(words: string[] = RAW): string[] {
  const parts = ['', '-wal'].map((part) => databaseFile() + part).filter((path) => existsSync(path))
  const bytes = parts.map((path) => readFileSync(path))
  return words.filter((word) => bytes.some((one) => one.includes(word)))
}

const problems = () =>
  verify(data(), databaseFile())
    .filter(({ problem, name }) => problem !== undefined && !name.startsWith('附件'))
    .map(({ name, problem }) => `${name}：${problem}`)

/** Written past the guard against duplicates. */
function set(id: number, values: Record<string, string>) {
  const columns = Object.keys(values).map((column) => `${column} = ?`)
  writer()
    .$client.prepare(`update customers set ${columns} where id = ?`)
    .run(...Object.values(values), id)
}

const edited = (c: ReturnType<typeof aCustomer>, values: Record<string, unknown>) =>
  ({
    id: c.id,
    version: c.version,
    type: c.type,
    name: c.name,
    contact: '',
    phone: '',
    industry: c.industry,
    source: c.source,
    ...values,
  }) as never

const placeOf = (sha256: string) => join(data(), 'files', sha256.slice(0, 2), sha256)

function aFile(customerId: number, contactId: number | null, content = `%PDF-1.7 ${Math.random()}`): string {
  const sha256 = createHash('sha256').update(content).digest('hex')
  mkdirSync(join(data(), 'files', sha256.slice(0, 2)), { recursive: true })
  writeFileSync(placeOf(sha256), content)
  const about = { customerId, kind: 'plan', originalName: 'a.pdf', extension: 'pdf', bytes: content.length, sha256 }
  const row = execute(attachFile, admin, about as never).after
  if (contactId !== null) writer().update(files).set({ contactId }).where(eq(files.id, row.id)).run()
  return sha256
}
