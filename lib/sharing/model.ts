import type { collaborationRequests, requestStatuses } from '#db/schema/sharing'
import { DAY } from '../kernel/time.ts'

export type Request = typeof collaborationRequests.$inferSelect
export type RequestStatus = (typeof requestStatuses)[number]

/** A request that nobody answered has lapsed after so long (N-03). */
export const LASTS_MS = 7 * DAY

export const requestLabels: Record<RequestStatus, string> = { open: '待答复', accepted: '已同意', refused: '已拒绝', expired: '已过期' }

export const requestLists = ['waiting', 'answered', 'mine'] as const

/** How a request stands at a moment: an open one lapses by itself. */
export const statusAt = ({ status, expiresAt }: Pick<Request, 'status' | 'expiresAt'>, at: number): RequestStatus =>
  status === 'open' && expiresAt <= at ? 'expired' : status
