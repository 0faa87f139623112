import { pinyin } from 'pinyin-pro'

// A name is asked for twice in a row: to sort by and to be found by.
const REMEMBERED = 200
const LONGEST = 200 // a longer text is spelled by its beginning
const lately = new Map<string, string[]>()

export type Reading = { full: string; initials: string }

/** 北京移动 → `bei jing yi dong`, `bjyd`; ü is written v; `surname` reads the first characters as a person's name (单 shan). */
export function pinyinOf(text: string, { surname = false } = {}): Reading {
  const parts = syllables(text, surname)
  return { full: parts.join(' '), initials: parts.map((part) => (/^[0-9]/.test(part) ? part : part[0])).join('') }
}

/** What lists sort by: lower-case pinyin, then the text itself, so that equal readings keep one order. */
export function sortKey(text: string, { surname = false } = {}): string {
  return `${pinyinOf(text, { surname }).full} ${text.normalize('NFKC').trim()}`.trimStart()
}

/** Lower-case syllables, words and numbers of a text, in its order; everything else separates. */
export function syllables(text: string, surname = false): string[] {
  const known = text.slice(0, LONGEST)
  const key = `${surname ? '1' : '0'}${known}`
  const read = lately.get(key) ?? spelled(known, surname)
  if (lately.size >= REMEMBERED) lately.clear()
  lately.set(key, read)
  return read
}

function spelled(text: string, surname: boolean): string[] {
  const clean = text.normalize('NFKC').toLowerCase().trim()
  const read = pinyin(clean, { type: 'array', toneType: 'none', v: true, nonZh: 'consecutive', surname: surname ? 'head' : 'off' })
  return read.flatMap((part) => part.match(/[a-z]+|[0-9]+/g) ?? [])
}
