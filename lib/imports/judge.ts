import { createHash } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { Source } from '#db/client'
import { followUps, purchases } from '#db/schema/followups'
import { type Clash, clashFinder } from '../customers/clash.ts'
import { type Actor, grant, idOf } from '../kernel/grant.ts'
import { instantOf, today } from '../kernel/time.ts'
import { readSettings } from '../settings/queries.ts'
import { customerFinder } from './customer-finder.ts'
import { type FollowUpValues, type PurchaseValues, readFollowUp, readPurchase } from './facts.ts'
import { type CustomerValues, duplicateKey, readCustomer } from './model.ts'
import type { Job } from './queries.ts'
import type { Earlier } from './queries-machine.ts'
import type { Issue } from './reading.ts'

/** What becomes of a record; `key` is what equal records have in common, `importKey` what keeps a fact from coming in twice. */
type Judgement<V> = { warnings: Issue[]; key: string | null } & (
  | { verdict: 'valid'; reasons: []; values: V }
  | { verdict: 'refused' | 'duplicate'; reasons: Issue[]; values: null }
)
type Fact<V> = V & { customerId: number; ownerId: number | null; importKey: string }
export type CustomerRow = CustomerValues & { unsure: boolean }
export type FollowUpRow = Fact<FollowUpValues> & { occurredAt: number }
export type PurchaseRow = Fact<PurchaseValues>

/** Judges the records of a customers sheet: the sheet's own faults first, then its earlier records, then those who are here already. */
export function customerJudge(job: Job, me: Actor, earlier: Earlier, from: Source) {
  const context = contextOf(from)
  const clash = clashFinder(from)
  return (record: number, cells: string[]): Judgement<CustomerRow> => {
    const { values, errors, warnings } = readCustomer(cells, job.mapping, context)
    if (!values) return refused(errors, warnings)
    const key = duplicateKey(values)
    const twin = earlier.accepted(key, record)
    if (twin !== undefined) return duplicate('name', '客户名称', `与第 ${twin} 条记录重复：客户名称和联系方式相同`, warnings)
    const holder = earlier.holder(values)
    if (holder) {
      const label = clashLabels[holder.field]
      return duplicate(holder.field, label, `与第 ${holder.record} 条记录重复：${label}相同`, warnings)
    }
    const other = clash(values)
    if (other) return duplicate(other.field, clashLabels[other.field], inWords(other, me), warnings)
    const unsure = values.industry === '' || values.source === '' || warnings.some(({ field }) => field === 'source')
    return { verdict: 'valid', reasons: [], warnings, key, values: { ...values, unsure } }
  }
}

/** Judges records of what happened: the customer must be within reach, and the same line must not have come in before. */
export function followUpJudge(job: Job, me: Actor, earlier: Earlier, from: Source) {
  const context = contextOf(from)
  const customerOf = customerFinder(me, from)
  const known = from
    .select({ id: followUps.id })
    .from(followUps)
    .where(eq(followUps.importKey, sql.placeholder('key')))
    .prepare()
  return (record: number, cells: string[]): Judgement<FollowUpRow> => {
    const { values, errors, warnings } = readFollowUp(cells, job.mapping, context)
    if (!values) return refused(errors, warnings)
    const customer = customerOf(values)
    if ('reason' in customer) return refused([customer.reason], warnings)
    const occurredAt = instantOf(values.occurredOn, values.occurredTime ?? '00:00')
    const key = digest([customer.id, occurredAt, values.method, values.content])
    const importKey = digest([key, earlier.alike(key, record)])
    if (known.get({ key: importKey })) return duplicate('content', '沟通内容', '这条跟进已经导入过', warnings, key)
    return {
      verdict: 'valid',
      reasons: [],
      warnings,
      key,
      values: { ...values, customerId: customer.id, ownerId: customer.ownerId, occurredAt, importKey },
    }
  }
}

/** The same for purchases. */
export function purchaseJudge(job: Job, me: Actor, earlier: Earlier, from: Source) {
  const context = contextOf(from)
  const customerOf = customerFinder(me, from)
  const known = from
    .select({ id: purchases.id })
    .from(purchases)
    .where(eq(purchases.importKey, sql.placeholder('key')))
    .prepare()
  return (record: number, cells: string[]): Judgement<PurchaseRow> => {
    const { values, errors, warnings } = readPurchase(cells, job.mapping, context)
    if (!values) return refused(errors, warnings)
    const customer = customerOf(values)
    if ('reason' in customer) return refused([customer.reason], warnings)
    const key = digest([customer.id, values.product, values.quantityMilli, values.amountFen, values.purchasedOn])
    const importKey = digest([key, earlier.alike(key, record)])
    if (known.get({ key: importKey })) return duplicate('product', '产品', '这条购买记录已经导入过', warnings, key)
    return {
      verdict: 'valid',
      reasons: [],
      warnings,
      key,
      values: { ...values, customerId: customer.id, ownerId: customer.ownerId, importKey },
    }
  }
}

export const judges = { customers: customerJudge, followUps: followUpJudge, purchases: purchaseJudge }

const clashLabels: Record<Clash['field'], string> = { name: '客户名称', number: '客户编号', creditCode: '统一社会信用代码' }

// Whose customer it is, and its number, is told only to those who could see it anyway.
function inWords({ message, number, field, ...other }: Clash, me: Actor) {
  const { reach } = grant(me, 'customer.read')
  const seen =
    reach === 'all' ||
    other.ownerId === idOf(me) ||
    (reach === 'department' && 'departmentId' in me && me.departmentId !== null && other.departmentId === me.departmentId)
  return seen && field !== 'number' ? `${message}：${number}` : message
}

function contextOf(from: Source) {
  return { today: today(), sources: Object.values(readSettings(from).sources).flat() }
}

const refused = (reasons: Issue[], warnings: Issue[]) => ({ verdict: 'refused' as const, reasons, warnings, key: null, values: null })
const duplicate = (field: string, label: string, reason: string, warnings: Issue[], key: string | null = null) => ({
  verdict: 'duplicate' as const,
  reasons: [{ field, label, reason }],
  warnings,
  key,
  values: null,
})
const digest = (parts: unknown[]) => createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
