import { Worker } from 'node:worker_threads'
import { UnreadableSheet } from './refusal.ts'
import type { Sheet } from './sheet.ts'
import type { Message, Order, SheetSource } from './sheet-messages.ts'
import type { SheetLimits } from './workbook.ts'
import { LIMITS } from './xlsx.ts'

const LONGEST_MS = 15_000
const MEMORY_MB = 768

type Bounds = SheetLimits & { milliseconds: number; memoryMb: number }
export const BOUNDS: Bounds = { ...LIMITS, milliseconds: LONGEST_MS, memoryMb: MEMORY_MB }

/** `readSheet` in a thread of its own with a time and a memory limit; what goes wrong with the file is an UnreadableSheet. */
export function readSheetInWorker(source: SheetSource, bounds: Partial<Bounds> = {}, sheetName?: string): Promise<Sheet> {
  const { milliseconds, memoryMb, ...limits } = { ...BOUNDS, ...bounds }
  const order: Order = { source, limits, sheetName }
  const worker = new Worker(new URL('./sheet-worker.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  })
  return new Promise<Sheet>((resolve, reject) => {
    const alarm = setTimeout(() => reject(new UnreadableSheet('slow')), milliseconds)
    collect(worker, resolve, reject)
    worker.on('exit', () => clearTimeout(alarm))
  }).finally(() => worker.terminate())
}

function collect(worker: Worker, resolve: (sheet: Sheet) => void, reject: (error: unknown) => void) {
  const records: string[][] = []
  let head: Omit<Sheet, 'records'> | undefined
  worker.on('message', (message: Message) => {
    if (message.kind === 'head') head = message.head
    if (message.kind === 'refused') reject(new UnreadableSheet(message.code, message.detail))
    if (message.kind === 'done' && head) resolve({ ...head, records })
    if (message.kind !== 'records') return
    for (const record of message.records) records.push(record)
    worker.postMessage('next')
  })
  worker.on('error', (error) => reject(isOutOfMemory(error) ? new UnreadableSheet('too-large') : error))
  worker.on('exit', (code) => reject(new Error(`sheet-worker ended early with code ${code}`)))
}

function isOutOfMemory(error: unknown) {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
