import { mkdtempSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { restore } from '#lib/backups/restore'
import { verify } from '#lib/verify/verify'
import { aHouse } from '../house.ts'
import { type Visitor, visitor } from '../http/client.ts'

const PATH = '/settings/backups'
const MOST_LOOKS = 500
let house: Awaited<ReturnType<typeof aHouse>>
let admin: Visitor

beforeAll(async () => {
  house = await aHouse()
  admin = house.admin
})
afterAll(() => house.stop())

test('a backup at a click: under way, then in the list, to be taken away and restored elsewhere (quality 7.37)', async () => {
  const before = await admin.get(PATH)
  expect(before.text).toContain('还没有备份')
  const asked = await admin.submit(before, { button: '立即备份' })
  expect(asked.text).toContain('备份已开始')
  const done = await until(/备份已完成/)
  expect(done.text).toContain('已校验')
  const name = /kehu-\d{8}-\d{6}\.tar/.exec(done.text)![0]

  const taken = await admin.send(`${PATH}/${name}`)
  expect(taken.status).toBe(200)
  expect(taken.headers['content-disposition']).toBe(`attachment; filename="${name}"`)
  const data = mkdtempSync(resolve(process.env.TEST_FOLDER!, 'taken-'))
  writeFileSync(join(data, name), taken.body)
  restore({ file: join(data, name), data, database: join(data, 'crm.db'), migrations: 'db/migrations', at: 0 })
  expect(verify(data, join(data, 'crm.db')).filter(({ problem }) => problem !== undefined)).toEqual([])
  expect((await admin.get('/audit')).text).toContain('下载备份')
})

test('who may not takes none, and nothing but backups leaves by this way (A-04)', async () => {
  const name = /kehu-\d{8}-\d{6}\.tar/.exec((await admin.get(PATH)).text)![0]
  expect((await visitor(house.base).send(`${PATH}/${name}`)).status).toBe(401)
  for (const other of ['kehu-20200101-000000.tar', 'crm.db', '..%2fcrm.db', '..%2f..%2fsecret'])
    expect((await admin.send(`${PATH}/${other}`)).status, other).toBe(404)
})

async function until(pattern: RegExp) {
  for (let n = 0; n < MOST_LOOKS; n++) {
    const page = await admin.get(PATH)
    if (pattern.test(page.text)) return page
    await new Promise(setImmediate)
  }
  throw new Error(`never said ${pattern}`)
}
