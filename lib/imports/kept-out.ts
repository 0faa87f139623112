import { toCsv } from '../formats/csv.ts'
import { breath } from '../kernel/breath.ts'
import type { Grant } from '../kernel/grant.ts'
import { verdictLabels } from './labels.ts'
import { findOwnImport } from './queries.ts'
import { type JudgedRow, listKeptOut } from './queries-records.ts'

const PORTION = 500
const MARK = '\ufeff'

/** The records that stayed outside as a CSV for Excel, portion by portion: line, record, verdict, column, reason, then everything as it stood in the sheet (W-16). */
export async function* keptOutCsv(me: Grant<'import.download'>, id: number): AsyncGenerator<string> {
  const { header } = findOwnImport(me, id)
  yield toCsv([['行号', '记录号', '结果', '列', '原因', ...header]])
  for (let after = 0; ; ) {
    const rows = listKeptOut(me, id, PORTION, after)
    if (rows.length === 0) return
    yield toCsv(rows.map(lineOf)).replace(MARK, '')
    after = rows.at(-1)!.record
    await breath()
  }
}

function lineOf({ line, record, verdict, reasons, cells }: JudgedRow) {
  const said = reasons ?? []
  return [
    line,
    record,
    verdict ? verdictLabels[verdict] : '',
    said.map(({ label }) => label).join('、'),
    said.map(({ reason }) => reason).join('；'),
    ...cells,
  ]
}
