import type { duplicatePairs, merges, pairReasons } from '#db/schema/duplicates'
import { maskName } from '../formats/mask.ts'
import { pinyinOf } from '../formats/pinyin.ts'
import { isSimilarName, nameParts } from '../formats/text.ts'
import { DAY } from '../kernel/time.ts'

export type PairReason = (typeof pairReasons)[number]
export type Pair = typeof duplicatePairs.$inferSelect
export type Merge = typeof merges.$inferSelect
export type AlikeReason = 'twin' | 'creditCode' | 'phone' | 'contactPhone' | 'name' | 'similar'

/** What is typed of a customer that might be there already; `except` is the customer that is being edited. */
export type Asked = { type?: 'company' | 'person'; name?: string; phone?: string; creditCode?: string; except?: number | undefined }
/** A customer like the one asked for, as far as the asker may see it: its archive, or the little that the blind check tells (N-03). */
export type Hit = {
  reason: AlikeReason
  name: string
  status: string
  owner: string | null
  /** Whole days since the last contact; null where there was none. */
  days: number | null
} & ({ id: number; number: string } | { token: string })

export const alikeLabels: Record<AlikeReason, string> = {
  twin: '名称和联系方式相同',
  creditCode: '统一社会信用代码相同',
  phone: '联系方式相同',
  contactPhone: '与其联系人的号码相同',
  name: '名称相同',
  similar: '名称相近',
}
export const pairLabels: Record<PairReason, string> = {
  creditCode: '信用代码相同',
  phone: '联系方式相同',
  name: '名称相同',
  contactPhone: '联系人号码相同',
}
/** What each sign counts; they add up to 100 at most. */
export const pairScores: Record<PairReason, number> = { creditCode: 100, phone: 60, name: 50, contactPhone: 30 }

/** A merge can be undone for so long (W-15). */
export const UNDO_DAYS = 30
export const UNDO_MS = UNDO_DAYS * DAY
/** The shorter of two names says enough from so many characters on. */
export const LEAST_CORE = 3

/** 苏州蓝澜精密机械有限公司 → 苏州********公司; a person by the surname: enough to recognise, too little to look up (N-03). */
export function starredName(name: string, type: 'company' | 'person'): string {
  if (type === 'person') return maskName(name)
  const letters = Array.from(name)
  const shown = letters.length > 5 ? 2 : 1
  if (letters.length < 3) return `${letters[0] ?? ''}*`
  return [...letters.slice(0, shown), '*'.repeat(letters.length - 2 * shown), ...letters.slice(-shown)].join('')
}

/** Two companies that may be one: same core, one core the beginning of the other, one character of five apart, or read alike; never where regions or numbers differ (一建, 二建). */
export function isAlike(one: string, other: string): boolean {
  const [a, b] = [nameParts(one), nameParts(other)]
  if (a.core === '' || b.core === '' || !mayBeAlike(a.core, b.core)) return false
  if (!isSamePlace(a.region, b.region)) return false
  return isPart(a.core, b.core) || isSimilarName(a.core, b.core) || readsAlike(a.core, b.core)
}

/** Whether two cores can be alike at all, told without taking names apart: their numbers are the same. */
export const mayBeAlike = (a: string, b: string) => numbersIn(a) === numbersIn(b)

/** Where to look in the index of cores: the core itself, its beginnings, and all that begins as its first half does. */
export function placesOf(core: string) {
  const stem = core.slice(0, Math.max(LEAST_CORE, Math.ceil(core.length / 2)))
  const beginnings = Array.from({ length: Math.max(0, stem.length - LEAST_CORE) }, (_, at) => core.slice(0, LEAST_CORE + at))
  return { stem, end: `${stem}\u{10ffff}`, beginnings }
}

function isPart(a: string, b: string) {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return short.length >= LEAST_CORE && long.startsWith(short)
}

// 苏州 stands in 江苏苏州; who names no place may be anywhere.
const isSamePlace = (a: string, b: string) => a.endsWith(b) || b.endsWith(a)
const readsAlike = (a: string, b: string) => a.length >= LEAST_CORE && pinyinOf(a).full === pinyinOf(b).full

const numbersIn = (core: string) => (core.match(/[0-9一二三四五六七八九十百甲乙丙丁]+|[a-z]$/g) ?? []).join(' ')

export type MergeRow = Pick<Merge, 'id' | 'winnerId' | 'loserNumber' | 'loserName' | 'mergedAt' | 'undoneAt'> & {
  winnerName: string
  winnerNumber: string
  mergedBy: string | null
}

/** Whether a merge can still be undone at a moment. */
export const mayUndo = ({ mergedAt, undoneAt }: Pick<Merge, 'mergedAt' | 'undoneAt'>, at: number) =>
  undoneAt === null && at < mergedAt + UNDO_MS
/** Whole days that are left for it; 1 on the last. */
export const undoDaysLeft = ({ mergedAt }: Pick<Merge, 'mergedAt'>, at: number) => Math.max(0, Math.ceil((mergedAt + UNDO_MS - at) / DAY))
