import { existsSync, fsyncSync, mkdirSync, readSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Manifest } from './model.ts'
import { isOwnName, type StoredFile, storedFiles } from './stored-files.ts'
import { copyPiece, withFile, writeAll } from './stream.ts'
import { type TarEntry, tarEntries, tarHeader, tarPadding, writeTarEnd } from './tar.ts'

// manifest.json first, then the database, the clock's mark and the files. The secret stays out: whoever finds a copy can
// sign nothing with it; the folder that is restored into keeps its own, or makes one, and people sign in again.
const MANIFEST_MOST = 1024 * 1024

/** Writes manifest, database, clock and files into one tar, synced to the disk. */
export function writeArtefact(
  path: string,
  data: string,
  database: string,
  manifest: Omit<Manifest, 'format' | 'files' | 'database'>,
): Manifest {
  const clock = existsSync(join(data, 'clock'))
    ? [{ name: 'clock', path: join(data, 'clock'), size: statSync(join(data, 'clock')).size }]
    : []
  const files = storedFiles(data)
  const size = statSync(database).size
  const sha256 = withFile(database, 'r', (file) => copyPiece(file, 0, size))
  const whole: Manifest = {
    format: 1,
    ...manifest,
    database: { bytes: size, sha256 },
    files: { count: files.length, bytes: files.reduce((sum, file) => sum + file.size, 0) },
  }
  withFile(path, 'wx', (tar) => {
    addText(tar, 'manifest.json', JSON.stringify(whole), manifest.madeAt)
    for (const file of [{ name: 'crm.db', path: database, size }, ...clock, ...files]) addFile(tar, file, manifest.madeAt)
    writeTarEnd(tar)
    fsyncSync(tar)
  })
  return whole
}

/** What a backup says of itself, without reading it through; throws when it is none. */
export const readManifest = (path: string): Manifest => withFile(path, 'r', (tar) => manifestIn(tar, statSync(path).size))

/** Reads a backup through, unpacking it into an empty folder where one is given; returns the names of files that are not what their name says. Throws when the backup itself is damaged. */
export function readThrough(path: string, into?: string): { manifest: Manifest; damaged: string[] } {
  const bytes = statSync(path).size
  return withFile(path, 'r', (tar) => {
    const manifest = manifestIn(tar, bytes)
    const found = [...tarEntries(tar, bytes)]
      .filter((entry) => entry.name !== 'manifest.json')
      .map((entry) => ({ name: entry.name, sha256: take(tar, entry, into) }))
    const database = found.find((one) => one.name === 'crm.db')
    if (database?.sha256 !== manifest.database.sha256) throw new Error('备份中的数据库与清单不符')
    const files = found.filter((one) => one.name.startsWith('files/'))
    if (files.length !== manifest.files.count) throw new Error('备份中的文件与清单不符')
    return { manifest, damaged: files.filter((file) => !isOwnName(file.name, file.sha256)).map((file) => file.name) }
  })
}

function manifestIn(tar: number, bytes: number): Manifest {
  const first = tarEntries(tar, bytes).next().value as TarEntry | undefined
  if (first?.name !== 'manifest.json' || first.size > MANIFEST_MOST) throw new Error('不是本平台的备份文件')
  const text = Buffer.alloc(first.size)
  readSync(tar, text, 0, first.size, first.from)
  const manifest = JSON.parse(text.toString()) as Manifest
  if (manifest.format !== 1) throw new Error('备份由更新的版本写成，此版本不能读取')
  return manifest
}

// Only names that we write ourselves are ever unpacked: nothing leaves the folder.
function take(tar: number, { name, size, from }: TarEntry, into: string | undefined): string {
  if (!/^(?:crm\.db|clock|files\/[\w-]+\/[\w.-]+)$/.test(name) || name.includes('..')) throw new Error(`备份中有不认识的文件：${name}`)
  if (into === undefined) return copyPiece(tar, from, size)
  const path = join(into, name)
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  return withFile(path, 'wx', (file) => {
    const sha256 = copyPiece(tar, from, size, file)
    fsyncSync(file)
    return sha256
  })
}

function addFile(tar: number, { name, path, size }: StoredFile, at: number) {
  writeAll(tar, tarHeader(name, size, at))
  withFile(path, 'r', (file) => copyPiece(file, 0, size, tar))
  writeAll(tar, tarPadding(size))
}

function addText(tar: number, name: string, text: string, at: number) {
  const bytes = Buffer.from(text)
  for (const part of [tarHeader(name, bytes.length, at), bytes, tarPadding(bytes.length)]) writeAll(tar, part)
}
