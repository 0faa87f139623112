import { parseMoment } from '../formats/dates.ts'
import { maskEmail, maskName } from '../formats/mask.ts'
import { maskPhone, normalisePhone } from '../formats/phone.ts'
import type { Grant } from '../kernel/grant.ts'
import { type Field, targetFields } from './aliases.ts'
import type { Verdict } from './labels.ts'
import type { Mapping } from './mapping.ts'
import type { Job } from './queries.ts'
import { judgeFirstRows, listFirstRows } from './queries-records.ts'

export type PreviewRow = { record: number; line: number; cells: string[]; verdict: Verdict; said: string[] }
export type Preview = { columns: { key: string; label: string; title: string }[]; rows: PreviewRow[] }

const SHOWN = 20
const LONG = 120

/** The first twenty records under the present mapping, each with the verdict it would get and why; whatever is personal is masked. */
export function previewOf(me: Grant<'import.read'>, job: Job): Preview {
  const columns = mappedFields(job)
  return {
    columns: columns.map(({ key, label, column }) => ({ key, label, title: job.header[column] ?? '' })),
    rows: judgeFirstRows(me, job, SHOWN).map(({ record, line, cells, verdict, reasons, warnings }) => ({
      record,
      line,
      verdict,
      said: [...reasons, ...warnings].map(veiledReason).map(({ label, reason }) => `${label}：${reason}`),
      cells: columns.map(({ key, column }) => veiled(cells[column] ?? '', key)),
    })),
  }
}

/** A few values of each column, masked like everything that leaves a sheet for a page. */
export function samplesOf(me: Grant<'import.read'>, job: Job): string[] {
  const rows = listFirstRows(me, job.id, SHOWN)
  const fieldOf = new Map(mappedFields(job).map(({ key, column }) => [column, key]))
  return job.header.map((_, column) => {
    const values = rows.map(({ cells }) => (cells[column] ?? '').trim()).filter(Boolean)
    return [...new Set(values.map((value) => veiled(value, fieldOf.get(column) ?? '')))].slice(0, 3).join('、').slice(0, LONG)
  })
}

function mappedFields({ target, mapping }: { target: Job['target']; mapping: Mapping }) {
  const fields: readonly Field[] = targetFields[target]
  return fields.flatMap(({ key, label }) =>
    mapping[key] === null || mapping[key] === undefined ? [] : [{ key, label, column: mapping[key] }],
  )
}

/** A cell as a page may show it: numbers, addresses and contacts by their masks, whichever column they stand in (K10). */
export function veiled(cell: string, field: string): string {
  const text = cell.trim()
  if (field === 'contact') return maskName(text)
  if (field === 'phone') return maskPhone(normalisePhone(text) ?? (text === '' ? '' : '?'))
  const phone = field === '' || !parseMoment(text) ? normalisePhone(text) : null
  if (phone) return maskPhone(phone)
  if (text.slice(1, -1).includes('@') && !/\s/.test(text)) return maskEmail(text).slice(0, LONG)
  const open = text.replace(/(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)/g, '****')
  return open.length > LONG ? `${open.slice(0, LONG)}…` : open
}

const PERSONAL = new Set(['联系方式', '邮箱', '联系人姓名'])

/** A reason as a page may show it: what it quotes of a personal field is left out. */
export function veiledReason<R extends { label: string; reason: string }>(said: R): R {
  return PERSONAL.has(said.label) ? { ...said, reason: said.reason.replace(/「[^」]*」/g, '「****」') } : said
}
