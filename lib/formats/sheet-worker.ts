import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { UnreadableSheet } from './refusal.ts'
import { readSheet } from './sheet.ts'
import type { Message, Order } from './sheet-messages.ts'

const PORTION = 1000

await work(workerData as Order).catch(report)

async function work({ source, limits, sheetName }: Order) {
  const bytes = 'bytes' in source ? source.bytes : await readFile(source.path)
  const { records, ...head } = await readSheet(bytes, limits, sheetName)
  post({ kind: 'head', head })
  for (let at = 0; at < records.length; at += PORTION) {
    post({ kind: 'records', records: records.slice(at, at + PORTION) })
    await once(port(), 'message')
  }
  post({ kind: 'done' })
  port().close()
}

function report(error: unknown) {
  if (!(error instanceof UnreadableSheet)) throw error
  post({ kind: 'refused', code: error.code, detail: error.detail })
}

function post(message: Message) {
  port().postMessage(message)
}

function port() {
  if (!parentPort) throw new Error('sheet-worker runs in a worker thread only')
  return parentPort
}
