import { zipSync } from 'fflate'
import { tooManyRows, UnreadableSheet } from './refusal.ts'
import { openZip, type ZipEntry } from './zip.ts'

export type SheetLimits = { bytes: number; rows: number; columns: number }

const ENTRIES = 2000
const RATIO = 400 // a repetitive but honest table packs 100 : 1
const FAR = 512 // an empty cell further right than this is a trap, not a habit
const NEEDED = /^(?:\[Content_Types\]\.xml|_rels\/|xl\/(?:_rels\/|workbook\.xml|styles\.xml|sharedStrings\.xml))/i

/**
 * A workbook with nothing in it but the wanted sheet and what that needs, unpacked under the limits and stored plainly: what
 * a reader then sees is what was checked. Without a name it is the first sheet.
 */
export function checkedWorkbook(bytes: Uint8Array, limits: SheetLimits, sheetName?: string): { workbook: Buffer; sheet: string } {
  const entries = openZip(bytes, { entries: ENTRIES, bytes: limits.bytes, ratio: RATIO })
  const { name, path } = wantedSheet(entries, sheetName)
  const sheet = content(entries, path)
  refuseSprawl(sheet, limits)
  const kept = entries.filter((entry) => NEEDED.test(entry.name)).map((entry) => [entry.name, entry.read()] as const)
  const stored = zipSync({ ...Object.fromEntries(kept), [path]: sheet }, { level: 0 })
  return { workbook: Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength), sheet: name }
}

function wantedSheet(entries: ZipEntry[], wanted?: string) {
  const book = text(entries, 'xl/workbook.xml')
  const targets = new Map(tags(text(entries, 'xl/_rels/workbook.xml.rels'), 'Relationship').map((rel) => [rel.Id, rel.Target ?? '']))
  const sheets = tags(book, 'sheet').map((sheet) => ({ name: sheet.name ?? '', path: partPath(targets.get(relationId(sheet))) }))
  const found = wanted === undefined ? sheets.find(({ path }) => path.includes('worksheets/')) : sheets.find(({ name }) => name === wanted)
  if (!found) throw new UnreadableSheet(wanted === undefined ? 'not-a-table' : 'no-such-sheet')
  return found
}

function relationId(sheet: Record<string, string>) {
  const key = Object.keys(sheet).find((name) => name === 'r:id' || name.endsWith(':id'))
  return key && sheet[key]
}

function partPath(target = '') {
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}

function text(entries: ZipEntry[], name: string) {
  return new TextDecoder().decode(content(entries, name))
}

function content(entries: ZipEntry[], name: string): Uint8Array {
  const entry = entries.find((one) => one.name.toLowerCase() === name.toLowerCase())
  if (!entry) throw new UnreadableSheet('not-a-table')
  return entry.read()
}

// One cell at XFD1048576 makes a reader build 17 billion empty ones: the addresses are read first.
function refuseSprawl(sheet: Uint8Array, limits: SheetLimits) {
  const xml = new TextDecoder('latin1').decode(sheet)
  let rows = 0
  for (const [, tag, attributes = '', end] of xml.matchAll(/<(?:\w+:)?(row|c)(?=[\s/>])([^<>]*)(>?)/g)) {
    const { row, column } = tag === 'row' ? rowAddress(attributes) : cellAddress(attributes)
    if (end === '' || row === undefined) throw new UnreadableSheet('broken-cell')
    rows = Math.max(rows, row)
    const far = columnNumber(column)
    if (rows > limits.rows + 1) throw tooManyRows(limits.rows)
    if (far > FAR || (far > limits.columns && !attributes.endsWith('/')))
      throw new UnreadableSheet('too-many-columns', `（最多 ${limits.columns} 列）`)
  }
}

function rowAddress(attributes: string) {
  return { row: Number(/\sr\s*=\s*["'](\d+)["']/.exec(attributes)?.[1] ?? 0), column: '' }
}

function cellAddress(attributes: string) {
  const [, column = '', row] = /\sr\s*=\s*["']([A-Z]{1,9})(\d{1,9})["']/.exec(attributes) ?? []
  return { row: row === undefined ? undefined : Number(row), column }
}

function columnNumber(letters: string) {
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
}

function tags(xml: string, name: string): Record<string, string>[] {
  const found = xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\s([^<>]*)>`, 'g'))
  return Array.from(found, ([, attributes = '']) =>
    Object.fromEntries(Array.from(attributes.matchAll(/(?<![\w:])([\w:]+)\s*=\s*"([^"]*)"/g), ([, key, value]) => [key, entity(value)])),
  )
}

function entity(value = '') {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
  return value.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) =>
    name ? (Object.hasOwn(named, name) ? named[name]! : whole) : character(hex ? Number.parseInt(hex, 16) : Number(decimal)),
  )
}

const LAST_CHARACTER = 0x10ffff
const character = (code: number) => (code <= LAST_CHARACTER ? String.fromCodePoint(code) : '\ufffd')
