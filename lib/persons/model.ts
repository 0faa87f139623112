import { z } from 'zod'
import type { ErasedRecord, erasures } from '#db/schema/persons'
import { addDays, dayOf } from '../kernel/time.ts'
import type { Known } from './words.ts'

export type Erasure = typeof erasures.$inferSelect
/** Where a person stands: the archive's own contact, a further contact, or a value that was replaced. */
export type Ref = Pick<ErasedRecord, 'kind' | 'id'>
/** One record of a person as a page may show it. */
export type Found = Ref & {
  customerId: number
  number: string
  customer: string
  isPerson: boolean
  isDeleted: boolean
  name: string
  phone: string
  email: string
  /** Which other personal fields are filled. */
  more: string[]
  files: number
}
/** A person as a command needs it: raw words, the archives concerned, and what of them is the person's own. */
export type Person = Known & { records: ErasedRecord[]; customers: number[]; contacts: number[]; formers: number[] }

export const kindLabels: Record<Ref['kind'], string> = { customer: '档案联系人', contact: '其他联系人', former: '曾用信息' }

const REF = /^(customer|contact|former)-([1-9]\d{0,14})$/
export const refWord = ({ kind, id }: Ref) => `${kind}-${id}`

/** customer-12 as a place; undefined for what is none. */
export function readRef(word: string): Ref | undefined {
  const [, kind, id] = REF.exec(word) ?? []
  return kind ? { kind: kind as Ref['kind'], id: Number(id) } : undefined
}

const listed = (v: unknown) => (typeof v === 'string' ? v.split(',').filter(Boolean) : v)
const word = z.string().transform((text, ctx) => {
  const ref = readRef(text)
  if (!ref) ctx.addIssue({ code: 'custom', message: '请重新选择' })
  return ref ?? z.NEVER
})
/** Records of one person, as customer-12,contact-5 or as a list of such words. */
export const refs = z.preprocess(listed, z.array(word).min(1, '请至少选择一处').max(100, '一次最多 100 处'))

/** What was done, in the order it is told of. */
export const countLabels: Record<string, string> = {
  customers: '客户档案',
  contacts: '联系人',
  formers: '曾用信息',
  files: '附件',
  texts: '其他记录中的文字',
  audit: '日志中的内容',
}

/** The last day on which a backup made before `at` can still be there: the newest of a month stays for twelve (lib/backups surplus). */
export function heldUntil(at: number): string {
  const [year = 0, month = 0] = dayOf(at).split('-').map(Number)
  return addDays(`${year + 1}-${String(month).padStart(2, '0')}-01`, 1)
}
