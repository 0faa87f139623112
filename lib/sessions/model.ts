import type { loginFailures } from '#db/schema/people'

type Failures = typeof loginFailures.$inferSelect

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Failures one address may have within an hour (D-07). */
export const FAILURES_PER_ADDRESS = 50

/** Waiting time after the n-th failure in a row: none before the fifth, then 1 minute, doubling, 15 at most (D-06). */
export const waitAfter = (failures: number) => (failures < 5 ? 0 : Math.min(2 ** (failures - 5), 15) * MINUTE)

/** The count after one more failure, and until when sign-in is held back. An account's count starts again after a day, an address's after an hour. */
export function blockAfter(key: string, before: Failures | undefined, at: number): Failures {
  const isAddress = key.startsWith('address:')
  const fresh = !before || at - before.firstAt > (isAddress ? HOUR : 24 * HOUR)
  const count = fresh ? 1 : before.count + 1
  const firstAt = fresh ? at : before.firstAt
  const until = isAddress ? (count >= FAILURES_PER_ADDRESS ? firstAt + HOUR : 0) : at + waitAfter(count)
  return { key, count, firstAt, blockedUntil: until > at ? until : 0 }
}

/** A session left alone for longer than the company allows has ended (D-14). */
export const isIdle = (seenAt: number, idleMinutes: number, at: number) => at - seenAt > idleMinutes * MINUTE
