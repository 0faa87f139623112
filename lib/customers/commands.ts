import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { customers, customerTerms } from '#db/schema/customers'
import { confirmed, refuseAlike } from '../duplicates/guard.ts'
import { giveBooks } from '../handovers/give.ts'
import { command, created, updated } from '../kernel/command.ts'
import { Unfit } from '../kernel/errors.ts'
import { authorOf, can, departmentOf, type Grant, idOf } from '../kernel/grant.ts'
import { now, today } from '../kernel/time.ts'
import { look } from '../reveals/look.ts'
import { rememberUndo } from '../undo/remember.ts'
import { findCurrent, write } from './current.ts'
import { findOwner, insertCustomer } from './insert.ts'
import { fieldLabels } from './model.ts'
import { findCustomer } from './queries.ts'
import { createdOn, customerShape, present, required } from './shape.ts'

const id = z.coerce.number().int().positive()
const version = z.coerce.number().int()
const ownerId = z.preprocess((v) => (v === '' ? undefined : v), z.coerce.number().int().positive().optional())
const reason = z.string('请选择或填写原因').trim().min(1, '请选择或填写原因').max(100, '原因最多 100 字')

/** Registers a customer; number and archive come into being only when everything fits (S0-30). */
export const createCustomer = command({
  name: 'customer.create',
  input: z.preprocess(
    contactOfPerson,
    z.strictObject({
      ...required,
      phone: present(customerShape.phone, fieldLabels.phone!),
      createdOn: z.preprocess((v) => (v === '' ? undefined : v), createdOn.default(today)),
      ownerId,
      confirmed,
    }),
  ),
  run(tx, me, { ownerId, confirmed, ...input }) {
    const owner = ownerFor(tx, me, ownerId)
    const why = refuseAlike(tx, me.actor, input, confirmed)
    const customer = insertCustomer(tx, { ...input, ownerId: owner, createdBy: authorOf(me.actor) })
    return { ...created(customer, customer.id), why }
  },
})

/** Hands the customer to another account manager, with its book (N-07). */
export const assignCustomer = command({
  name: 'customer.assign',
  input: z.strictObject({ id, version, ownerId: id, reason: z.string().trim().max(100, '交接原因最多 100 字').default('') }),
  run(tx, me, { id, version, ownerId, reason }) {
    const before = findCurrent(tx, me, id, version)
    const owner = findOwner(tx, ownerId)
    if (!reaches(me, owner)) throw new Unfit('ownerId', '只能交给本部门的同事')
    const after = write(tx, before, { ownerId: owner.id, departmentId: owner.departmentId })
    return giveBooks(tx, me, [{ before, after }], reason)[0]!
  },
})

/** Into the recycle bin: gone from lists and search, kept with all that hangs on it (S0-21: never by sales). */
export const deleteCustomer = command({
  name: 'customer.delete',
  input: z.strictObject({ id, version }),
  run(tx, me, { id, version }) {
    const before = findCurrent(tx, me, id, version)
    tx.delete(customerTerms).where(eq(customerTerms.id, id)).run()
    const after = tx
      .update(customers)
      .set({ deletedAt: now(), version: version + 1 })
      .where(eq(customers.id, id))
      .returning()
      .get()!
    rememberUndo(tx, me, [{ table: 'customers', before, after }])
    return updated(before, after, id)
  },
})

/** Looks at one raw value, with a reason that stays; it is shown for ten minutes (N-04, I-02). */
export const revealField = command({
  name: 'customer.reveal',
  input: z.strictObject({ id, field: z.enum(['phone', 'email', 'contact', 'owner', 'revenue']), reason }),
  run(tx, me, { id, field, reason }) {
    findCustomer(me, id, tx)
    return { ...created(look(tx, me, { customerId: id, field, reason }), id), why: reason }
  },
})

function ownerFor(tx: Tx, me: Grant<'customer.create'>, wanted: number | undefined) {
  if (wanted === undefined || wanted === idOf(me.actor)) return authorOf(me.actor)
  const owner = findOwner(tx, wanted)
  if (!reaches(me, owner) || !can(me.actor, 'customer.assign')) throw new Unfit('ownerId', '只能把客户记在自己名下')
  return owner.id
}

const reaches = (me: Grant, { departmentId }: { departmentId: number | null }) =>
  me.reach === 'all' || (me.reach === 'department' && departmentId !== null && departmentId === departmentOf(me.actor))

// A person is his own contact where no other is named.
function contactOfPerson(input: unknown) {
  const fields = input as { type?: unknown; name?: unknown; contact?: unknown } | null
  const alone = fields?.type === 'person' && !String(fields.contact ?? '').trim()
  return alone ? { ...fields, contact: fields.name } : input
}
