import { Worker } from 'node:worker_threads'
import { onStop } from '../door/closers.ts'
import { logError } from '../door/log.ts'

/**
 * Folds the write-ahead log into the database file in a thread of its own, so that no commit and no page waits for the disk a second time.
 * Without the thread the writing connection folds by itself, when the log has grown to 64 MB.
 */
export function keepFolding(database: string) {
  const worker = new Worker(new URL('./folding-worker.ts', import.meta.url), {
    workerData: { database },
    resourceLimits: { maxOldGenerationSizeMb: 24, maxYoungGenerationSizeMb: 2 },
  })
  worker.unref()
  worker.on('error', logError)
  onStop('folding', () => worker.terminate())
}
