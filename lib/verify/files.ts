import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { isOwnName, storedFiles } from '../backups/stored-files.ts'
import { copyPiece, withFile } from '../backups/stream.ts'

/** Which stored files are not what their names say, their names being their SHA-256. */
export function damagedFiles(data: string): string | undefined {
  const damaged = storedFiles(data).filter(
    ({ name, path, size }) =>
      !isOwnName(
        name,
        withFile(path, 'r', (file) => copyPiece(file, 0, size)),
      ),
  )
  return damaged.length > 0 ? `${damaged.length} 个文件的内容与名称不符，例如 ${damaged[0]!.name}` : undefined
}

/** Every record of a content in the files folder: attachments, also removed ones, which can come back, and both forms of a report. */
export const recorded = [
  'select name, sha256, bytes from files',
  "select '报告 ' || month || ' PDF' as name, pdf_sha256 as sha256, pdf_bytes as bytes from reports where pdf_sha256 <> ''",
  "select '报告 ' || month || ' Excel' as name, xlsx_sha256 as sha256, xlsx_bytes as bytes from reports where xlsx_sha256 <> ''",
] as const

type Recorded = { name: string; sha256: string; bytes: number }

/** Which records of files have no content of their size in its place (quality 5). */
export function missingFiles(db: Database.Database, data: string): string | undefined {
  const sizes = new Map(storedFiles(data).map(({ name, size }) => [name.slice(-64), size]))
  const rows = recorded.flatMap((query) => db.prepare(query).all() as Recorded[])
  const missing = rows.filter(({ sha256, bytes }) => sizes.get(sha256) !== bytes)
  return missing.length > 0 ? `${missing.length} 个附件缺少内容，例如 ${missing[0]!.name}` : undefined
}

/** What lies in the files folder and is no content: a file or folder that nothing of the product put there. */
export function strayFiles(data: string): string | undefined {
  const root = join(data, 'files')
  if (!existsSync(root)) return undefined
  const stray = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.name !== 'incoming')
    .flatMap((entry) => (entry.isDirectory() && /^[0-9a-f]{2}$/.test(entry.name) ? straysIn(root, entry.name) : [entry.name]))
  return stray.length > 0 ? `${stray.length} 个来历不明的文件，例如 files/${stray[0]}` : undefined
}

const straysIn = (root: string, folder: string) =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !entry.isFile() || !/^[0-9a-f]{64}$/.test(entry.name) || !entry.name.startsWith(folder))
    .map((entry) => `${folder}/${entry.name}`)
