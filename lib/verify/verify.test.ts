import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, test } from 'vitest'
import { closeClients, databaseFile } from '#db/client'
import { aCustomer, aFollowUp, aUser } from '#tests/factories'
import { recorded, strayFiles } from './files.ts'
import { verify } from './verify.ts'

const data = mkdtempSync(resolve(process.env.TEST_FOLDER!, 'kehu-verify-'))
const told = join(data, 'told.db')

beforeAll(() => {
  const owner = aUser('sales')
  for (let n = 0; n < 3; n++) aFollowUp(owner, aCustomer(owner).id, { next: '报价', nextOn: '2030-01-01' })
  closeClients()
  copyFileSync(databaseFile(), told)
})

function problemsAfter(harm: string) {
  const database = join(data, 'crm.db')
  copyFileSync(told, database)
  const db = new Database(database)
  db.exec(`pragma foreign_keys = off; ${harm}`)
  db.close()
  return verify(data, database)
    .filter(({ problem }) => problem !== undefined)
    .map(({ name }) => name)
}
const without = (trigger: string) => `drop trigger ${trigger};`

test('what the product wrote is sound', () => {
  expect(problemsAfter('')).toEqual([])
})

test.each([
  [
    'a follow-up without customer',
    'insert into follow_ups (number, customer_id, occurred_at, method, content, created_at) values (1, 999, 1, 1, 1, 1)',
    '数据库结构与引用',
  ],
  ['a changed audit row', `${without('audit_log_no_update')} update audit_log set actor = '别人' where id = 2`, '审计链条'],
  ['a missing audit row', `${without('audit_log_no_delete')} delete from audit_log where id = 2`, '审计链条'],
  [
    'a missing end of the audit log',
    `${without('audit_log_no_delete')} delete from audit_log where id = (select max(id) from audit_log)`,
    '审计链条',
  ],
  [
    'a changed before-and-after',
    `${without('audit_changes_no_update')} update audit_changes set changes = '{}' where audit_id = 2`,
    '审计链条',
  ],
  ['a missing before-and-after', `${without('audit_changes_no_delete')} delete from audit_changes where audit_id = 2`, '变更内容齐全'],
  ['a wrong total', 'update customer_totals set total = total + 1', '客户总数'],
  ['a customer without search words', 'delete from customer_terms where id = 1', '检索文档'],
  ['an index that misses a document', `${without('customer_terms_insert')} insert into customer_terms values (99, 'own_1 甲')`, '检索索引'],
  ['a wrong last contact', 'update customers set last_contact_at = 5 where id = 1', '最近跟进时间'],
  ['a wrong next due', 'update customers set next_due_at = null where id = 1', '下次待办时间'],
  [
    'a label with other days than its customer',
    "insert into customer_tiers (customer_id, tier_id, since) select 1, min(id), '2026-01-01' from tiers; update customer_tiers set last_contact_at = 5",
    '分层标签的日期',
  ],
  [
    'a label that the index does not know of',
    `${without('customer_tiers_word_insert')} insert into customer_tiers (customer_id, tier_id, since) select 1, min(id), '2026-01-01' from tiers`,
    '分层标签的检索词',
  ],
  ['no write-ahead log', 'pragma journal_mode = delete', '写前日志模式'],
])('%s is found', (_, harm, name) => {
  expect(problemsAfter(harm)).toContain(name)
})

test('a blanked before-and-after without a sealed erasure is found', () => {
  const harm = `${without('audit_changes_no_update')} update audit_changes set changes = null where audit_id = 2`
  expect(problemsAfter(harm)).toContain('审计链条')
})

test('no database is a finding, not an error', () => {
  expect(verify(data, join(data, 'none.db'))).toMatchObject([{ problem: expect.stringContaining('不存在') }])
})

describe('the files folder', () => {
  const content = 'a report'
  const sha256 = createHash('sha256').update(content).digest('hex')
  const folder = join(data, 'files', sha256.slice(0, 2))
  const report = `insert into reports (kind, month, edition, scheduled, status, asked_at, pdf_sha256, pdf_bytes)
    values ('complaints', '2026-10', 1, 0, 'done', 0, '${sha256}', ${content.length})`

  test('has to hold what a report speaks of', () => {
    expect(problemsAfter(report)).toEqual(['附件齐全'])
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, sha256), content)
    expect(problemsAfter(report)).toEqual([])
    expect(problemsAfter(report.replaceAll('pdf_', 'xlsx_').replace(`${content.length})`, '1)'))).toEqual(['附件齐全'])
    writeFileSync(join(folder, sha256), 'a repork')
    expect(problemsAfter(report)).toEqual(['附件内容'])
    writeFileSync(join(folder, sha256), content)
  })

  test.each(['note.txt', `${sha256.slice(0, 2)}/note.txt`, `${sha256.slice(0, 2)}/${'f'.repeat(64)}`.replace(/^ff/, 'ee')])(
    'holds nothing of unknown origin, such as %s',
    (name) => {
      const path = join(data, 'files', name)
      mkdirSync(join(path, '..'), { recursive: true })
      writeFileSync(path, 'x')
      expect(strayFiles(data)).toContain(name)
      rmSync(path)
      expect(strayFiles(data)).toBeUndefined()
    },
  )

  test('is spoken of by no other table than those that are looked at', () => {
    const db = new Database(told, { readonly: true })
    const hashed = db
      .prepare(
        "select m.name as t, c.name as c from sqlite_schema m join pragma_table_info(m.name) c on m.type = 'table' where c.name like '%sha256'",
      )
      .all() as { t: string; c: string }[]
    db.close()
    // What was uploaded to be read in is not kept; its hash tells a second upload.
    const kept = hashed.filter(({ t }) => t !== 'import_jobs')
    expect(kept.filter(({ t, c }) => !recorded.some((query) => query.includes(`from ${t}`) && query.includes(c)))).toEqual([])
    expect(kept.length).toBe(recorded.length)
  })
})
