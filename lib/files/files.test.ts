import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { zipSync } from 'fflate'
import { beforeEach, expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { files } from '#db/schema/archive'
import { auditLog } from '#db/schema/audit'
import { emptyBin } from '#jobs/recycle'
import { listHistory } from '#lib/audit/queries'
import { execute } from '#lib/execute'
import { readForm } from '#lib/formats/multipart'
import { grant, type User } from '#lib/kernel/grant'
import { asOf, DAY, instantOf, now } from '#lib/kernel/time'
import { verify } from '#lib/verify/verify'
import { aCustomer, aDepartment, aFollowUp, aUser } from '#tests/factories'
import { attachFile, purgeFiles, readFile, removeFile, renameFile, restoreFile } from './commands.ts'
import { extensionOf } from './formats.ts'
import { countFiles, listFiles } from './list.ts'
import { editionName, fileName, followsRule, MOST_BYTES, nextEdition, quota, readName, ruledName, sizeWords } from './model.ts'
import { settle, storedPath, takeIn } from './store.ts'

const data = () => process.env.DATA_DIR!
const incoming = () => (existsSync(join(data(), 'files/incoming')) ? readdirSync(join(data(), 'files/incoming')) : [])
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const pdf = (rest = '') => Buffer.from(`%PDF-1.7\n${rest}`)
const bring = (name: string, bytes: Uint8Array) => takeIn(data(), name, Readable.from([bytes]))
let serial = 0
const row = (customerId: number, values: Record<string, unknown> = {}) =>
  ({
    customerId,
    kind: 'plan',
    originalName: 'a.pdf',
    extension: 'pdf',
    bytes: 9,
    sha256: sha(Buffer.from(String(++serial))),
    ...values,
  }) as never

/* What may come in. */

const ooxml = (folder: string) => zipSync({ [`${folder}/document.xml`]: new Uint8Array(9), '[Content_Types].xml': new Uint8Array(9) })
const good: [string, Uint8Array][] = [
  ['合同.pdf', pdf()],
  ['a.PNG', Buffer.from('\x89PNG\r\n\x1a\n....', 'latin1')],
  ['a.jpeg', Buffer.from('\xff\xd8\xff\xe0....', 'latin1')],
  ['a.webp', Buffer.from('RIFF\0\0\0\0WEBPVP8 ', 'latin1')],
  ['a.heic', Buffer.from('\0\0\0\x18ftypheic', 'latin1')],
  ['a.docx', ooxml('word')],
  ['a.xlsx', ooxml('xl')],
  ['a.pptx', ooxml('ppt')],
  ['a.doc', Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1')],
  ['a.txt', Buffer.from('备注：a < b')],
  ['a.csv', Buffer.from([0xb1, 0xb8, 0xd7, 0xa2, 0x2c, 0x31])],
  ['a.txt', Buffer.from('\ufeff文字', 'utf16le')],
  ['a.mp3', Buffer.from('ID3\x04', 'latin1')],
  ['a.m4a', Buffer.from('\0\0\0\x1cftypM4A ', 'latin1')],
  ['a.wav', Buffer.from('RIFF\0\0\0\0WAVEfmt ', 'latin1')],
  ['a.amr', Buffer.from('#!AMR\n')],
]

test.each(good)('%s comes in with its own content', async (name, bytes) => {
  const one = await bring(name, bytes)
  expect(one).toMatchObject({ bytes: bytes.length, sha256: sha(bytes), extension: extensionOf(name) })
  expect(readFileSync(one.path).equals(bytes)).toBe(true)
})

const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
const html = Buffer.from('\n <!DOCTYPE html><script>alert(1)</script>')
const bad: [string, Uint8Array, string][] = [
  ['a.svg', svg, 'not-allowed'],
  ['a.html', html, 'not-allowed'],
  ['a.js', Buffer.from('alert(1)'), 'not-allowed'],
  ['a.zip', zipSync({ a: new Uint8Array(1) }), 'not-allowed'],
  ['a', pdf(), 'not-allowed'],
  ['a.pdf.exe', pdf(), 'not-allowed'],
  ['a.constructor', pdf(), 'not-allowed'],
  ['a.jpg', html, 'not-what-it-says'],
  ['a.png', svg, 'not-what-it-says'],
  ['a.txt', html, 'not-what-it-says'],
  ['a.csv', svg, 'not-what-it-says'],
  ['a.txt', Buffer.from('\ufeff<html>', 'utf16le'), 'not-what-it-says'],
  ['a.txt', Buffer.from('a\0b'), 'not-what-it-says'],
  ['a.docx', zipSync({ 'a.js': new Uint8Array(1) }), 'not-what-it-says'],
  ['a.docx', ooxml('xl'), 'not-what-it-says'],
  ['a.docx', Buffer.from('PK\x03\x04'), 'not-what-it-says'],
  ['a.pdf', Buffer.alloc(0), 'empty'],
  ['a.pdf', Buffer.concat([pdf(), Buffer.alloc(MOST_BYTES)]), 'too-big'],
]

test.each(bad)('%s is refused, and nothing of it stays', async (name, bytes, problem) => {
  const before = incoming()
  await expect(bring(name, bytes)).rejects.toMatchObject({ problem })
  expect(incoming()).toEqual(before)
})

test('20 MB fit to the byte', async () => {
  const bytes = Buffer.concat([pdf(), Buffer.alloc(MOST_BYTES - 9)])
  expect((await bring('a.pdf', bytes)).bytes).toBe(MOST_BYTES)
})

test('what breaks off leaves nothing', async () => {
  const before = incoming()
  const broken = Readable.from(
    (async function* () {
      yield pdf()
      throw new Error('gone')
    })(),
  )
  await expect(takeIn(data(), 'a.pdf', broken)).rejects.toThrow('gone')
  expect(incoming()).toEqual(before)
})

test('one content has one place, named by its SHA-256 as the check expects it', async () => {
  const [one, two] = [await bring('a.pdf', pdf('同')), await bring('b.pdf', pdf('同'))]
  settle(data(), one)
  settle(data(), two)
  const path = storedPath(data(), one.sha256)
  expect(path.endsWith(`/files/${one.sha256.slice(0, 2)}/${one.sha256}`)).toBe(true)
  expect([existsSync(one.path), existsSync(two.path)]).toEqual([false, false])
  expect(verify(data(), process.env.DATABASE_FILE!).filter(({ name, problem }) => name.startsWith('附件') && problem)).toEqual([])
  writeFileSync(path, 'anders')
  expect(verify(data(), process.env.DATABASE_FILE!).find(({ name }) => name === '附件内容')?.problem).toContain('内容与名称不符')
  writeFileSync(path, pdf('同'))
})

test('no name leads out of the folder, no link either (F-04)', () => {
  for (const name of ['../../crm.db', '', 'A'.repeat(64), `${'a'.repeat(63)}/`]) expect(() => storedPath(data(), name)).toThrow('找不到')
  const name = 'c'.repeat(64)
  mkdirSync(join(data(), 'files/cc'), { recursive: true })
  symlinkSync(resolve(process.env.DATABASE_FILE!), join(data(), 'files/cc', name))
  expect(() => storedPath(data(), name)).toThrow('找不到')
  rmSync(join(data(), 'files/cc', name))
})

test('a record without its content is found by the check', () => {
  const sales = aUser('sales')
  execute(attachFile, sales, row(aCustomer(sales).id))
  expect(verify(data(), process.env.DATABASE_FILE!).find(({ name }) => name === '附件齐全')?.problem).toContain('1 个附件缺少内容')
  writer().delete(files).run()
})

/* Names. */

test.each([
  ['contract', '2024-01-01', '2024年Q1合作合同_客户'],
  ['quote', '2024-03-31', '2024年Q1报价单_客户'],
  ['plan', '2024-04-01', '2024年Q2方案_客户'],
  ['recording', '2024-12-31', '2024年Q4录音、聊天截图_客户'],
] as const)('%s of %s is %s (S0-36)', (kind, day, name) => {
  expect(ruledName(kind, '客户', instantOf(day))).toBe(name)
  expect(followsRule(name)).toBe(true)
})

test('the quarter is the company’s, not the machine’s', () =>
  expect(ruledName('plan', '客户', Date.parse('2026-09-30T16:00:00Z'))).toBe('2026年Q4方案_客户'))

test.each([
  ['甲/乙\\丙:丁*?"<>|', '甲_乙_丙_丁______'],
  ['..\u202egpj.exe', '_gpj.exe'],
  [' 方案\n二 ', '方案_二'],
])('%s becomes %s', (typed, name) => expect(fileName(typed)).toBe(name))

test('editions count what is there', () => {
  expect(readName('方案_v2')).toEqual({ base: '方案', edition: 2 })
  expect(readName('方案_v0')).toEqual({ base: '方案_v0', edition: 1 })
  expect([nextEdition('方案', []), nextEdition('方案', ['方案', '方案_v7', '方案二_v9'])]).toEqual([1, 8])
  expect([editionName('方案', 1), editionName('方案', 2)]).toEqual(['方案', '方案_v2'])
  expect(followsRule('扫描件001')).toBe(false)
  expect([sizeWords(800), sizeWords(2048), sizeWords(MOST_BYTES)]).toEqual(['800 B', '2 KB', '20.0 MB'])
})

/* Deeds. */

let sales: User
let customer: { id: number; name: string }
beforeEach(() => {
  sales = aUser('sales', undefined, aDepartment().id)
  customer = aCustomer(sales)
})

test('the name is made for the person, and the second of a quarter is _v2, also beside a removed one', () => {
  asOf(instantOf('2026-11-22', '10:00'), () => {
    const first = execute(attachFile, sales, row(customer.id, { kind: 'contract' })).after
    expect(first).toMatchObject({
      name: `2026年Q4合作合同_${customer.name}`,
      edition: 1,
      mediaType: 'application/pdf',
      uploadedBy: sales.id,
    })
    execute(removeFile, sales, { id: first.id, customerId: customer.id })
    expect(execute(attachFile, sales, row(customer.id, { kind: 'contract' })).after).toMatchObject({ name: `${first.name}_v2`, edition: 2 })
    expect(execute(attachFile, sales, row(customer.id, { name: '扫描件' })).after.name).toBe('扫描件')
    expect(execute(attachFile, sales, row(customer.id, { name: '扫描件_v5' })).after.name).toBe('扫描件_v2')
  })
})

test('a file has a name of one’s choice, not that of another one there', () => {
  const [one, two] = [0, 1].map(() => execute(attachFile, sales, row(customer.id)).after)
  const rename = (name: string, id = one!.id) => execute(renameFile, sales, { id, customerId: customer.id, kind: 'plan', name })
  expect(rename('终稿_v3').after).toMatchObject({ name: '终稿_v3', edition: 3 })
  expect(() => rename(two!.name)).toThrow('已有同名附件')
  expect(() => rename(' ')).toThrow('请填写名称')
  expect(() => execute(renameFile, sales, { id: one!.id, customerId: aCustomer(sales).id, kind: 'plan', name: '甲' })).toThrow('找不到附件')
})

test('removed it is out of every list and cannot be read; who may, brings it back as it was', () => {
  const me = grant(sales, 'file.read')
  const one = execute(attachFile, sales, row(customer.id)).after
  const about = { id: one.id, customerId: customer.id }
  expect(() => execute(restoreFile, sales, about)).toThrow('找不到附件')
  execute(removeFile, sales, about)
  expect([listFiles(me, customer.id, {}).length, countFiles(me, customer.id)]).toEqual([0, 0])
  expect(() => execute(readFile, sales, { id: one.id })).toThrow('找不到附件')
  expect(listFiles(me, customer.id, { removed: true }).map(({ id }) => id)).toEqual([one.id])
  expect(() => listFiles(grant(aUser('service'), 'file.read'), customer.id, { removed: true })).toThrow('没有权限')
  expect(execute(restoreFile, sales, about).after).toEqual(one)
  expect(countFiles(me, customer.id)).toBe(1)
})

test('reading leaves one row of the record, and none in the customer’s story', () => {
  const one = execute(attachFile, sales, row(customer.id)).after
  execute(readFile, sales, { id: one.id })
  const last = reader().select().from(auditLog).all().at(-1)!
  expect(last).toMatchObject({
    action: 'file.read',
    entityId: one.id,
    actorId: sales.id,
    outcome: 'done',
    why: one.name,
    customerId: customer.id,
  })
  expect(listHistory(grant(sales, 'customer.read'), customer.id, 9).map(({ action }) => action)).toEqual(['上传附件', '新增客户'])
})

test('another’s customer’s file does not exist', () => {
  const one = execute(attachFile, sales, row(customer.id)).after
  const other = aUser('sales', undefined, aDepartment().id)
  expect(() => execute(readFile, other, { id: one.id })).toThrow('找不到附件')
  expect(() => execute(attachFile, other, row(customer.id))).toThrow('找不到客户')
  expect(() => listFiles(grant(other, 'file.read'), customer.id, {})).toThrow('找不到客户')
  const half = { ...aUser('boss'), may: { ...aUser('boss').may, 'file.read': 'own' } } as User
  expect(() => execute(readFile, half, { id: one.id })).toThrow('找不到附件')
})

test('a follow-up and a contact must be this customer’s own (B-04)', () => {
  const theirs = aFollowUp(sales, aCustomer(sales).id)
  expect(() => execute(attachFile, sales, row(customer.id, { followUpId: theirs.id }))).toThrow('找不到跟进')
  expect(() => execute(attachFile, sales, row(customer.id, { contactId: 999 }))).toThrow('找不到联系人')
  const ours = aFollowUp(sales, customer.id)
  expect(execute(attachFile, sales, row(customer.id, { followUpId: String(ours.id) })).after.followUpId).toBe(ours.id)
})

test.each(['contract', 'quote'])('service neither sees, reads nor brings a %s, and sees no trace of its name (A-03)', (kind) => {
  const service = aUser('service')
  const one = execute(attachFile, sales, row(customer.id, { kind })).after
  execute(attachFile, sales, row(customer.id, { kind: 'photo' }))
  expect(listFiles(grant(service, 'file.read'), customer.id, {}).map((f) => f.kind)).toEqual(['photo'])
  expect(countFiles(grant(service, 'file.read'), customer.id)).toBe(1)
  expect(() => execute(readFile, service, { id: one.id })).toThrow('没有权限')
  expect(() => execute(attachFile, service, row(customer.id, { kind }))).toThrow('没有权限')
  expect(() => execute(renameFile, service, { id: one.id, customerId: customer.id, kind: 'photo', name: '甲' })).toThrow('没有权限')
  expect(JSON.stringify(listHistory(grant(service, 'customer.read'), customer.id, 50))).not.toContain(one.name)
  const boss = aUser('boss')
  expect(execute(readFile, boss, { id: one.id }).after.name).toBe(one.name)
})

test('a customer’s room ends, in pieces and in bytes', () => {
  const full = (values: Record<string, unknown>, n = 1) =>
    writer()
      .insert(files)
      .values(
        Array.from({ length: n }, () => ({ ...(row(customer.id, values) as object), name: 'x', mediaType: 'x', createdAt: 0 })) as never,
      )
      .run()
  full({ bytes: quota.bytes - 8 })
  expect(() => execute(attachFile, sales, row(customer.id))).toThrow('已达 2 GB')
  expect(execute(attachFile, sales, row(customer.id, { bytes: 8 })).after.bytes).toBe(8)
  writer().delete(files).run()
  for (let n = 0; n < quota.files; n += 50) full({}, 50)
  expect(() => execute(attachFile, sales, row(customer.id))).toThrow('已有 1000 个附件')
  writer().delete(files).run()
  full({ bytes: quota.total })
  expect(() => execute(attachFile, sales, row(aCustomer(sales).id))).toThrow('总容量')
  writer().delete(files).run()
  full({ bytes: quota.person - 8, uploadedBy: sales.id, customerId: aCustomer(sales).id })
  expect(() => execute(attachFile, sales, row(aCustomer(sales).id))).toThrow('你上传的附件已达 10 GB')
  expect(execute(attachFile, aUser('admin'), row(aCustomer(sales).id)).after.bytes).toBe(9)
  writer().delete(files).run()
})

/* What goes for good. */

test('thirty days after its removal a file goes, its content only where nobody else has it; the record names nobody (R-03, R-21)', async () => {
  const ours = aCustomer(sales)
  const alone = await settled(pdf('alone'))
  const shared = await settled(pdf('shared'))
  const [one, two] = [alone, shared].map(
    (sha256) => execute(attachFile, sales, row(ours.id, { sha256, name: `合同草稿${sha256.slice(0, 4)}` })).after,
  )
  const kept = execute(attachFile, sales, row(aCustomer(sales).id, { sha256: shared })).after
  const recent = execute(attachFile, sales, row(ours.id)).after
  const remove = (file: { id: number; customerId: number }) => execute(removeFile, sales, { id: file.id, customerId: file.customerId })
  asOf(now() - 31 * DAY, () => [one!, two!].map(remove))
  asOf(now() - 29 * DAY, () => remove(recent))
  expect(() => execute(purgeFiles, aUser('admin'), { ids: [one!.id], at: now() })).toThrow('没有权限')
  expect(await emptyBin({ at: now(), signal: new AbortController().signal })).toBe('彻底删除附件 2 个')
  const left = reader()
    .select({ id: files.id })
    .from(files)
    .all()
    .map(({ id }) => id)
  expect([left.includes(one!.id), left.includes(two!.id), left.includes(kept.id), left.includes(recent.id)]).toEqual([
    false,
    false,
    true,
    true,
  ])
  expect(() => storedPath(data(), alone)).toThrow('附件内容')
  expect(existsSync(storedPath(data(), shared))).toBe(true)
  const told = listHistory(grant(aUser('admin'), 'customer.read'), ours.id, 20).filter(({ action }) => action === '彻底删除附件')
  expect(told).toHaveLength(2)
  expect(JSON.stringify(told)).not.toContain('合同草稿')
})

test('one name twice, and by two people, is two records and two contents, none over the other (F-11)', async () => {
  const ours = aCustomer(sales)
  const contents = [pdf('first'), pdf('second'), pdf('third')]
  const put = contents.map(async (bytes) => {
    const incoming = await bring('报价.pdf', bytes)
    settle(data(), incoming)
    return incoming.sha256
  })
  const shas = await Promise.all(put)
  const by = [sales, sales, aUser('admin')]
  const made = shas.map((sha256, n) => execute(attachFile, by[n]!, row(ours.id, { originalName: '报价.pdf', name: '报价', sha256 })).after)
  expect(made.map(({ name }) => name)).toEqual(['报价', '报价_v2', '报价_v3'])
  expect(shas.map((sha256) => readFileSync(storedPath(data(), sha256)).toString())).toEqual(contents.map(String))
})

async function settled(bytes: Buffer): Promise<string> {
  const incoming = await bring('a.pdf', bytes)
  settle(data(), incoming)
  return incoming.sha256
}

/* The form. */

const boundary = 'x-y'
const partOf = (name: string, content: string, file?: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"\r\nContent-Type: text/html`}\r\n\r\n${content}\r\n`
const posted = (body: string, type = `multipart/form-data; boundary=${boundary}`) =>
  new Request('http://x/', { method: 'POST', body, headers: { 'content-type': type } })
const textOf = async (bytes: AsyncIterable<Uint8Array>) => Buffer.concat(await Array.fromAsync(bytes)).toString()

test('a form’s fields and files are read as they come, names bare of any path', async () => {
  const body = `${partOf('file', '甲', '../../方案.txt')}${partOf('file', '', '')}${partOf('file', '乙', 'C:\\\\b.txt')}${partOf('kind', 'plan')}--${boundary}--\r\n`
  expect(await readForm(posted(body), 9999, async (name, bytes) => [name, await textOf(bytes)])).toEqual({
    fields: { kind: 'plan', file: '' },
    files: [
      ['方案.txt', '甲'],
      ['b.txt', '乙'],
    ],
  })
})

test('too much, too many, half or nothing is said so', async () => {
  const many = `${Array.from({ length: 21 }, () => partOf('file', '甲', 'a.txt')).join('')}--${boundary}--\r\n`
  expect(await readForm(posted(many), 99_999, async (_, bytes) => textOf(bytes))).toBe('too-many')
  expect(await readForm(posted(many), 99, async (_, bytes) => textOf(bytes).catch(() => ''))).toBe('too-big')
  expect(await readForm(posted(partOf('file', '甲', 'a.txt').trimEnd()), 999, (_, bytes) => textOf(bytes))).toBe('broken')
  expect(await readForm(posted('a=b', 'application/x-www-form-urlencoded; charset=x'), 999, async () => 0)).toMatchObject({ files: [] })
  expect(await readForm(posted('{}', 'application/json'), 999, async () => 0)).toBe('broken')
})

test('what the taker throws ends the reading and comes out', async () => {
  const body = `${partOf('file', '甲', 'a.txt')}${partOf('file', '乙', 'b.txt')}--${boundary}--\r\n`
  const thrower = () => Promise.reject(new Error('full'))
  await expect(readForm(posted(body), 999, thrower)).rejects.toThrow('full')
})
