import { ERASED } from '../formats/mask.ts'

/** What a person is known by: numbers and addresses are theirs wherever they stand, names only in what belongs to their archives. */
export type Known = { phones: string[]; emails: string[]; names: string[]; places: string[] }

const GAP = '[\\s().·\\-\\u2010-\\u2015]{0,2}'
/** Shorter words stand in too many others to be looked for. */
const NAME_LEAST = 2
const PLACE_LEAST = 6

/** A text without any word that this person is known by; with `names`, also without their names. */
export function cleaned(text: string, known: Known, names: boolean): string {
  return patternsOf(known, names).reduce((left, pattern) => left.replace(pattern, ERASED), text)
}

/** The same for whatever a JSON value holds. */
export function cleanedWithin(value: unknown, known: Known, names: boolean): unknown {
  if (typeof value === 'string') return cleaned(value, known, names)
  if (Array.isArray(value)) return value.map((one) => cleanedWithin(one, known, names))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleanedWithin(inner, known, names)]))
}

/** LIKE patterns that find every row `cleaned` would change, and some it would not; `\` escapes. */
export function likesOf({ phones, emails, names, places }: Known, withNames: boolean): string[] {
  const numbers = phones.map((phone) => `%${piecesOf(phone).join('%')}%`)
  const words = [...emails, ...longEnough(places, PLACE_LEAST), ...(withNames ? longEnough(names, NAME_LEAST) : [])]
  return [...numbers, ...words.map((word) => `%${word.replace(/[\\%_]/g, (c) => `\\${c}`)}%`)]
}

/** Whether a sentence speaks of this person by name, number or address. */
export const speaksOf = (text: string, known: Known) => cleaned(text, known, true) !== text

function patternsOf({ phones, emails, names, places }: Known, withNames: boolean): RegExp[] {
  const words = [...longEnough(places, PLACE_LEAST), ...(withNames ? longEnough(names, NAME_LEAST) : [])]
  return [
    ...phones.map((phone) => new RegExp(`(?:(?:\\+|00)?86${GAP})?${[...digitsOf(phone)].join(GAP)}`, 'g')),
    ...emails.map((email) => new RegExp(plain(email), 'gi')),
    // The longer first: of a word nothing is to stay.
    ...words.sort((a, b) => b.length - a.length).map((word) => new RegExp(plain(word), 'g')),
  ]
}

// An extension is left: without its number it says nothing.
const digitsOf = (phone: string) => (phone.match(/^\d+(?:-\d{5,8})?/)?.[0] ?? phone).replace(/\D/g, '')

// As people part them when they write: an area, then groups of two, three or four.
function piecesOf(phone: string): string[] {
  const digits = digitsOf(phone)
  const area = phone.startsWith('0') && phone.includes('-') ? phone.indexOf('-') : 3
  const rest = digits.slice(area)
  return [digits.slice(0, area), ...(rest.match(rest.length % 2 === 1 ? /^.{3}|.{2}/g : /.{2}/g) ?? [])]
}

const longEnough = (words: string[], least: number) => words.filter((word) => word.length >= least && word !== ERASED)
const plain = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
