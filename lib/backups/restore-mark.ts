import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type RestoreMark = { name: string; at: number }

const markIn = (data: string) => join(data, 'restored')

/** Left in the data folder by a restore, for the server that starts on it next. */
export const writeRestoreMark = (data: string, mark: RestoreMark) => writeFileSync(markIn(data), JSON.stringify(mark), { mode: 0o600 })
export const removeRestoreMark = (data: string) => rmSync(markIn(data), { force: true })

export function readRestoreMark(data: string): RestoreMark | undefined {
  return existsSync(markIn(data)) ? (JSON.parse(readFileSync(markIn(data), 'utf8')) as RestoreMark) : undefined
}
