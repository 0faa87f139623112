import { normalisePhone, phoneTail } from './phone.ts'
import { syllables } from './pinyin.ts'
import { withoutLegalForm } from './text.ts'

/** What of a record is found by search: companies' names, people's names, phones as stored, numbers (Q20260001). */
export type Searchable = { names?: string[]; people?: string[]; phones?: string[]; numbers?: string[] }

const WINDOW = 4
const LONGEST_WORD = 24
const LONGEST_TEXT = 200 // of a name, of what is typed

/**
 * The words under which a record stands in the index, joined by spaces; some 100 for a company with one contact.
 *
 * Terms consist of CJK characters, a-z and digits alone, one form for each way of asking, so an FTS5 table needs neither prefixes
 * nor positions: `fts5(terms, detail='none', columnsize=0, tokenize='ascii …')`, the ascii tokenizer leaving CJK whole. A query is
 * `searchQuery(text).map((term) => `"${term}"`).join(' ')`, bound as a parameter; without terms there is nothing to ask.
 */
export function searchTerms({ names = [], people = [], phones = [], numbers = [] }: Searchable): string {
  const terms = [
    ...names.flatMap((name) => [...wordsIn(name), ...soundTerms(syllables(name), legalFormLength(name))]),
    ...people.flatMap((name) => [...wordsIn(name), ...soundTerms(syllables(name, true), 0)]),
    ...phones.flatMap(phoneTerms),
    ...numbers.flatMap(numberTerms),
  ]
  return [...new Set(terms)].join(' ')
}

/** The words that must all stand in the index for a typed text: Chinese of any length, pinyin, initials, a phone or its tail, a number. */
export function searchQuery(text: string): string[] {
  const phone = normalisePhone(text)
  if (phone) return [phone.replaceAll('-', '')]
  const words = fold(text).split(/\s+/).map(lettersOnly)
  return [...new Set(words.flatMap(runs).flatMap((run) => (isLatin(run) ? latinQuery(run) : chineseQuery(run))))]
}

/** The words of a text that is found by what it says alone, not by how it sounds: its first 200 characters, joined by spaces; asked by `searchQuery` like the others. */
export const textTerms = (text: string) => [...new Set(wordsIn(text))].join(' ')

/** Words as they stand in the index: each once, parted by single spaces; the index tells a document written anew from the one before by them. */
export const distinctWords = (...some: string[]) => [...new Set(some.join(' ').split(' '))].filter(Boolean).join(' ')

function wordsIn(text: string) {
  return runs(lettersOnly(fold(text))).flatMap((run) => (isLatin(run) ? latinTerms(run) : [...run, ...pairs([...run])]))
}

// Readings: initials anywhere, two or three letters from the start of a syllable, four letters anywhere; the legal form by initials alone.
function soundTerms(read: string[], formLength: number) {
  const whole = read.filter((syllable) => /^[a-z]/.test(syllable))
  const own = whole.slice(0, whole.length - formLength)
  const spelled = own.join('')
  const initials = whole.map((syllable) => syllable[0]).join('')
  const starts = own.map((_, at) => own.slice(at, at + 3).join(''))
  const long = windows(spelled, WINDOW).filter((_, at) => !splitsDigraph(spelled, at))
  const short = [2, 3].flatMap((size) => [...windows(initials.slice(0, own.length), size), ...starts.map((start) => start.slice(0, size))])
  return [spelled.slice(0, 1), ...short, ...windows(initials, WINDOW), ...long].filter(Boolean)
}

function legalFormLength(name: string) {
  const known = name.slice(0, LONGEST_TEXT)
  return lettersOnly(known.slice(withoutLegalForm(known).length)).length
}

function phoneTerms(phone: string) {
  const known = normalisePhone(phone) ?? phone
  const tails = [4, 5, 6, 7, 8].map((size) => phoneTail(known, size))
  return [known.replace(/\D/g, ''), phoneTail(known, 12), ...tails].filter(Boolean)
}

function numberTerms(number: string) {
  const parts = runs(lettersOnly(fold(number)))
  const last = parts.at(-1) ?? ''
  return [...parts, ...[3, 4, 5, 6].map((size) => last.slice(-size)).filter((tail) => /^\d{3,}$/.test(tail))]
}

// Every beginning of a word can be typed; each is indexed by what a query would ask for it.
function latinTerms(word: string) {
  const known = word.slice(0, LONGEST_WORD)
  return Array.from(known, (_, at) => known.slice(0, at + 1)).flatMap(latinQuery)
}

function latinQuery(word: string): string[] {
  const known = word.slice(0, LONGEST_WORD)
  if (known.length <= WINDOW || /^\d/.test(known)) return [known]
  const last = known.length - WINDOW
  const starts = Array.from({ length: Math.ceil(last / WINDOW) }, (_, at) => at * WINDOW)
  return [...starts, last].map((at) => (splitsDigraph(known, at) ? at - 1 : at)).map((at) => known.slice(at, at + WINDOW))
}

// `hang` inside `shang` is not 杭: no window of four starts between the letters of zh, ch and sh.
function splitsDigraph(text: string, at: number) {
  return at > 0 && text[at] === 'h' && 'zcs'.includes(text[at - 1] ?? ' ')
}

// What nearly every company's name ends in tells none apart, and asking for it costs most.
function chineseQuery(run: string) {
  const characters = [...run.replace(/(?<=..)有限(责任)?公司$/u, '')]
  return characters.length === 1 ? characters : pairs(characters)
}

function pairs(characters: string[]): string[] {
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`)
}

function windows(letters: string, size: number): string[] {
  return Array.from({ length: Math.max(0, letters.length - size + 1) }, (_, at) => letters.slice(at, at + size))
}

function fold(text: string) {
  return text.slice(0, LONGEST_TEXT).normalize('NFKC').toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')
}

function lettersOnly(text: string) {
  return text.replace(/[^a-z0-9\p{Script=Han}]/gu, '')
}

function runs(text: string): string[] {
  return text.match(/[a-z]+|[0-9]+|[^a-z0-9]+/g) ?? []
}

function isLatin(run: string) {
  return /^[a-z0-9]/.test(run)
}
