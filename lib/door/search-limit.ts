const WINDOW_MS = 10_000
const MOST_KEYS = 10_000
// An office often shares one address, so an address may ask as much as this many sessions.
const SESSIONS_AN_ADDRESS = 10

export type SearchLimit = (session: string | undefined, address: string) => boolean

/** Counts searches in a sliding window of 10 s and says when a session or an address has had its share (J-06); 0 lifts the limit. */
export function searchLimit(most: number, clock: () => number = () => performance.now()): SearchLimit {
  if (most <= 0) return () => false
  const sessions = slidingCounter(clock)
  const addresses = slidingCounter(clock)
  return (session, address) => {
    const byAddress = addresses(address) > most * SESSIONS_AN_ADDRESS
    return session === undefined ? byAddress || sessions(address) > most : byAddress || sessions(session) > most
  }
}

/** Counts what is asked of the pages that are open to everybody in a sliding window of 10 s, and says when an address has had its share. */
export function strangerLimit(most: number, clock: () => number = () => performance.now()): (address: string) => boolean {
  const asked = slidingCounter(clock)
  return (address) => asked(address) > most
}

/** A page that customers open from a link, without signing in. */
export const isForStrangers = (path: string) => path.startsWith('/q/')

/** Whether an address is a search: a non-empty `q` in its query, or the blind check for duplicates. */
export const isSearch = (query: string, path = '') =>
  query.includes('=') && (path === '/customers/check' || Boolean(new URLSearchParams(query).get('q')))

const SESSION = /(?:^|;\s*)(?:__Host-)?kehu-session=([^;]+)/

/** The value of the session cookie, by its exact name. */
export const sessionOf = (cookie: string | undefined) => (cookie ? SESSION.exec(cookie)?.[1] : undefined)

// Two generations: the last window counts for the part of it that still lies within the past 10 s.
function slidingCounter(clock: () => number) {
  let began = clock()
  let past = new Map<string, number>()
  let current = new Map<string, number>()
  return (key: string) => {
    const passed = clock() - began
    if (passed >= WINDOW_MS || current.size >= MOST_KEYS) {
      past = passed >= 2 * WINDOW_MS ? new Map() : current
      current = new Map()
      began = passed >= 2 * WINDOW_MS ? clock() : began + Math.min(passed, WINDOW_MS)
    }
    const count = (current.get(key) ?? 0) + 1
    current.set(key, count)
    return count + (past.get(key) ?? 0) * (1 - (clock() - began) / WINDOW_MS)
  }
}
