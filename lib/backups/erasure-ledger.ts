import { existsSync, fsyncSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Erasure } from '../persons/model.ts'
import { syncFolder, withFile, writeAll } from './stream.ts'

/** What has to be carried out again in data from before it; it names nobody. */
export type LedgerEntry = Omit<Erasure, 'contents' | 'settledAt'>

const ledgerIn = (data: string) => join(data, 'erasures.json')

/** The erasures of this folder, whatever database lies in it: a restore leaves this file alone. */
export const readLedger = (data: string): LedgerEntry[] =>
  existsSync(ledgerIn(data)) ? (JSON.parse(readFileSync(ledgerIn(data), 'utf8')) as LedgerEntry[]) : []

/** Adds what the database knows to what the file holds, synced and exchanged by renaming. */
export function keepLedger(data: string, erasures: readonly Erasure[]) {
  const kept = readLedger(data)
  const fresh = erasures.filter((one) => !isIn(kept, one)).map(({ contents: _, settledAt: __, ...entry }) => entry)
  if (fresh.length === 0) return
  const path = `${ledgerIn(data)}.new`
  rmSync(path, { force: true })
  withFile(path, 'wx', (file) => {
    writeAll(file, Buffer.from(JSON.stringify([...kept, ...fresh])))
    fsyncSync(file)
  })
  renameSync(path, ledgerIn(data))
  syncFolder(data)
}

/** The same erasure: of one moment and one person. */
export const isIn = (entries: readonly LedgerEntry[], { at, terms }: Pick<LedgerEntry, 'at' | 'terms'>) =>
  entries.some((one) => one.at === at && one.terms.join() === terms.join())
