import { toCsv } from '../formats/csv.ts'
import { writeXlsx } from '../formats/xlsx.ts'
import type { Format } from './model.ts'
import type { Table } from './tables.ts'

const PORTION = 500
const CHUNK = 256 * 1024
const MARK = '\ufeff'

/** The bytes of a sheet in portions: the watermark, the heads, every row (W-36); a formula is text in both formats (G-01, G-02). */
export async function* bytesOf(
  table: Table,
  { format, name, note }: { format: Format; name: string; note: string },
): AsyncGenerator<Uint8Array> {
  if (format === 'csv') yield* csvOf(table, note)
  else yield* inChunks(await writeXlsx({ name, above: note, header: table.header, rows: [...rowsOf(table)].flat() }))
}

function* csvOf(table: Table, note: string) {
  yield Buffer.from(toCsv([[note], table.header]))
  for (const rows of rowsOf(table)) yield Buffer.from(toCsv(rows).replace(MARK, ''))
}

function* rowsOf({ ids, rowsOf }: Table) {
  for (let at = 0; at < ids.length; at += PORTION) yield rowsOf(ids.slice(at, at + PORTION))
}

function* inChunks(bytes: Uint8Array) {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK)
}
