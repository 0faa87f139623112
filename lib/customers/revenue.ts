/** Yearly revenue is told by its band (N-04, S1-69): below so many 万元, these words. */
export const revenueBands = [
  [500, '不足 500 万元'],
  [2000, '500 万–2,000 万元'],
  [10_000, '2,000 万–1 亿元'],
  [50_000, '1 亿–5 亿元'],
] as const
export const TOP_BAND = '5 亿元以上'

/** The band of a revenue in 万元; nothing where none is known. */
export function revenueBand(wan: number | null): string | null {
  if (wan === null) return null
  return revenueBands.find(([below]) => wan < below)?.[1] ?? TOP_BAND
}

/** Whether a text is one of the bands, as a sheet that left this house has them. */
export const isRevenueBand = (text: string) => words.has(bare(text))

/** 1,234 万元: the whole figure, for whoever looked it up. */
export const revenueWords = (wan: number | null) => (wan === null ? '' : `${wan.toLocaleString('en-US')} 万元`)

const bare = (text: string) => text.normalize('NFKC').replace(/\s/g, '')
const words = new Set([...revenueBands.map(([, band]) => band), TOP_BAND].map(bare))
