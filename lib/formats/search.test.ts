import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { distinctWords, searchQuery, searchTerms } from './search.ts'

const company = searchTerms({
  names: ['上海百川联创餐饮管理(集团)有限公司', '58同城'],
  people: ['单雄信'],
  phones: ['010-12345678-12', '13800138000'],
  numbers: ['Q20260001'],
})
const db = new Database(':memory:')
db.exec("create virtual table found using fts5(terms, detail='none', columnsize=0, tokenize='ascii')")
const insert = db.prepare('insert or replace into found(rowid, terms) values (?, ?)')
insert.run(1, company)
afterAll(() => db.close())

test.each([
  ['上', 'one character'],
  ['百川', 'two characters'],
  ['百川联创', 'a part of the name'],
  ['管理集团有限', 'over a bracket'],
  ['（集团）', 'with brackets'],
  ['百川 单', 'two words'],
  ['shbc', 'initials'],
  ['bclc', 'initials from the middle'],
  ['shbclccygljtyxgs', 'all initials'],
  ['shanghai', 'full reading'],
  ['SHANGH', 'a reading half typed, in capitals'],
  ['baichuanlianchuang', 'a reading from the middle'],
  ['shanghaibaichuan', 'a long reading'],
  ['sha', 'three letters'],
  ['sh bc', 'initials in two words'],
  ['sxx', 'initials of a person'],
  ['shanxiong', 'reading of a person by surname'],
  ['58tc', 'digits and initials'],
  ['58tongcheng', 'digits and reading'],
  ['8000', 'tail of four'],
  ['00138000', 'tail of eight'],
  ['138 0013 8000', 'a phone in groups'],
  ['+8613800138000', 'a phone with country code'],
  ['010-12345678', 'a landline without its extension'],
  ['5678', 'tail of a landline before the extension'],
  ['q20260001', 'a number'],
  ['Q 2026-0001', 'a number with gaps'],
  ['0001', 'its serial'],
])('%s finds it (%s)', (text) => {
  expect(find(text)).toContain(1)
})

test.each(['北京', '川百', 'bclx', 'hang', 'hangzhou', '8001', '13800138001', 'q20260002', 'xiongshan', 'zzzzzzz'])(
  '%s does not',
  (text) => {
    expect(find(text)).not.toContain(1)
  },
)

test('nothing typed asks nothing', () => {
  expect(['', '  ', '()"*-', '👍'].map(searchQuery)).toEqual([[], [], [], []])
})

test('a company with a contact takes some hundred terms', () => {
  const terms = searchTerms({
    names: ['杭州嘉禾盛达农业发展(集团)有限公司'],
    people: ['黄刚'],
    phones: ['19048030983'],
    numbers: ['Q20260001'],
  })
  expect(terms.split(' ').length).toBeLessThanOrEqual(135)
})

test('whatever beginning of a word in letters is typed, it finds the word', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abchnsz'), minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(word, fc.nat(20), (name, end) => {
      const typed = name.slice(0, (end % name.length) + 1)
      const terms = new Set(searchTerms({ names: [name] }).split(' '))
      expect(searchQuery(typed).filter((term) => !terms.has(term))).toEqual([])
    }),
  )
})

test('whatever is typed is safe to ask', () => {
  const character = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 1 }), fc.constantFrom(...'北京"*():-^ a1\0\t'))
  fc.assert(
    fc.property(fc.array(character), (characters) => {
      expect(() => find(characters.join(''))).not.toThrow()
    }),
  )
})

function find(text: string) {
  const terms = searchQuery(text)
  if (terms.length === 0) return []
  return db
    .prepare('select rowid from found where found match ?')
    .pluck()
    .all(terms.map((term) => `"${term}"`).join(' '))
}

test('words put together stand once each', () => expect(distinctWords('a b', '', 'b  c', 'a')).toBe('a b c'))
