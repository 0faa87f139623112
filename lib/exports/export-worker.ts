import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import type { Message, Order, Word } from './messages.ts'
import { holdMoment } from './queries.ts'
import { bytesOf } from './sheet-bytes.ts'
import { tableOf } from './tables.ts'

await work(workerData as Order)

async function work({ actor, wanted, format, name }: Order) {
  holdMoment()
  const table = tableOf(actor, wanted)
  post({ kind: 'count', count: table.ids.length })
  const word = await nextWord()
  for await (const bytes of bytesOf(table, { format, name, note: word === 'on' ? '' : word.note })) {
    post({ kind: 'bytes', bytes })
    await nextWord()
  }
  post({ kind: 'done' })
  port().close()
}

async function nextWord(): Promise<Word> {
  const [word] = await once(port(), 'message')
  return word as Word
}

function post(message: Message) {
  port().postMessage(message)
}

function port() {
  if (!parentPort) throw new Error('export-worker runs in a worker thread only')
  return parentPort
}
