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
