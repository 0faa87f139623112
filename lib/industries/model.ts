import { pinyinOf } from '#lib/formats/pinyin'
import { ALIASES } from './aliases.ts'
import { SECTIONS } from './industries.ts'

export type Industry = { code: string; label: string }
export type FoundIndustry = { code: string; via: 'exact' | 'code' | 'section' | 'alias'; hint?: string }
type Entry = Industry & { name: string; section: string; aliases: string[] }

const entries: readonly Entry[] = SECTIONS.flatMap(({ code, name, divisions }) => [
  entry(code, name, code, name),
  ...divisions.map(([digits, division]) => entry(code + digits, division, code, division === name ? name : `${name}-${division}`)),
])
const byCode = new Map(entries.map((one) => [one.code, one]))
// A 门类 of one 大类 of the same name (教育, 房地产业) is meant as that 大类: the later entry wins.
const byName = new Map(entries.flatMap((one) => [[key(one.name), one] as const, [key(one.name).replace(/业$/, ''), one] as const]))
const byAlias = new Map(Object.entries(ALIASES).map(([alias, codes]) => [key(alias), codes]))

/** All 门类 and 大类 in the order of the standard, to choose from. */
export const industries: readonly Industry[] = entries.map(({ code, label }) => ({ code, label }))

/** `制造业-计算机、通信和其他电子设备制造业` for C39, `制造业` for C; a code that does not exist stands for itself (5.1). */
export function industryLabel(code: string): string {
  return byCode.get(code)?.label ?? code
}

/** Whether a code is one that is stored: a letter A to T, or a letter with the two digits of its 大类. */
export function isIndustry(code: string): boolean {
  return byCode.has(code)
}

/** The industry that a text names without doubt, and how it was known; null where a person has to say (K9). */
export function findIndustry(text: string): FoundIndustry | null {
  const wanted = key(text)
  if (wanted === '') return null
  return byCodeIn(text) ?? byAliasOf(wanted) ?? byNameOf(wanted) ?? byPath(text)
}

/** Codes among which a person has to choose, where a text is a known word for several; empty where it says nothing. */
export function industryCandidates(text: string): readonly string[] {
  const [section, word] = path(text)
  const codes = byAlias.get(key(text)) ?? (word === undefined ? [] : (byAlias.get(key(word)) ?? []))
  const within = section && word !== undefined ? codes.filter((code) => code[0] === section.code) : codes
  return within.length > 1 ? within : []
}

/** Up to `limit` industries by code, name, other word or pinyin initials, the nearest first; an empty search starts at A. */
export function searchIndustries(query: string, limit = 20): Industry[] {
  const wanted = key(query)
  const ranked = entries.map((one) => ({ one, rank: rank(one, wanted) })).filter(({ rank }) => rank < MISS)
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ one: { code, label } }) => ({ code, label }))
}

const MISS = 9

function rank(one: Entry, wanted: string) {
  const name = key(one.name)
  const code = one.code.toLowerCase()
  if (wanted === '') return 0
  if (code === wanted || code.slice(1) === wanted) return 0
  if (name.startsWith(wanted)) return 1
  if (one.aliases.some((alias) => alias.startsWith(wanted))) return 2
  if (initials(one).startsWith(wanted)) return 3
  if (name.includes(wanted)) return 4
  if (wanted.length > 1 && initials(one).includes(wanted)) return 5
  return code.startsWith(wanted) ? 6 : MISS
}

const known = new Map<string, string>()

function initials(one: Entry): string {
  const found = known.get(one.code) ?? key(pinyinOf(one.name).initials)
  known.set(one.code, found)
  return found
}

// 39, C39, C-39, C3911, `C-39 计算机…`: a letter or a name beside the digits has to agree with them.
function byCodeIn(text: string): FoundIndustry | null {
  const [, letter = '', digits = '', name = ''] = /^([a-t]?)-?(\d{2})?(?:(?<=[a-t]-?\d\d)\d{1,2})?[\s-]*(\D*)$/.exec(fold(text)) ?? []
  const found = entries.find(({ code }) => (digits ? code.slice(1) === digits : code.toLowerCase() === letter))
  if (!found || (letter !== '' && found.section.toLowerCase() !== letter)) return null
  return name === '' || key(name) === key(found.name) || key(name) === key(found.label) ? { code: found.code, via: 'code' } : null
}

function byNameOf(wanted: string): FoundIndustry | null {
  const found = byName.get(wanted)
  return found ? { code: found.code, via: found.code.length === 1 ? 'section' : 'exact' } : null
}

function byAliasOf(wanted: string, section = ''): FoundIndustry | null {
  const codes = (byAlias.get(wanted) ?? []).filter((code) => code.startsWith(section))
  const code = codes[0]
  return code && codes.length === 1 ? { code, via: 'alias', hint: `已识别为「${industryLabel(code)}」，请核对` } : null
}

function byPath(text: string): FoundIndustry | null {
  const [section, word] = path(text)
  if (!section || word === undefined) return null
  const found = entries.find((one) => one.code.length > 1 && one.section === section.code && isNamed(one, key(word)))
  return found ? { code: found.code, via: 'exact' } : byAliasOf(key(word), section.code)
}

function path(text: string): [Entry | undefined, string | undefined] {
  const [head = '', ...rest] = fold(text).split(/\s*[-—–>/|:]\s*/)
  const section = entries.find((one) => one.code.length === 1 && (isNamed(one, key(head)) || one.code.toLowerCase() === head))
  return [section, rest.length > 0 ? rest.join('') : undefined]
}

function isNamed(one: Entry, wanted: string) {
  return key(one.name) === wanted || key(one.name).replace(/业$/, '') === wanted
}

function entry(code: string, name: string, section: string, label: string): Entry {
  const aliases = Object.keys(ALIASES).filter((alias) => ALIASES[alias]?.includes(code))
  return { code, name, section, label, aliases: aliases.map(key) }
}

function fold(text: string) {
  return text.normalize('NFKC').toLowerCase().trim()
}

function key(text: string) {
  return fold(text).replace(/[^\p{L}\p{N}]/gu, '')
}
