import { expect, test } from 'vitest'
import { isCreditCode, normaliseCreditCode } from './credit-code.ts'
import { sniffDelimiter } from './csv.ts'
import { parseDay, parseMoment } from './dates.ts'
import { parseDecimal } from './decimal.ts'
import { guard, unguard } from './formula-guard.ts'
import { maskEmail, maskName, surname } from './mask.ts'
import { formatPhone, maskPhone, normalisePhone, phoneKind, phoneTail } from './phone.ts'
import { pinyinOf, syllables } from './pinyin.ts'
import { searchQuery, searchTerms } from './search.ts'
import { comparableName, isSimilarName, normaliseName, withoutLegalForm } from './text.ts'

const SIZE = 200_000
const long = (unit: string) => unit.repeat(SIZE / unit.length)
const hostile: Record<string, string> = {
  spaces: `1${long(' ')}2`,
  zeros: `1.${long('0')}1`,
  digits: long('1'),
  opened: long('('),
  closed: `${long(')')}x`,
  dashes: `${long('-')}x`,
  quotes: `${long("'")}x`,
  ats: `${long('@')} x`,
  letters: long('a'),
  characters: long('长'),
  companies: `长城${long('公司')}`,
  controls: `${long('\u0000')}=`,
}

// A text that is looked at again from each of its places takes minutes at this length; what is bounded answers with next to nothing.
test.each(Object.entries(hostile))('200 kB of %s are no number, no day, no amount, and short to compare and to find', (_, text) => {
  expect([normalisePhone(text), parseDay(text), parseMoment(text), parseDecimal(text, 2), phoneKind(text)]).toEqual(Array(5).fill(null))
  expect(isCreditCode(normaliseCreditCode(text))).toBe(false)
  expect(maskPhone(text)).toBe('****')
  expect(formatPhone(text)).toBe(text)
  expect(phoneTail(text).length).toBeLessThanOrEqual(4)
  expect([...maskName(text)].length).toBeLessThanOrEqual(3)
  expect(surname(text).length).toBeLessThanOrEqual(SIZE)
  expect(maskEmail(text).length).toBeLessThanOrEqual(SIZE + 4)
  expect(unguard(guard(text))).toBe(text)
  expect(sniffDelimiter(text)).toBe(',')
  expect(normaliseName(text).length).toBeLessThanOrEqual(text.length)
  expect(comparableName(text).length).toBeLessThanOrEqual(200)
  expect(isSimilarName(text, `${text}y`)).toBe(comparableName(text) !== '')
  expect(text.startsWith(withoutLegalForm(text))).toBe(true)
  expect(pinyinOf(text).full.length).toBeLessThanOrEqual(200 * 7)
  expect(syllables(text).length).toBeLessThanOrEqual(200)
  expect(searchQuery(text).join('').length).toBeLessThanOrEqual(200 * 2)
  expect(searchTerms({ names: [text], people: [text], numbers: [text] }).length).toBeLessThanOrEqual(200 * 40)
})

test('up to 60 characters are looked at, and no more', () => {
  const padded = (text: string, length: number) => text.padStart(length, ' ')
  for (const [read, text] of [
    [normalisePhone, '13812345678'],
    [parseDay, '2024-01-05'],
    [(given: string) => parseDecimal(given, 0), '12'],
  ] as const) {
    expect(read(padded(text, 60))).not.toBeNull()
    expect(read(padded(text, 61))).toBeNull()
  }
})

test('legal forms fall off one after another, with the pauses between them', () => {
  expect(withoutLegalForm('安捷（集团）股份有限公司')).toBe('安捷')
  expect(withoutLegalForm(`安捷${long('公司')}`)).toBe('安捷')
})
