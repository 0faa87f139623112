import { and, asc, count, desc, eq, gt, like, lte, or, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { files } from '#db/schema/archive'
import { auditLog } from '#db/schema/audit'
import { customers } from '#db/schema/customers'
import { users } from '#db/schema/people'
import type { Customer } from '../customers/model.ts'
import { Missing } from '../kernel/errors.ts'
import { type Grant, within } from '../kernel/grant.ts'
import { pageWithin } from '../kernel/pages.ts'
import { now } from '../kernel/time.ts'
import { KEPT_MS } from './model.ts'

type RestoreGrant = Grant<'customer.restore'>
export type BinFilter = { q?: string | undefined; page?: number; size?: number }

/** What lies in the recycle bin within reach, last deleted first, with who put it there; found by a part of the name or a whole number. */
export function listDeleted(me: RestoreGrant, filter: BinFilter, from: Source = reader()) {
  const size = filter.size ?? 50
  const where = and(inBin(me), asked(filter.q))
  const total = from.select({ n: count() }).from(customers).where(where).get()?.n ?? 0
  const page = pageWithin(total, { page: filter.page, size })
  const rows = from
    .select(columns)
    .from(customers)
    .leftJoin(users, eq(users.id, customers.ownerId))
    .where(where)
    .orderBy(desc(customers.deletedAt), desc(customers.id))
    .limit(size)
    .offset((page - 1) * size)
    .all()
  return { rows, total, page, size }
}

/** One customer in the bin that can still be brought back. */
export function findDeleted(me: RestoreGrant, id: number, from: Source = reader()): Customer {
  const customer = from
    .select()
    .from(customers)
    .where(and(eq(customers.id, id), inBin(me)))
    .get()
  if (!customer) throw new Missing('客户')
  return customer
}

/** Those whose thirty days are over, longest first. */
export function listExpired(_me: Grant<'customer.purge'>, at: number, limit: number, from: Source = reader()): number[] {
  return from
    .select({ id: customers.id })
    .from(customers)
    .where(lte(customers.deletedAt, at - KEPT_MS))
    .orderBy(asc(customers.deletedAt))
    .limit(limit)
    .all()
    .map(({ id }) => id)
}

/** The contents of files that belong to these customers. */
export function listContents(_me: Grant<'customer.purge'>, ids: number[], from: Source = reader()): string[] {
  const mine = sql`${files.customerId} in ${ids}`
  return from
    .selectDistinct({ sha256: files.sha256 })
    .from(files)
    .where(mine)
    .all()
    .map(({ sha256 }) => sha256)
}

/** Whether any file, deleted or not, still has this content. */
export const isSpokenOf = (_me: Grant<'customer.purge'>, sha256: string, from: Source = reader()) =>
  from.select({ id: files.id }).from(files).where(eq(files.sha256, sha256)).limit(1).get() !== undefined

const inBin = (me: RestoreGrant) => and(gt(customers.deletedAt, now() - KEPT_MS), within(me, customers.ownerId, customers.departmentId))

function asked(q: string | undefined) {
  const words = q
    ?.trim()
    .toLowerCase()
    .replace(/[%_\\]/g, '')
  if (q === undefined || q.trim() === '') return undefined
  return words ? or(like(customers.nameKey, `%${words}%`), eq(customers.number, q.trim().toUpperCase())) : sql`0`
}

const columns = {
  id: customers.id,
  number: customers.number,
  name: customers.name,
  ownerMasked: users.nameMasked,
  deletedAt: sql<number>`${customers.deletedAt}`,
  version: customers.version,
  deletedBy: sql<
    string | null
  >`(select ${auditLog.actor} from ${auditLog} where ${auditLog.customerId} = ${customers.id} and ${auditLog.action} = 'customer.delete' and ${auditLog.outcome} = 'done' order by ${auditLog.id} desc limit 1)`,
}
