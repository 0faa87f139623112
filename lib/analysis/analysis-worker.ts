import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { holdMoment } from '../exports/queries.ts'
import { grant } from '../kernel/grant.ts'
import { printReport } from '../reports/paper.ts'
import type { Listed } from './lists.ts'
import type { Message, Order } from './orders.ts'
import { countWalk } from './sums.ts'
import { workOut } from './work-out.ts'

// So many characters of ids at a time: nobody shall wait for their writing.
const PORTION = 100_000

await work(workerData as Order).catch((error: unknown) =>
  say({ kind: 'failure', message: error instanceof Error ? error.message : String(error) }),
)

async function work(order: Order) {
  if (order.kind === 'print') return say({ kind: 'printed', bytes: (await printReport(order.contents, order.at, order.mark)).bytes })
  holdMoment()
  const total = countWalk()
  const { day, parts, risks, lists } = workOut(grant({ job: 'analysis' }, 'analysis.finish'), order.at, undefined, (done) =>
    say({ kind: 'progress', done, total }),
  )
  await handOver({ kind: 'figures', day, parts, risks })
  for (const rows of portionsOf(lists)) await handOver({ kind: 'rows', rows })
  say({ kind: 'done' })
}

function* portionsOf(lists: Iterable<Listed>): Generator<Listed[]> {
  let [portion, size]: [Listed[], number] = [[], 0]
  for (const list of lists) {
    portion.push(list)
    size += list.refs.length + 40
    if (size < PORTION) continue
    yield portion
    ;[portion, size] = [[], 0]
  }
  if (portion.length > 0) yield portion
}

// What is handed over is written before the next comes: memory holds one portion at a time.
async function handOver(message: Message) {
  const heard = once(port(), 'message')
  say(message)
  await heard
}

function say(message: Message) {
  port().postMessage(message)
}

function port() {
  if (!parentPort) throw new Error('analysis-worker runs in a worker thread only')
  return parentPort
}
