import { z } from 'zod'
import type { files } from '#db/schema/archive'
import { dayOf } from '../kernel/time.ts'

export type StoredRow = typeof files.$inferSelect

export const kinds = ['contract', 'quote', 'plan', 'tender', 'acceptance', 'invoice', 'photo', 'recording', 'licence', 'other'] as const
export type Kind = (typeof kinds)[number]

/** 附件类型 (enumerations 5.8). */
export const kindLabels: Record<Kind, string> = {
  contract: '合作合同',
  quote: '报价单',
  plan: '方案',
  tender: '招投标文件',
  acceptance: '验收单',
  invoice: '发票',
  photo: '现场照片',
  recording: '录音/聊天截图',
  licence: '营业执照',
  other: '其他',
}
/** What only those may see who manage contracts (S0-22, A-03). */
export const contractKinds: readonly Kind[] = ['contract', 'quote']
export const isContractKind = (kind: string) => contractKinds.some((one) => one === kind)

const MB = 1024 * 1024
/** One file: 20 MB. */
export const MOST_BYTES = 20 * MB
/** What one customer may hold, one person may have brought, and the house in all; what lies in the recycle bin counts (F-09). */
export const quota = { files: 1000, bytes: 2048 * MB, person: 10 * 1024 * MB, total: 50 * 1024 * MB } as const
export const MOST_NAME = 150

// What a file system would stumble over, in whatever system the file ends up.
const UNFIT = /[\\/:*?"<>|\p{Cc}\p{Cf}]/gu

/** A name as it can stand in a folder: one line, without what file systems forbid. */
export const fileName = (text: string) => text.trim().replace(UNFIT, '_').replace(/^\.+/, '').slice(0, MOST_NAME).trim()

/** 2026年Q4合作合同_客户名称: the document's rule for names (S0-36), by the day of a moment in UTC milliseconds. */
export function ruledName(kind: Kind, customer: string, at: number): string {
  const day = dayOf(at)
  const quarter = Math.ceil(Number(day.slice(5, 7)) / 3)
  return fileName(`${day.slice(0, 4)}年Q${quarter}${kindLabels[kind].replace('/', '、')}_${customer}`)
}

/** The same name in its nth edition: _v2 from the second on. */
export const editionName = (base: string, edition: number) => (edition > 1 ? `${base}_v${edition}` : base)

/** What a name says without its edition, and which edition that is. */
export function readName(name: string): { base: string; edition: number } {
  const [, base, number] = /^(.+)_v([1-9]\d{0,3})$/s.exec(name) ?? []
  return base && number ? { base, edition: Number(number) } : { base: name, edition: 1 }
}

/** The next edition of `base` beside the names that are there, removed ones too, so that none comes back onto another. */
export const nextEdition = (base: string, names: readonly string[]) =>
  names.map(readName).reduce((next, there) => (there.base === base ? Math.max(next, there.edition + 1) : next), 1)

const RULE = /^\d{4}年Q[1-4].+_.+$/
/** Whether a name has the shape the company asks for: year, quarter, kind, customer. */
export const followsRule = (name: string) => RULE.test(name)

/** 1.2 MB, 35 KB, 800 B. */
export function sizeWords(bytes: number): string {
  if (bytes >= MB) return `${(bytes / MB).toFixed(1)} MB`
  return bytes >= 1024 ? `${Math.round(bytes / 1024)} KB` : `${bytes} B`
}

const id = z.coerce.number().int().positive()
const link = z.preprocess((v) => (v === '' || v === undefined ? null : v), id.nullable()).default(null)

/** A name as a person types it. */
export const givenName = z.string().trim().max(MOST_NAME, `名称最多 ${MOST_NAME} 字`).transform(fileName)

/** What is asked of a person about a file that comes in; an empty name is made by rule. */
export const attachShape = {
  customerId: id,
  followUpId: link,
  contactId: link,
  ticketId: link,
  kind: z.enum(kinds, '请选择附件类型'),
  name: givenName.default(''),
}
