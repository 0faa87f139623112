import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { syncFolder } from '../backups/stream.ts'
import { Missing } from '../kernel/errors.ts'
import { extensionOf, HEAD_BYTES, isWhatItSays } from './formats.ts'
import { MOST_BYTES } from './model.ts'
import { TAIL_BYTES } from './office.ts'
import { UnfitFile } from './problems.ts'

/** A file that has come in whole and lies synced beside the others, not yet among them. */
export type Incoming = { path: string; originalName: string; extension: string; bytes: number; sha256: string }

/**
 * Writes a stream into files/incoming/<uuid> of the data folder, counting as it comes; throws UnfitFile for what is too
 * big, empty, of no accepted kind or not what its name says, and leaves nothing behind then (F-01, F-07, F-09).
 */
export async function takeIn(data: string, originalName: string, source: AsyncIterable<Uint8Array>): Promise<Incoming> {
  const extension = extensionOf(originalName)
  if (!extension) throw new UnfitFile('not-allowed')
  const folder = join(data, 'files', 'incoming')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, randomUUID())
  try {
    const file = await open(path, 'wx+', 0o600)
    try {
      return { path, originalName, extension, ...(await fill(file, extension, source)) }
    } finally {
      await file.close()
    }
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

async function fill(file: FileHandle, extension: string, source: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256')
  let [bytes, zeros] = [0, false]
  for await (const chunk of source) {
    bytes += chunk.byteLength
    if (bytes > MOST_BYTES) throw new UnfitFile('too-big')
    hash.update(chunk)
    zeros ||= chunk.includes(0)
    await file.writeFile(chunk)
  }
  if (bytes === 0) throw new UnfitFile('empty')
  const head = await piece(file, 0, Math.min(bytes, HEAD_BYTES))
  const tail = await piece(file, Math.max(0, bytes - TAIL_BYTES), Math.min(bytes, TAIL_BYTES))
  if (!isWhatItSays(extension, head, { zeros, tail, size: bytes })) throw new UnfitFile('not-what-it-says')
  await file.sync()
  return { bytes, sha256: hash.digest('hex') }
}

async function piece(file: FileHandle, from: number, length: number) {
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, from)
  return buffer
}

/** Gives an incoming file its place, files/<ab>/<sha256>, for good; what lies there already is the same content and stays. */
export function settle(data: string, { path, sha256 }: Incoming) {
  const [folder, place] = placeOf(data, sha256)
  if (existsSync(place)) return rmSync(path, { force: true })
  const isNew = mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined
  renameSync(path, place)
  syncFolder(folder)
  if (isNew) syncFolder(join(data, 'files'))
  if (process.env.FAULT_AT === 'after-rename') process.kill(process.pid, 'SIGKILL')
}

/** Takes a content away that no record speaks of; the caller has made sure. */
export const discard = (data: string, sha256: string) => rmSync(placeOf(data, sha256)[1], { force: true })

/** Drops what came in and was not wanted after all. */
export const dropIncoming = ({ path }: Incoming) => rmSync(path, { force: true })

/** Where a content lies, proved to be within the files folder whatever links may stand there (F-04); throws Missing when it is gone. */
export function storedPath(data: string, sha256: string): string {
  const [, place] = placeOf(data, sha256)
  if (!existsSync(place)) throw new Missing('附件内容')
  const real = realpathSync(place)
  if (!real.startsWith(realpathSync(join(data, 'files')) + sep)) throw new Missing('附件内容')
  return real
}

function placeOf(data: string, sha256: string): [folder: string, place: string] {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Missing('附件内容')
  const folder = join(data, 'files', sha256.slice(0, 2))
  return [folder, join(folder, sha256)]
}
