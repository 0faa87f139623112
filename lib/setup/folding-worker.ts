import { workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'

const EVERY_MS = 1000

const db = new Database((workerData as { database: string }).database, { timeout: 0 })
db.pragma('synchronous = FULL')
// Passive: takes what no reader holds, waits for nobody, and does nothing where nothing was written.
setInterval(() => db.pragma('wal_checkpoint(PASSIVE)'), EVERY_MS)
