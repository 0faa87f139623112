import { parentPort, workerData } from 'node:worker_threads'
import { holdMoment } from '../exports/queries.ts'
import { takeIn } from '../files/store.ts'
import { grant } from '../kernel/grant.ts'
import { contentsOf } from './contents.ts'
import type { Answer, Made, Order } from './orders.ts'
import { printReport } from './paper.ts'
import { sheetOf } from './sheet.ts'
import { freeze, type Wanted } from './snapshot.ts'

await work(workerData as Order)
  .catch((error: unknown): Answer => ({ failure: error instanceof Error ? error.message : String(error) }))
  .then((answer) => parentPort?.postMessage(answer))

async function work(order: Order): Promise<Answer> {
  if (order.kind === 'make') return { made: await make(order.wanted, order.data) }
  const { snapshot, mark } = order
  return { printed: (await printReport(contentsOf(snapshot), snapshot.at, mark)).bytes }
}

async function make(wanted: Wanted, data: string): Promise<Made> {
  holdMoment()
  const { snapshot, rows } = freeze(grant({ job: 'monthly-report' }, 'ticket.read'), wanted)
  const contents = contentsOf(snapshot)
  const { bytes, missing } = await printReport(contents, wanted.at, '原件')
  const pdf = await takeIn(data, 'report.pdf', whole(bytes))
  const xlsx = await takeIn(data, 'report.xlsx', whole(await sheetOf(contents)))
  return { snapshot, rows, pdf, xlsx, missing }
}

async function* whole(bytes: Uint8Array) {
  yield bytes
}
