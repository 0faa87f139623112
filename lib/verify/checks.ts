import type Database from 'better-sqlite3'
import { problemIn } from '#lib/backups/database-copy'
import { brokenChain } from './chain.ts'
import { damagedFiles, missingFiles, strayFiles } from './files.ts'

/** What is looked at, the database and the folder it lies in; undefined is well. */
export type Check = { name: string; find: (db: Database.Database, data: string) => string | undefined }

const LIVING = 'select count(*) from customers where deleted_at is null'

/** All that must hold in a data folder (quality 5), one line each. */
export const checks: readonly Check[] = [
  { name: '数据库结构与引用', find: problemIn },
  { name: '写前日志模式', find: (db) => unlike(db.pragma('journal_mode', { simple: true }), 'wal') },
  { name: '审计链条', find: brokenChain },
  {
    name: '变更内容齐全',
    find: (db) =>
      some(
        db,
        'select count(*) from audit_log l where changes_hash <> ? and not exists (select 1 from audit_changes c where c.audit_id = l.id)',
        '条日志缺少变更内容',
        EMPTY,
      ),
  },
  { name: '客户总数', find: totals },
  {
    name: '检索文档',
    find: (db) =>
      unlike(one(db, `${LIVING} and id in (select id from customer_terms)`), one(db, LIVING)) ??
      unlike(one(db, 'select count(*) from customer_terms'), one(db, LIVING)),
  },
  { name: '检索索引', find: searchIndex },
  {
    name: '最近跟进时间',
    find: (db) =>
      some(
        db,
        'select count(*) from customers c where last_contact_at is not (select max(occurred_at) from follow_ups f where f.customer_id = c.id)',
        '位客户不符',
      ),
  },
  {
    name: '下次待办时间',
    find: (db) =>
      some(
        db,
        "select count(*) from customers c where next_due_at is not (select min(due_at) from todos t where t.customer_id = c.id and t.status = 'open')",
        '位客户不符',
      ),
  },
  {
    name: '分层标签的日期',
    find: (db) =>
      some(
        db,
        'select count(*) from customer_tiers t join customers c on c.id = t.customer_id where (t.created_on, t.last_contact_at, t.next_due_at) is not (c.created_on, c.last_contact_at, c.next_due_at)',
        '处不符',
      ),
  },
  { name: '分层标签的检索词', find: labelWords },
  { name: '附件齐全', find: missingFiles },
  { name: '附件内容', find: (_db, data) => damagedFiles(data) },
  { name: '附件目录', find: (_db, data) => strayFiles(data) },
]

// The hash of a record in which no field changed: {}.
const EMPTY = 'RBNvo1WzZ4oRRq0W9-hknpT7T8If536DEMBg9hyq_4o'

function totals(db: Database.Database) {
  const kept = 'select owner_id, department_id, total from customer_totals where total <> 0'
  const true_ = 'select coalesce(owner_id, 0), coalesce(department_id, 0), count(*) from customers where deleted_at is null group by 1, 2'
  return some(
    db,
    `select count(*) from (select * from (${kept} except ${true_}) union all select * from (${true_} except ${kept}))`,
    '处不符',
  )
}

const WORDS = "create virtual table if not exists temp.search_words using fts5vocab(main, customer_search, 'row')"

// A label is a word of the index as often as a living customer has it.
function labelWords(db: Database.Database) {
  db.exec(WORDS)
  const indexed = "select term, doc from temp.search_words where term >= 'tir_' and term < 'tir`'"
  const held =
    "select 'tir_' || tier_id, count(*) from customer_tiers where customer_id in (select id from customer_terms) group by tier_id"
  return some(
    db,
    `select count(*) from (select * from (${indexed} except ${held}) union all select * from (${held} except ${indexed}))`,
    '处不符',
  )
}

// Every document holds exactly one owner word, so the index knows as many owners as there are documents.
function searchIndex(db: Database.Database) {
  db.exec(WORDS)
  const indexed = one(db, "select coalesce(sum(doc), 0) from temp.search_words where term >= 'own_' and term < 'own`'")
  return unlike(indexed, one(db, 'select count(*) from customer_terms'))
}

const one = (db: Database.Database, question: string, ...values: unknown[]) =>
  db
    .prepare(question)
    .pluck()
    .get(...values)
const unlike = (found: unknown, wanted: unknown) => (found === wanted ? undefined : `应为 ${wanted}，实为 ${found}`)

function some(db: Database.Database, question: string, what: string, ...values: unknown[]) {
  const count = one(db, question, ...values)
  return count === 0 ? undefined : `${count} ${what}`
}
