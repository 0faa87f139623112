import { parse } from 'csv-parse'
import { stringify } from 'csv-stringify/sync'
import { guard } from './formula-guard.ts'
import { tooManyRows, UnreadableSheet } from './refusal.ts'

export type Delimiter = ',' | ';' | '\t'
/** `line` is the physical line on which the record begins, counted from 1. */
export type CsvRecord = { record: string[]; line: number }

const SNIFFED = 64 * 1024
const LINE_ENDS = ['\r\n', '\n', '\r']
const DELIMITERS: readonly Delimiter[] = [',', '\t', ';']

/** The character that divides most of the first lines into equally many cells; what stands in quotes does not count. */
export function sniffDelimiter(text: string): Delimiter {
  const lines = outsideQuotes(text.slice(0, SNIFFED))
    .split(/\r\n?|\n/)
    .slice(0, 30)
  const scores = DELIMITERS.map((delimiter) => agreement(lines.map((line) => line.split(delimiter).length - 1)))
  return DELIMITERS[scores.indexOf(Math.max(...scores))] ?? ','
}

/** The records of a text one by one, cells as written; lines of another length are records too; an open quote is refused, and more records than `most` before the rest is parsed. */
export async function* parseCsv(text: string, delimiter: Delimiter, most = Number.POSITIVE_INFINITY): AsyncGenerator<CsvRecord> {
  const begins = [1] // the line of each record, noted while parsing: an error comes before the records that precede it
  const note = (record: string[]) => {
    if (begins.length > most) throw tooManyRows(most - 1)
    begins.push((begins.at(-1) ?? 1) + 1 + lineEnds(record))
    return record
  }
  const parser = parse({ delimiter, record_delimiter: LINE_ENDS, relax_column_count: true, relax_quotes: true, on_record: note })
  parser.end(text)
  let index = 0
  try {
    for await (const record of parser as AsyncIterable<string[]>) yield { record, line: begins[index++] ?? 0 }
  } catch (error) {
    throw isOpenQuote(error) ? new UnreadableSheet('open-quote', `（从第 ${begins.at(-1)} 行开始）`) : error
  }
}

/** A table for Excel: UTF-8 with byte order mark, CRLF, formulas defused. */
export function toCsv(rows: readonly (readonly (string | number | null)[])[]): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? guard(cell) : (cell?.toString() ?? ''))))
  return stringify(cells, { bom: true, record_delimiter: '\r\n', quoted_match: /[\r\n\t;]|^\s|\s$/ })
}

function isOpenQuote(error: unknown) {
  return error instanceof Error && 'code' in error && error.code === 'CSV_QUOTE_NOT_CLOSED'
}

function agreement(counts: number[]) {
  const common = counts.filter((count) => count > 0)
  const best = Math.max(0, ...new Set(common.map((count) => common.filter((other) => other === count).length * 100 + count)))
  return best
}

function outsideQuotes(text: string) {
  return text.replace(/"(?:[^"]|"")*(?:"|$)/g, '')
}

function lineEnds(record: string[]) {
  return record.reduce((total, cell) => total + (cell.match(/\r\n?|\n/g)?.length ?? 0), 0)
}
