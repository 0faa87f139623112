import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { spell } from '../customers/search-words.ts'
import { grant } from '../kernel/grant.ts'
import { readCustomer } from './model.ts'
import { findJob, listNext } from './queries-machine.ts'

const PORTION = 500
const me = grant({ job: 'import.start' }, 'import.advance')
const port = parentPort!

await work((workerData as { id: number }).id)
port.close()

// Reads on with a connection of its own, and waits until the last portion but one has been taken.
async function work(id: number) {
  let job = findJob(me, id)
  for (;;) {
    const rows = listNext(me, job, PORTION)
    if (rows.length === 0) return port.postMessage(null)
    port.postMessage(
      rows.flatMap(({ record, cells }) => {
        const { values } = readCustomer(cells, job.mapping)
        return values ? [[record, spell(values)]] : []
      }),
    )
    job = { ...job, cursor: rows.at(-1)!.record }
    await once(port, 'message')
  }
}
