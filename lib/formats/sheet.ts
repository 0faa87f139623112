import { type Delimiter, parseCsv, sniffDelimiter } from './csv.ts'
import { decode, type Encoding } from './encoding.ts'
import { unguard } from './formula-guard.ts'
import { tooManyRows, UnreadableSheet } from './refusal.ts'
import type { SheetLimits } from './workbook.ts'
import { LIMITS, readXlsx } from './xlsx.ts'

/**
 * A table as text: `records` are as wide as the header or wider; `numbers` count records as a spreadsheet shows them (the first
 * row of the file is 1), `lines` the physical lines of the file; `ragged` lists the numbers of records of another width.
 */
export type Sheet = {
  kind: 'csv' | 'xlsx'
  encoding: Encoding | null
  delimiter: Delimiter | null
  damaged: number
  header: string[]
  records: string[][]
  numbers: number[]
  lines: number[]
  ragged: number[]
}

const LONGEST_CELL = 32_767 // what a cell of a spreadsheet can hold
const LONGEST_TITLE = 200

type Row = { cells: string[]; number: number; line: number }

const OLE = [0xd0, 0xcf, 0x11, 0xe0]
const ZIP = [0x50, 0x4b]
const BINARY = [
  [0x25, 0x50, 0x44, 0x46],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x52, 0x61, 0x72, 0x21],
  [0x1f, 0x8b],
  [0x37, 0x7a, 0xbc, 0xaf],
]

/** A table of a file's bytes, xlsx or csv by content, whatever the name says; throws UnreadableSheet. */
export async function readSheet(bytes: Uint8Array, limits: SheetLimits = LIMITS, sheetName?: string): Promise<Sheet> {
  if (bytes.byteLength === 0) throw new UnreadableSheet('empty')
  if (startsWith(bytes, OLE)) throw new UnreadableSheet(holds(bytes, 'EncryptedPackage') ? 'encrypted' : 'legacy-xls')
  if (BINARY.some((magic) => startsWith(bytes, magic))) throw new UnreadableSheet('not-a-table')
  return startsWith(bytes, ZIP) ? ofXlsx(bytes, limits, sheetName) : ofCsv(bytes, limits)
}

async function ofXlsx(bytes: Uint8Array, limits: SheetLimits, sheetName?: string): Promise<Sheet> {
  const cells = await readXlsx(bytes, limits, sheetName)
  if (cells.length > limits.rows + 1) throw tooManyRows(limits.rows)
  const rows = cells.map((row, at) => ({ cells: row, number: at + 1, line: at + 1 }))
  return { kind: 'xlsx', encoding: null, delimiter: null, damaged: 0, ...table(rows) }
}

async function ofCsv(bytes: Uint8Array, limits: SheetLimits): Promise<Sheet> {
  if (bytes.byteLength > limits.bytes) throw new UnreadableSheet('too-large')
  const { text, encoding, damaged } = decode(bytes)
  refuseNoText(text)
  const delimiter = sniffDelimiter(text)
  const rows: Row[] = []
  for await (const { record, line } of parseCsv(withoutEmptyEnd(text), delimiter, limits.rows + 1)) {
    if (record.length > limits.columns) throw new UnreadableSheet('too-many-columns', `（最多 ${limits.columns} 列）`)
    rows.push({ cells: record.map(unguard), number: rows.length + 1, line })
  }
  return { kind: 'csv', encoding, delimiter, damaged, ...table(rows) }
}

// A title above the table is passed over: the header is the first row with two cells filled, or the first with any.
function table(rows: Row[]) {
  const long = rows.find(({ cells }) => cells.some((cell) => cell.length > LONGEST_CELL))
  if (long) throw new UnreadableSheet('long-cell', `（第 ${long.line} 行）`)
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (filled.length === 0) throw new UnreadableSheet('empty')
  const head = filled.find(({ cells }) => cells.filter((cell) => cell.trim() !== '').length > 1) ?? filled[0]
  const below = filled.filter(({ number }) => number > (head?.number ?? 0))
  if (below.length === 0) throw new UnreadableSheet('no-records')
  const header = withoutTail(head?.cells ?? [])
  if (header.some((title) => title.length > LONGEST_TITLE)) throw new UnreadableSheet('long-title')
  return {
    header,
    records: below.map(({ cells }) => fitted(cells, header.length)),
    numbers: below.map(({ number }) => number),
    lines: below.map(({ line }) => line),
    ragged: below.filter(({ cells }) => isRagged(cells, head?.cells.length ?? 0)).map(({ number }) => number),
  }
}

function fitted(cells: string[], width: number) {
  const kept = cells.length > width ? [...cells.slice(0, width), ...withoutTail(cells.slice(width))] : cells
  return kept.length < width ? [...kept, ...Array<string>(width - kept.length).fill('')] : kept
}

function withoutTail(cells: string[]) {
  const last = cells.findLastIndex((cell) => cell.trim() !== '')
  return cells.slice(0, last + 1)
}

function isRagged(cells: string[], width: number) {
  return cells.length < width || withoutTail(cells).length > width
}

function refuseNoText(text: string) {
  const head = text.slice(0, 64 * 1024)
  if (/^\s*<(?:!doctype|html|table|\?xml|meta)/i.test(head)) throw new UnreadableSheet('web-page')
  const odd = head.match(/[\p{Co}\p{Cn}\ufffd]|(?![\t\r\n])\p{Cc}/gu)?.length ?? 0
  if (head.includes('\0') || odd * 20 > head.length) throw new UnreadableSheet('not-a-table')
}

// By hand: /[\r\n]+$/ would look at every run of empty lines again from each of its lines.
function withoutEmptyEnd(text: string) {
  let end = text.length
  while (end > 0 && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--
  return text.slice(0, end)
}

function startsWith(bytes: Uint8Array, magic: readonly number[]) {
  return magic.every((byte, at) => bytes[at] === byte)
}

function holds(bytes: Uint8Array, name: string) {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(name, 'utf16le'))
}
