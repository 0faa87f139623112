import { accessSync, closeSync, constants, mkdirSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from './cannot-start.ts'
import type { Place } from './place.ts'

/** Makes the data folder and those within it, for this user alone, and proves by writing that they can be written. */
export function openDataFolder({ data, backups, incoming }: Place) {
  try {
    for (const folder of [data, backups, incoming]) mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(data, constants.R_OK | constants.W_OK | constants.X_OK)
    const probe = join(data, `.probe-${process.pid}`)
    closeSync(openSync(probe, 'w', 0o600))
    rmSync(probe)
  } catch (error) {
    throw new CannotStart(`数据目录 ${data} 不可写（${codeOf(error)}）。请检查目录的所有者和权限，或用 DATA_DIR 指定其他目录。`)
  }
}

/** Removes what an interrupted upload left behind. */
export function sweepIncoming({ incoming }: Place) {
  rmSync(incoming, { recursive: true, force: true })
  mkdirSync(incoming, { recursive: true, mode: 0o700 })
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? String(error)
