import { isDay } from '#lib/kernel/time'

export type Search = Record<string, string | string[] | undefined>
export type SearchParams = Promise<Search>

const SIZES = [20, 50, 100, 200]

/** Reads an address by an allowlist: what does not fit is as if it were not there (E-01). */
export const oneOf = <T extends string>(value: Search[string], known: readonly T[]) => known.find((k) => k === value)
export const textIn = (value: Search[string], max = 60) =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, max) : undefined
export const dayIn = (value: Search[string]) => (typeof value === 'string' && isDay(value) ? value : undefined)
export const wholeIn = (value: Search[string]) => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : undefined)
export const pageIn = (value: Search[string]) => Math.max(1, wholeIn(value) ?? 1)
export const sizeIn = (value: Search[string]) => SIZES.find((size) => String(size) === value) ?? 50
export const dirIn = (value: Search[string]) => oneOf(value, ['asc', 'desc'] as const)
