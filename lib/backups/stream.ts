import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'

const CHUNK = 1024 * 1024

/** Copies a piece of an open file into another, or nowhere, and returns its SHA-256 in hex; throws when the piece is shorter. */
export function copyPiece(source: number, from: number, size: number, into?: number): string {
  const hash = createHash('sha256')
  const chunk = Buffer.allocUnsafe(Math.min(CHUNK, Math.max(size, 1)))
  for (let done = 0; done < size; ) {
    const read = readSync(source, chunk, 0, Math.min(chunk.length, size - done), from + done)
    if (read === 0) throw new Error('文件比应有的短')
    const piece = chunk.subarray(0, read)
    hash.update(piece)
    if (into !== undefined) writeAll(into, piece)
    done += read
  }
  return hash.digest('hex')
}

/** Writes the whole buffer, however many calls the system makes of it. */
export function writeAll(into: number, bytes: Uint8Array) {
  for (let done = 0; done < bytes.length; ) done += writeSync(into, bytes, done)
}

/** Opens a file, gives it to `work` and closes it, whatever happens. */
export function withFile<T>(path: string, flags: 'r' | 'wx', work: (file: number) => T): T {
  const file = openSync(path, flags, 0o600)
  try {
    return work(file)
  } finally {
    closeSync(file)
  }
}

/** Makes sure that names put into a folder outlast a power cut; where folders cannot be synced, nothing. */
export function syncFolder(folder: string) {
  try {
    withFile(folder, 'r', fsyncSync)
  } catch (error) {
    if (process.platform !== 'win32') throw error
  }
}
