import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { now } from '../kernel/time.ts'
import type { Order } from './make.ts'
import { type Made, nameAt } from './model.ts'

type Place = Pick<Order, 'data' | 'database' | 'backups'>
type Answer = { made: Made } | { failure: { code?: string; message: string } }

const FULL = new Set(['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'ENOSPC', 'EFBIG', 'EDQUOT'])

/** Makes a backup in a thread of its own, so that nobody waits for it; rejects with the reason in words, and then nothing is left of it. */
export async function makeBackup(place: Place): Promise<Made> {
  const at = now()
  const work = join(place.backups, `.work-${randomUUID()}`)
  const worker = new Worker(new URL('./backup-worker.ts', import.meta.url), {
    workerData: { ...place, name: nameAt(at), work, at } satisfies Order,
  })
  try {
    const answer = await answerOf(worker)
    if ('made' in answer) return answer.made
    throw new Error(inWords(answer.failure), { cause: answer.failure })
  } finally {
    await worker.terminate()
    rmSync(work, { recursive: true, force: true })
  }
}

function answerOf(worker: Worker) {
  return new Promise<Answer>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`backup-worker ended early with code ${code}`)))
  })
}

const inWords = ({ code, message }: { code?: string; message: string }) =>
  code && FULL.has(code) ? `磁盘空间不足，备份未完成（${code}）` : message
