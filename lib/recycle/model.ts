import { DAY } from '../kernel/time.ts'

/** A customer can be brought back for so long (quality 7.10). */
export const KEPT_DAYS = 30
export const KEPT_MS = KEPT_DAYS * DAY
/** So many go for good in one transaction. */
export const PURGE_AT_ONCE = 20

/** Whole days that are left before a deleted customer goes for good; 0 on the last day. */
export const daysLeft = (deletedAt: number, at: number) => Math.max(0, Math.ceil((deletedAt + KEPT_MS - at) / DAY))
