import { createHash } from 'node:crypto'
import { turnToWrite, writable } from '../aside/gate.ts'
import { execute } from '../execute.ts'
import type { Sheet } from '../formats/sheet.ts'
import { readSheetInWorker } from '../formats/sheet-in-worker.ts'
import { Refusal } from '../kernel/errors.ts'
import { type Grant, grant, type User } from '../kernel/grant.ts'
import { failImport, stageRows } from './advance.ts'
import type { Target } from './aliases.ts'
import { createImport } from './commands.ts'
import { guessMapping } from './mapping.ts'
import { namesIn, personColumn } from './people.ts'
import type { StagedRow } from './queries-records.ts'
import { inTurn } from './turn.ts'

const PORTION = 500
const machine = { job: 'import.stage' }

export type Brought = { target: Target; fileName: string; bytes: Uint8Array }

/**
 * Reads an uploaded sheet in a thread of its own and puts its records down, portion by portion; the file itself is not kept.
 * Returns the id of the import. One sheet is read at a time.
 * Throws UnreadableSheet for what is no table, Forbidden for whom it is not, NotTaken when too many wait or lie there.
 */
export async function bringSheet(user: User, brought: Brought): Promise<number> {
  const me = grant(user, 'import.create')
  return await inTurn(() => readAndStage(me, user, brought))
}

async function readAndStage(me: Grant<'import.create'>, user: User, { target, fileName, bytes }: Brought): Promise<number> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const sheet = await readSheetInWorker({ bytes })
  const mapping = guessMapping(sheet.header, target)
  const column = personColumn(me, target, mapping)
  const names = column === null ? [] : namesIn(sheet.records.map((record) => record[column] ?? ''))
  await writable()
  const job = execute(createImport, user, {
    target,
    fileName: fileName.slice(-200),
    sha256,
    encoding: formOf(sheet),
    header: sheet.header,
    mapping,
    names,
    total: sheet.records.length,
  })
  await putDown(job.after.id, sheet)
  return job.after.id
}

async function putDown(id: number, { records, numbers, lines }: Sheet) {
  try {
    for (let at = 0; at < records.length; at += PORTION) {
      const rows: StagedRow[] = records
        .slice(at, at + PORTION)
        .map((cells, i) => ({ cells, record: numbers[at + i]!, line: lines[at + i]! }))
      execute(stageRows, machine, { id, rows, last: at + PORTION >= records.length })
      await turnToWrite()
    }
  } catch (error) {
    await writable()
    if (!(error instanceof Refusal)) execute(failImport, machine, { id, failure: '保存记录时出错，请重新上传' })
    throw error
  }
}

/** CSV · GB18030 · 逗号分隔: how the file was understood (G-04). */
function formOf({ kind, encoding, delimiter, damaged, ragged }: Sheet): string {
  const names = { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16 LE', 'utf-16be': 'UTF-16 BE', gb18030: 'GB18030' }
  const marks = { ',': '逗号分隔', ';': '分号分隔', '\t': '制表符分隔' }
  const form = kind === 'xlsx' ? ['Excel（.xlsx）'] : ['CSV', encoding && names[encoding], delimiter && marks[delimiter]]
  const odd = [damaged > 0 && `${damaged} 个字符无法识别`, ragged.length > 0 && `${ragged.length} 行的列数与表头不同`]
  return [...form, ...odd].filter(Boolean).join(' · ')
}
