import { processWide } from '../door/process-wide.ts'
import { NotTaken } from './problems.ts'

const MOST_WAITING = 3
const line = processWide('import-turns', () => ({ last: Promise.resolve() as Promise<unknown>, held: 0 }))

/** Does one thing at a time, in the order of asking; at most three wait, a fourth is told to come again (NotTaken). */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (line.held > MOST_WAITING) return Promise.reject(new NotTaken('busy'))
  line.held += 1
  const mine = line.last.then(work).finally(() => (line.held -= 1))
  line.last = mine.catch(() => {})
  return mine
}
