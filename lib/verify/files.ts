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

/** Which records of files have no content of their size in its place; removed ones can come back and count too (quality 5). */
export function missingFiles(db: Database.Database, data: string): string | undefined {
  const sizes = new Map(storedFiles(data).map(({ name, size }) => [name.slice(-64), size]))
  const rows = db.prepare('select name, sha256, bytes from files').all() as { name: string; sha256: string; bytes: number }[]
  const missing = rows.filter(({ sha256, bytes }) => sizes.get(sha256) !== bytes)
  return missing.length > 0 ? `${missing.length} 个附件缺少内容，例如 ${missing[0]!.name}` : undefined
}
