import { type Period, periods } from '#lib/analysis/model'
import type { Search } from '../../../_web/query.ts'

const USUAL: Period = 90

/** How far back an address asks to look: 90 days where it does not say (E-01). */
export const periodIn = (value: Search[string]): Period => periods.find((one) => String(one) === value) ?? USUAL
