import { InvalidInputError, readSheet } from 'read-excel-file/node'
import writeExcelFile, { type Cell } from 'write-excel-file/node'
import { UnreadableSheet } from './refusal.ts'
import { checkedWorkbook, type SheetLimits } from './workbook.ts'

/** What is written: a text cell is always text, a number always a number; widths count Latin characters; `above` is a line over the header. */
export type SheetToWrite = {
  name: string
  above?: string
  header: string[]
  rows: readonly (readonly (string | number | null)[])[]
  widths?: number[]
}

export const LIMITS: SheetLimits = { bytes: 60 * 1024 * 1024, rows: 200_000, columns: 100 }

const LONGEST_CELL = 32_767
const WIDEST = 60
const SECOND = 1000

/** The rows of a sheet as text, empty ones kept so that the index is the row's number - 1; days YYYY-MM-DD, moments with HH:mm. */
export async function readXlsx(bytes: Uint8Array, limits: SheetLimits = LIMITS, sheetName?: string): Promise<string[][]> {
  const { workbook, sheet } = checkedWorkbook(bytes, limits, sheetName)
  const rows: unknown[][] = await readSheet(workbook, sheet, { trim: false, parseNumber: plainNumber }).catch(refuse)
  return rows.map((row) => row.map(cellText))
}

/** A workbook of one sheet with a bold, fixed header; no cell is ever a formula (G-02). 100,000 rows take seconds: in a worker. */
export async function writeXlsx({ name, above, header, rows, widths }: SheetToWrite): Promise<Buffer> {
  const head: Cell[] = header.map((text) => ({ value: storable(text), type: String, fontWeight: 'bold' }))
  const columns = header.map((text, at) => ({ width: widths?.[at] ?? fittingWidth(text, rows, at) }))
  const sheet = printable(name)
    .replace(/[\\/?*[\]:]/g, ' ')
    .slice(0, 31)
  const heads: Cell[][] = above === undefined ? [head] : [[cellToWrite(above)], head]
  return writeExcelFile([...heads, ...rows.map((row) => row.map(cellToWrite))], {
    sheet,
    columns,
    stickyRowsCount: heads.length,
  }).toBuffer()
}

function refuse(error: unknown): never {
  if (error instanceof InvalidInputError) throw new UnreadableSheet('truncated')
  throw new UnreadableSheet('broken-cell') // whatever else it meets in the file, down to cells without an address
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return dateText(value)
  return typeof value === 'boolean' ? (value ? '是' : '否') : String(value)
}

// The library's dates hold the written time as UTC, a millisecond off where a fraction of a day is not exact.
function dateText(value: Date) {
  const text = new Date(Math.round(value.getTime() / SECOND) * SECOND).toISOString()
  if (value.getUTCFullYear() < 1900) return text.slice(11, 16)
  return text.slice(11, 19) === '00:00:00' ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}`
}

// A spreadsheet keeps 15 digits and writes 17: 1280.3 is stored as 1280.3000000000002, a phone as 1.3800138E10.
function plainNumber(stored: string): string {
  const digits = stored.replace(/\D/g, '').length
  if (!/e/i.test(stored) && digits <= 15) return stored
  return Number(Number(stored).toPrecision(15)).toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 15 })
}

function cellToWrite(value: string | number | null): Cell {
  if (value === null || value === '') return null
  return typeof value === 'number' ? { value, type: Number } : { value: storable(value), type: String }
}

// A cell of Excel ends at 32,767 characters; a return is written _x000D_, so a text that looks like that is escaped.
function storable(text: string) {
  return printable(text.slice(0, LONGEST_CELL))
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replaceAll('\r', '_x000D_')
}

// XML has no place for control characters and half surrogates.
function printable(text: string) {
  return text.toWellFormed().replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, ' ')
}

function fittingWidth(title: string, rows: SheetToWrite['rows'], at: number) {
  const widest = Math.max(...[title, ...rows.slice(0, 200).map((row) => String(row[at] ?? ''))].map(displayWidth))
  return Math.min(WIDEST, Math.max(8, widest + 2))
}

function displayWidth(text: string) {
  return Array.from(text.split('\n')[0] ?? '').reduce((sum, character) => sum + (/[\u1100-\uffff]/.test(character) ? 2 : 1), 0)
}
