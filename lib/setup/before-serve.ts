import type { Place } from './place.ts'

type Step = (place: Place, say: (line: string) => void) => void | Promise<void>

/** What happens after the database is up to date and before the first request is answered, in this order. */
export const beforeServe: Step[] = []
