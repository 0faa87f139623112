import type { RefusalCode } from './refusal.ts'
import type { Sheet } from './sheet.ts'
import type { SheetLimits } from './workbook.ts'

/** A file on disk or in memory. */
export type SheetSource = { path: string } | { bytes: Uint8Array }
export type Order = { source: SheetSource; limits: SheetLimits; sheetName?: string | undefined }
/** Records follow in portions, so that taking them in never holds up the reader's other work. */
export type Message =
  | { kind: 'head'; head: Omit<Sheet, 'records'> }
  | { kind: 'records'; records: string[][] }
  | { kind: 'done' }
  | { kind: 'refused'; code: RefusalCode; detail: string }
