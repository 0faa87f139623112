import { currentRequest } from '#lib/door/request-context'
import { minuteOf, now } from '#lib/kernel/time'
import { signedIn } from './allow.ts'

const MINUTE = 60_000

/** Says that the page follows from the database, the person and the minute alone, so that the front door may give it again until one of them changes. Not for pages that show what somebody may see for a while only. */
export async function keepPage() {
  const [request, user] = [currentRequest(), await signedIn()]
  if (!request || !user) return
  const at = now()
  const until = Math.min(minuteOf(at) + MINUTE, user.expiresAt)
  request.keepUntil = performance.now() + until - at
}
