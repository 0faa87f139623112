import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

export type StoredFile = { name: string; path: string; size: number }

/** The files kept under `files/<ab>/<sha256>`, by their names within the data folder; what is still coming in is none. */
export function storedFiles(data: string): StoredFile[] {
  const root = join(data, 'files')
  if (!existsSync(root)) return []
  return readdirSync(root)
    .filter((folder) => folder !== 'incoming' && statSync(join(root, folder)).isDirectory())
    .sort()
    .flatMap((folder) =>
      readdirSync(join(root, folder))
        .sort()
        .map((file) => `files/${folder}/${file}`),
    )
    .map((name) => ({ name, path: join(data, name), size: statSync(join(data, name)).size }))
}

/** Whether a stored file's name speaks of this content. */
export const isOwnName = (name: string, sha256: string) => name.endsWith(`/${sha256.slice(0, 2)}/${sha256}`)
