import { eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { customerLevels, customers, customerTerms } from '#db/schema/customers'
import { noteChanges } from '../changes/note.ts'
import { giveBooks } from '../handovers/give.ts'
import { command, updated } from '../kernel/command.ts'
import { Conflict, Unfit } from '../kernel/errors.ts'
import { departmentOf, type Grant } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { rememberUndo } from '../undo/remember.ts'
import { renewFacets } from './facets.ts'
import { findOwner } from './insert.ts'
import type { Customer } from './model.ts'
import { type CustomerGrant, living } from './queries.ts'
import { tagsIn } from './search-words.ts'
import { renewTerms } from './terms.ts'

/** So many customers in one deed (quality 7.11). */
export const MOST_AT_ONCE = 1000
const MOST_TAGS = 200

const id = z.coerce.number().int().positive()
const many = {
  ids: z
    .array(id)
    .min(1, '请先勾选客户')
    .max(MOST_AT_ONCE, `一次最多 ${MOST_AT_ONCE.toLocaleString('en-US')} 位，请先筛选`),
  /** How many the person was told it would be. */
  expected: z.coerce.number().int().positive(),
}

const reason = z.string().trim().max(100, '交接原因最多 100 字').default('')

/** Hands all of these to another account manager, with their books, or none (B-09, N-07). */
export const assignMany = command({
  name: 'customer.assign',
  input: z.strictObject({ ...many, ownerId: id, reason }),
  run(tx, me, { ownerId, reason, ...which }) {
    const all = findAll(tx, me, which)
    const owner = findOwner(tx, ownerId)
    if (!reaches(me, owner)) throw new Unfit('ownerId', '只能交给本部门的同事')
    const wanted = { ownerId: owner.id, departmentId: owner.departmentId }
    const pairs = change(
      tx,
      all.filter((c) => c.ownerId !== owner.id || c.departmentId !== owner.departmentId),
      wanted,
    )
    return giveBooks(tx, me, pairs, reason)
  },
})

/** Gives all of these one level. */
export const levelMany = command({
  name: 'customer.edit',
  input: z.strictObject({ ...many, level: z.enum(customerLevels, '请选择客户等级') }),
  run(tx, me, { level, ...which }) {
    const changes = change(
      tx,
      findAll(tx, me, which).filter((c) => c.level !== level),
      { level },
    )
    for (const { before, after } of changes) noteChanges(tx, me, before, after, { review: false })
    return undoable(tx, me, changes)
  },
})

/** Adds a tag to all of these that do not bear it yet. */
export const tagMany = command({
  name: 'customer.edit',
  input: z.strictObject({
    ...many,
    tag: z
      .string()
      .trim()
      .min(1, '请填写标签')
      .max(20, '标签最多 20 字')
      .regex(/^[^、，,；;\s]+$/, '标签中不能有空格和标点，一次添加一个'),
  }),
  run(tx, me, { tag, ...which }) {
    const changes = findAll(tx, me, which)
      .filter(({ tags }) => !tagsIn(tags).includes(tag))
      .map((before) => {
        const tags = withTag(before.tags, tag)
        if (tags.length > MOST_TAGS) throw new Unfit('tag', `客户 ${before.number} 的标签已满 ${MOST_TAGS} 字，请先删减`)
        return updated(before, write(tx, before, { tags }), before.id)
      })
    for (const { after } of changes) renewTerms(tx, after.id)
    return undoable(tx, me, changes)
  },
})

/** Puts all of these into the recycle bin. */
export const deleteMany = command({
  name: 'customer.delete',
  input: z.strictObject(many),
  run(tx, me, which) {
    const at = now()
    const changes = findAll(tx, me, which).map((before) => updated(before, write(tx, before, { deletedAt: at }), before.id))
    tx.delete(customerTerms).where(inArray(customerTerms.id, which.ids)).run()
    return undoable(tx, me, changes)
  },
})

// A line of bracketed tags takes one more in brackets: beside them a bare word would not be read.
const withTag = (line: string, tag: string) => (/[[【]/.test(line) ? `${line}-[${tag}]` : [...tagsIn(line), tag].join('、'))

/** All of them within reach, or a refusal that says how many are not (B-09), or how the number has changed since it was confirmed. */
function findAll(tx: Tx, me: CustomerGrant, { ids, expected }: { ids: number[]; expected: number }): Customer[] {
  const wanted = [...new Set(ids)]
  const found = tx
    .select()
    .from(customers)
    .where(living(me, inArray(customers.id, wanted)))
    .all()
  const missing = wanted.length - found.length
  if (missing > 0) throw new Conflict(`找不到其中 ${missing} 位客户，可能已删除或不在你的范围内，本次一位都没有修改`)
  if (wanted.length !== expected)
    throw new Conflict(`名单已有变化：现在是 ${wanted.length} 位，不是 ${expected} 位。请返回列表核对后再操作`)
  return found
}

// Rows first, words after: between writes of other tables FTS5 would put down a segment of its own for each.
function change(tx: Tx, all: Customer[], values: Partial<Pick<Customer, 'ownerId' | 'departmentId' | 'level'>>) {
  const changes = all.map((before) => updated(before, write(tx, before, values), before.id))
  renewFacets(
    tx,
    changes.map(({ after }) => after),
  )
  return changes
}

function undoable<P extends { before: Customer; after: Customer }>(tx: Tx, me: Grant, changes: P[]): P[] {
  rememberUndo(
    tx,
    me,
    changes.map((pair) => ({ table: 'customers', ...pair })),
  )
  return changes
}

const write = (tx: Tx, before: Customer, values: Partial<Customer>): Customer =>
  tx
    .update(customers)
    .set({ ...values, ...(values.deletedAt === undefined && { updatedAt: now() }), version: before.version + 1 })
    .where(eq(customers.id, before.id))
    .returning()
    .get()!

const reaches = (me: Grant, { departmentId }: { departmentId: number | null }) =>
  me.reach === 'all' || (me.reach === 'department' && departmentId !== null && departmentId === departmentOf(me.actor))
