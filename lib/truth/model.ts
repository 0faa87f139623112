import { z } from 'zod'
import { verifiedFacts, verifiedVia } from '#db/schema/truth'
import type { Customer } from '../customers/model.ts'
import { isDay, today } from '../kernel/time.ts'

export type Fact = (typeof verifiedFacts)[number]
export type Via = (typeof verifiedVia)[number]
/** A verification that holds: of which fact, where it was checked, on which day, by whom. */
export type Stamp = { fact: Fact; via: Via; verifiedOn: string; by: string | null }

export const factLabels: Record<Fact, string> = {
  name: '客户名称',
  contact: '联系人身份',
  phone: '联系方式',
  creditCode: '统一社会信用代码',
  size: '规模（人数、营收）',
  industry: '所属行业',
  address: '地址',
}
export const viaLabels: Record<Via, string> = {
  site: '官网',
  registry: '天眼查',
  phone: '电话',
  card: '名片',
  license: '营业执照',
  visit: '上门',
}

/** Whole months that a stamp holds (N-13). */
const HOLDS_MONTHS = 6

/** The oldest day whose stamps still hold on `day`: the same day six months before, or that month's last. */
export function holdsFrom(day: string): string {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - HOLDS_MONTHS
  const last = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0))
  const wanted = Math.min(Number(day.slice(8)), last.getUTCDate())
  return `${last.toISOString().slice(0, 8)}${String(wanted).padStart(2, '0')}`
}

/** Whether a stamp has faded by a day: after six months the fact is due to be checked anew. */
export const isFaded = (verifiedOn: string, day: string) => verifiedOn < holdsFrom(day)

/** 已核验 2026-09-03 · 电话, or 核验已过期 2026-03-03 · 官网. */
export const stampWords = ({ via, verifiedOn }: Pick<Stamp, 'via' | 'verifiedOn'>, day: string) =>
  `${isFaded(verifiedOn, day) ? '核验已过期' : '已核验'} ${verifiedOn} · ${viaLabels[via]}`

export const standings = ['holding', 'faded', 'never'] as const
export type Verified = (typeof standings)[number]
export const standingLabels: Record<Verified, string> = { holding: '已核验', faded: '已过期', never: '从未核验' }

// Nothing ticked is not posted at all; one box alone comes as a word, not as a list.
const listed = (v: unknown) => (Array.isArray(v) ? v : v ? [v] : [])

/** Which facts were checked where, and on which day. */
export const verifyShape = {
  facts: z.preprocess(
    listed,
    z.array(z.enum(verifiedFacts, '请从列表中选择核验项目')).min(1, '请勾选核验过的项目').max(verifiedFacts.length),
  ),
  via: z.enum(verifiedVia, '请选择核验来源'),
  verifiedOn: z
    .string()
    .trim()
    .refine(isDay, '核验日期写作 2026-01-15')
    .refine((day) => day <= today(), '核验日期不能在今天之后'),
}

type Revenue = Pick<Customer, 'revenueWan'> | { revenueMasked: string | null }
type Holding = Pick<Customer, 'name' | 'contactMasked' | 'phoneMasked' | 'creditCode' | 'headcount' | 'industry' | 'address'> & Revenue

/** Whether an archive tells this fact at all; what is not told cannot be verified. */
export function isTold(c: Holding, fact: Fact): boolean {
  if (fact === 'size') return c.headcount !== null || ('revenueWan' in c ? c.revenueWan : c.revenueMasked) !== null
  const column = { contact: 'contactMasked', phone: 'phoneMasked' } as const
  return c[fact === 'contact' || fact === 'phone' ? column[fact] : fact] !== ''
}
