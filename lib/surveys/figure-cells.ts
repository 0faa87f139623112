import type { FigureCell } from '../tickets/figure-words.ts'

/** How an address names the questions that belong to no dimension. */
export const NO_DIMENSION = '-'

export const count = (n: number) => n.toLocaleString('en-US')
/** 4.3; '-' where nobody answered. */
export const meanWords = (mean: number | null) => (mean === null ? '-' : mean.toFixed(2))
/** +35, -12; '-' where nobody was asked. */
export const npsWords = (nps: number | null) => (nps === null ? '-' : `${nps > 0 ? '+' : ''}${Math.round(nps)}`)

const code = (slice: Record<string, string | number>) =>
  new URLSearchParams(Object.entries(slice).map(([name, value]) => [name, value === '' ? NO_DIMENSION : String(value)])).toString()
/** A figure with the query that finds the answers behind it; one that counts nothing leads nowhere. */
export const cell = (text: string, slice?: Record<string, string | number>): FigureCell =>
  slice && text !== '0' && text !== '-' ? { text, code: code(slice) } : { text }
export const EMPTY = '这段时间还没有答复'
