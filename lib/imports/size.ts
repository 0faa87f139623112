import { parseDecimal } from '#lib/formats/decimal'
import { isRevenueBand } from '../customers/revenue.ts'
import type { CustomerKey } from './aliases.ts'
import { type openRecord, quoted } from './reading.ts'

type Open = ReturnType<typeof openRecord<CustomerKey>>

const WAN = 10_000

/** People employed, a whole number; the documents' 200人/5000万 (S1-61) gives its first half. */
export function readHeadcount(row: Open): number | null {
  const text = halves(row)[0] ?? ''
  const count = parseDecimal(text.replace(/(?:余|左右)?(?:人|名)?(?:以上)?$/, ''), 0)
  if (text !== '' && (count === null || count < 0)) row.warn('headcount', `${quoted(text)}不是人数，暂未填入`)
  return count !== null && count >= 0 ? count : null
}

/** Yearly revenue in whole 万元: 5000, 5000万, 0.5亿, 50000000元; a part of 万元 is rounded and told; a band, as exports have it, tells no figure. */
export function readRevenue(row: Open): number | null {
  const text = row.text('revenue') || halves(row)[1] || ''
  if (isRevenueBand(text)) return null
  const [, number = '', unit = '万'] = /^([\d.,]+)(亿|万|元)?元?$/.exec(text.normalize('NFKC').replace(/\s|^[¥￥]/g, '')) ?? []
  const exact = parseDecimal(number, 4)
  if (exact === null) {
    if (text !== '') row.warn('revenue', `${quoted(text)}不是营收金额，暂未填入`)
    return null
  }
  const wan = (exact / WAN) * { 亿: WAN, 万: 1, 元: 1 / WAN }[unit as '亿' | '万' | '元']
  if (!Number.isInteger(wan)) row.warn('revenue', `${quoted(text)}按 ${Math.round(wan)} 万元导入`)
  return Math.round(wan)
}

function halves(row: Open) {
  return row.text('headcount').split(/[/／]/)
}
