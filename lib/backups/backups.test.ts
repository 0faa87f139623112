import { createHash } from 'node:crypto'
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { verify } from '#lib/verify/verify'
import { readManifest, readThrough } from './artefact.ts'
import { newestGood } from './folder.ts'
import { makeBackup } from './make-in-worker.ts'
import { isCopy, nameAt, surplus } from './model.ts'
import { restore } from './restore.ts'
import { tarEntries, tarHeader } from './tar.ts'

const at = (text: string) => Date.parse(`${text}+08:00`)
const DAY = 86_400_000

let place: { data: string; database: string; backups: string }
const backup = async () => join(place.backups, (await makeBackup(place)).name)
const sql = (file: string, question: string) => {
  const db = new Database(file)
  try {
    return db.prepare(question).pluck().all()
  } catch {
    return db.exec(question)
  } finally {
    db.close()
  }
}

beforeEach(() => {
  const data = mkdtempSync(resolve(process.env.TEST_FOLDER!, 'kehu-backups-'))
  place = { data, database: join(data, 'crm.db'), backups: join(data, 'backups') }
  copyFileSync(`${process.env.TEST_FOLDER}/template.db`, place.database)
  sql(place.database, "insert into departments (name) values ('销售部'), ('服务部')")
  writeFileSync(join(data, 'clock'), 'real\n')
  writeFileSync(join(data, 'secret'), 'not for others')
})

function store(content: string) {
  const sha256 = createHash('sha256').update(content).digest('hex')
  mkdirSync(join(place.data, 'files', sha256.slice(0, 2)), { recursive: true })
  const path = join(place.data, 'files', sha256.slice(0, 2), sha256)
  writeFileSync(path, content)
  return path
}

test('a backup holds database, clock and files, and not the secret', async () => {
  store('合同')
  mkdirSync(join(place.data, 'files', 'incoming'))
  writeFileSync(join(place.data, 'files', 'incoming', 'half'), 'half')
  const file = await backup()
  const { manifest, damaged } = readThrough(file)
  expect(manifest).toMatchObject({ format: 1, rows: { departments: 2 }, files: { count: 1, bytes: 6 } })
  expect(damaged).toEqual([])
  const tar = openSync(file, 'r')
  expect([...tarEntries(tar, statSync(file).size)].map(({ name }) => name.replace(/\w{64}/, '…'))).toEqual([
    'manifest.json',
    'crm.db',
    'clock',
    expect.stringMatching(/^files\/\w\w\/…$/),
  ])
  closeSync(tar)
  expect(readFileSync(file).includes('not for others')).toBe(false)
  expect(statSync(file).mode & 0o077).toBe(0)
  expect(readdirSync(place.backups)).toHaveLength(1)
})

test('restored into an empty folder it is the same, and sound (R-25)', async () => {
  store('合同')
  const file = await backup()
  const data = mkdtempSync(resolve(process.env.TEST_FOLDER!, 'kehu-restored-'))
  const { rows, kept } = restore({ file, data, database: join(data, 'crm.db'), migrations: 'db/migrations', at: at('2026-11-22T10:00:00') })
  expect(kept).toBeUndefined()
  expect(rows).toEqual(readManifest(file).rows)
  expect(verify(data, join(data, 'crm.db')).filter(({ problem }) => problem)).toEqual([])
  expect(sql(join(data, 'crm.db'), 'select name from departments order by id')).toEqual(['销售部', '服务部'])
  expect(existsSync(join(data, 'restored'))).toBe(true)
})

test('what was there is kept, the secret stays where it is', async () => {
  const file = await backup()
  const later = store('later')
  sql(place.database, "insert into departments (name) values ('后来的')")
  const { kept } = restore({ ...place, file, migrations: 'db/migrations', at: at('2026-11-22T10:00:00') })
  expect(kept).toBe(join(place.data, 'before-restore-20261122-100000'))
  expect(sql(join(kept!, 'crm.db'), 'select count(*) from departments')).toEqual([3])
  expect(sql(place.database, 'select count(*) from departments')).toEqual([2])
  expect([existsSync(later), existsSync(later.replace(place.data, kept!))]).toEqual([false, true])
  expect(readFileSync(join(place.data, 'secret'), 'utf8')).toBe('not for others')
})

test('a copy made before a migration replaces the database alone', () => {
  const file = join(place.data, 'before-migration-2026-11-22-0900-1.db')
  copyFileSync(place.database, file)
  const stored = store('合同')
  sql(place.database, "insert into departments (name) values ('后来的')")
  restore({ ...place, file, migrations: 'db/migrations', at: 0 })
  expect(sql(place.database, 'select count(*) from departments')).toEqual([2])
  expect(existsSync(stored)).toBe(true)
})

const spoil = (file: string, position: number) => {
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.alloc(64, 0xa5), 0, 64, position)
  closeSync(handle)
}

test.each([
  ['changed in the database', (file: string) => spoil(file, 60_000)],
  ['changed in its head', (file: string) => spoil(file, 100)],
  ['cut off', (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 100_000))],
  ['something else', (file: string) => writeFileSync(file, 'PK'.repeat(2000))],
])('a backup that is %s is refused, and nothing changes', async (_, harm) => {
  const file = await backup()
  harm(file)
  const before = readdirSync(place.data).sort()
  expect(() => restore({ ...place, file, migrations: 'db/migrations', at: 0 })).toThrow()
  expect(readdirSync(place.data).sort()).toEqual(before)
  expect(sql(place.database, 'select count(*) from departments')).toEqual([2])
  expect(newestGood(place.backups)).toBeUndefined()
})

test('a backup of newer code is refused', async () => {
  sql(place.database, "insert into __drizzle_migrations (hash, created_at) values ('x', 9999999999999)")
  const file = await backup()
  expect(() => restore({ ...place, file, migrations: 'db/migrations', at: 0 })).toThrow('更新的版本')
})

test('nothing in a backup is unpacked outside its folder', async () => {
  const file = await backup()
  const bytes = readFileSync(file)
  tarHeader('../secret', statSync(join(place.data, 'clock')).size, 0).copy(bytes, bytes.indexOf('clock\0'))
  writeFileSync(file, bytes)
  expect(() => restore({ ...place, file, migrations: 'db/migrations', at: 0 })).toThrow('不认识的文件')
})

test('a damaged database is not backed up, the old backups stay, nothing half-made does (R-07)', async () => {
  const good = await backup()
  const pages = statSync(place.database).size / 4096
  for (let page = 3; page < pages; page += 2) spoil(place.database, page * 4096)
  await expect(makeBackup({ ...place })).rejects.toThrow()
  expect(readdirSync(place.backups)).toEqual([good.split('/').at(-1)])
  expect(newestGood(place.backups)).toBe(good)
})

test('a stored file that is no longer what it was is told of; the backup is made all the same', async () => {
  const path = store('合同')
  writeFileSync(path, '別の')
  const { damaged } = await makeBackup(place)
  expect(damaged).toEqual([path.slice(place.data.length + 1)])
  expect(
    verify(place.data, place.database)
      .filter(({ problem }) => problem)
      .map(({ name }) => name),
  ).toContain('附件内容')
})

test.each([
  ['kehu-20261122-023000.tar', true],
  ['before-migration-2026-11-22-0900-123.db', true],
  ['../crm.db', false],
  ['crm.db', false],
  ['kehu-20261122-023000.tar/../../secret', false],
])('%s is a name of a copy: %s', (name, expected) => {
  expect(isCopy(name)).toBe(expected)
})

test('a backup is named after its moment in the company’s zone', () => {
  expect(nameAt(at('2026-11-22T02:30:07'))).toBe('kehu-20261122-023007.tar')
})

test('of a year and a half of nights 7 days, 4 weeks and 12 months stay (N-15)', () => {
  const now = at('2026-11-22T02:31:00')
  let kept = [] as { name: string; madeAt: number }[]
  for (let night = now - 540 * DAY; night <= now; night += DAY) {
    kept.push({ name: nameAt(night), madeAt: night })
    const gone = new Set(surplus(kept, night))
    kept = kept.filter(({ name }) => !gone.has(name))
  }
  const days = kept
    .map(({ name }) => name.slice(5, 13))
    .sort()
    .reverse()
  expect(days.slice(0, 7)).toEqual(['20261122', '20261121', '20261120', '20261119', '20261118', '20261117', '20261116'])
  expect(days).toContain('20261115')
  expect(days).toContain('20261101')
  expect(days.filter((day) => day.endsWith('31') || day.endsWith('30') || day.endsWith('28'))).toHaveLength(11)
  expect(kept.length).toBeLessThanOrEqual(23)
})

test('all of the last day stay, so that one made by hand does not push out another', () => {
  const now = at('2026-11-22T15:00:00')
  const three = ['02:30:00', '14:00:00', '14:30:00'].map((time) => ({ name: time, madeAt: at(`2026-11-22T${time}`) }))
  expect(surplus(three, now)).toEqual([])
  expect(surplus(three, now + DAY + 3_600_000)).toEqual(['14:00:00', '02:30:00'])
})

test('sizes of 8 GB and more are written and read', () => {
  const file = join(place.data, 'x.tar')
  writeFileSync(file, tarHeader('crm.db', 9_000_000_000, 0))
  const tar = openSync(file, 'r')
  expect(tarEntries(tar, 10_000_000_000).next().value).toEqual({ name: 'crm.db', size: 9_000_000_000, from: 512 })
  closeSync(tar)
})
