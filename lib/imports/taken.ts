import type { Source } from '#db/client'
import { processWide } from '../door/process-wide.ts'
import { readNumbers } from './model.ts'
import type { Job } from './queries.ts'
import { listFit } from './queries-machine.ts'
import { takenNumbers } from './taken-numbers.ts'

type Kept = { upTo: number; numbers: ReturnType<typeof takenNumbers> }
export type Taken = ReturnType<typeof takenIn>

const PORTION = 1000
const kept = processWide('import-taken', () => new Map<number, Kept>())

/**
 * The numbers that the records before the cursor of a trial run have taken: kept between portions, read again from the sheet where
 * that was of another cursor (a restart, a portion that was rolled back). While records come in, it is the customers who tell.
 */
export function takenIn(from: Source, job: Job) {
  if (job.target !== 'customers' || job.status !== 'checking') return { holder: () => undefined, add() {}, upTo() {} }
  const known = kept.get(job.id)
  const { numbers } = known?.upTo === job.cursor && job.cursor > 0 ? known : { numbers: readAgain(from, job) }
  kept.delete(job.id)
  return {
    holder: numbers.holder,
    add: (record: number, values: object) => numbers.add(record, values),
    upTo: (record: number) => void kept.set(job.id, { upTo: record, numbers }),
  }
}

/** The trial run is over or has stopped. */
export const forgetTaken = (id: number) => void kept.delete(id)

function readAgain(from: Source, { id, cursor, mapping }: Job) {
  const numbers = takenNumbers()
  for (let after = 0; after < cursor; ) {
    const rows = listFit(id, after, cursor, PORTION, from)
    for (const { record, cells } of rows) numbers.add(record, readNumbers(cells, mapping))
    after = rows.length < PORTION ? cursor : rows.at(-1)!.record
  }
  return numbers
}
