import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { reader, writer } from './client.ts'

const sqlite = () => writer().$client
const found = (index: string, word: string) =>
  sqlite().prepare(`select rowid from ${index} where ${index} match ?`).pluck().all(`"${word}"`)

test.each([
  ['customer_terms', 'customer_search'],
  ['ticket_terms', 'ticket_search'],
])('a document of %s that is written anew is found by its new words, by the old ones no more, by the others still', (table, index) => {
  const write = sqlite().prepare(`insert into ${table} values (?, ?) on conflict do update set terms = excluded.terms`)
  for (const id of [1, 2, 3]) write.run(id, ` 精密 机械 own_1 lvl_normal no${id} `)
  write.run(2, ' 精密 电子 own_2 lvl_normal no2 ')
  write.run(1, 'own_1')
  write.run(1, ' own_1 精密 丁 ')
  write.run(3, '')
  write.run(3, ' 己 ')
  expect([found(index, '精密'), found(index, '机械'), found(index, '电子')]).toEqual([[1, 2], [], [2]])
  expect([found(index, 'own_1'), found(index, 'own_2'), found(index, 'lvl_normal'), found(index, 'no3')]).toEqual([[1], [2], [2], []])
  sqlite().exec(`insert into ${index}(${index}, rank) values ('integrity-check', 1)`)
})

test.each(['customer', 'ticket'])('of a %s written anew the index is told nothing but the words that differ', (what) => {
  const rewritten = reader().$client.prepare('select sql from sqlite_master where name = ?').pluck().get(`${what}_terms_update`)
  sqlite().exec(`create table told (words text not null)`)
  sqlite().exec(
    String(rewritten)
      .replaceAll(/insert into \w+\((?:\w+, )?rowid, terms\) values \((?:'delete', )?(?:old|new)\.id,/g, 'insert into told values (')
      .replace(`${what}_terms_update`, 'told_update'),
  )
  sqlite().prepare(`insert into ${what}_terms values (9, '甲 乙 丙 own_1')`).run()
  sqlite().prepare(`update ${what}_terms set terms = '甲 丙 丁 own_1' where id = 9`).run()
  expect(sqlite().prepare('select words from told').pluck().all()).toEqual(['乙', '丁'])
  sqlite().exec('drop trigger told_update; drop table told')
})

const { entries } = JSON.parse(readFileSync('db/migrations/meta/_journal.json', 'utf8')) as { entries: { idx: number; tag: string }[] }

function migrate(db: Database.Database, from: number, to = entries.length - 1) {
  for (const { tag } of entries.slice(from, to + 1))
    for (const statement of readFileSync(`db/migrations/${tag}.sql`, 'utf8').split('--> statement-breakpoint')) db.exec(statement)
}

test('a database from before, in which no label is a word, knows customers by theirs', () => {
  const db = new Database(':memory:')
  db.pragma('foreign_keys = OFF')
  migrate(db, 0, 39)
  db.exec("insert into customer_terms values (1, ' 甲 own_1 '), (2, ' 乙 own_1 ')")
  db.exec(
    "insert into customer_tiers (customer_id, tier_id, since, created_on) values (1, 3, '', ''), (1, 12, '', ''), (2, 12, '', ''), (9, 3, '', '')",
  )
  migrate(db, 40)
  const found = (word: string) => db.prepare('select rowid from customer_search where customer_search match ?').pluck().all(`"${word}"`)
  expect([found('tir_3'), found('tir_12'), found('tir_1'), found('乙')]).toEqual([[1], [1, 2], [], [2]])
  db.exec('delete from customer_terms where id = 1')
  expect([found('tir_3'), found('tir_12'), found('甲')]).toEqual([[], [2], []])
})

test('a database from before, in whose documents words stand twice, is made fit for it', () => {
  const db = new Database(':memory:')
  migrate(db, 0, 36)
  for (const [table, index] of [
    ['customer_terms', 'customer_search'],
    ['ticket_terms', 'ticket_search'],
  ]) {
    db.exec(`insert into ${table} values (1, ' q 甲 q own_1 '), (2, ' 乙 own_1 ')`)
    expect(db.prepare(`select count(*) from ${index} where ${index} match 'q'`).pluck().get()).toBe(1)
  }
  migrate(db, 37)
  for (const [table, index] of [
    ['customer_terms', 'customer_search'],
    ['ticket_terms', 'ticket_search'],
  ]) {
    expect(db.prepare(`select trim(terms) from ${table}`).pluck().all()).toEqual(['q 甲 own_1', '乙 own_1'])
    db.exec(`update ${table} set terms = ' 丙 own_1 ' where id = 1`)
    db.exec(`insert into ${index}(${index}, rank) values ('integrity-check', 1)`)
  }
})
