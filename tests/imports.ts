import { asc, eq } from 'drizzle-orm'
import { reader } from '#db/client'
import { importRows } from '#db/schema/imports'
import { execute } from '#lib/execute'
import type { Target } from '#lib/imports/aliases'
import { checkImport, startImport } from '#lib/imports/commands'
import { findImport } from '#lib/imports/queries'
import { runImport } from '#lib/imports/run'
import { bringSheet } from '#lib/imports/stage'
import { grant, type User } from '#lib/kernel/grant'

/** The bytes of a sheet of these lines. */
export const sheetOf = (...lines: string[]) => new TextEncoder().encode(lines.join('\n'))

export const jobOf = (me: User, id: number) => findImport(grant(me, 'import.read'), id)

/** Uploads a sheet and lets every record be judged; `before` may change columns and people. */
export async function checkedSheet(me: User, target: Target, bytes: Uint8Array, before?: (id: number) => void): Promise<number> {
  const id = await bringSheet(me, { target, fileName: '表格.csv', bytes })
  before?.(id)
  execute(checkImport, me, { id })
  await runImport(id)
  return id
}

/** The same, and takes in what was judged fit. */
export async function importedSheet(me: User, target: Target, bytes: Uint8Array, before?: (id: number) => void): Promise<number> {
  const id = await checkedSheet(me, target, bytes, before)
  execute(startImport, me, { id })
  await runImport(id)
  return id
}

export const rowsOf = (id: number) =>
  reader().select().from(importRows).where(eq(importRows.jobId, id)).orderBy(asc(importRows.record)).all()
