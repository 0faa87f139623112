import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { customers, formerValues } from '#db/schema/customers'
import { noteChanges } from '../changes/note.ts'
import { confirmed, refuseAlike } from '../duplicates/guard.ts'
import { command, updated } from '../kernel/command.ts'
import { Unfit } from '../kernel/errors.ts'
import { authorOf, type Grant } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { findCurrent, write } from './current.ts'
import { type Customer, derived } from './model.ts'
import { findTwin } from './queries.ts'
import { customerShape, required } from './shape.ts'

const id = z.coerce.number().int().positive()
const version = z.coerce.number().int()
const { contact, phone, email, position, address } = customerShape

/** Changes the archive; an empty contact, phone, e-mail or revenue means unchanged, because the form never shows them (K10). */
export const editCustomer = command({
  name: 'customer.edit',
  input: z.strictObject({ id, version, ...required, contact, confirmed }),
  run: (tx, me, input) => edit(tx, me, input),
})

/** What service may change: how the customer is reached (enumerations 5.9). */
export const editContact = command({
  name: 'customer.editContact',
  input: z.strictObject({ id, version, contact, phone, email, position, address, confirmed }),
  run: (tx, me, input) => edit(tx, me, input),
})

function edit(
  tx: Tx,
  me: Grant<'customer.edit' | 'customer.editContact'>,
  { id, version, confirmed, ...input }: { id: number; version: number; confirmed: string } & Partial<Customer>,
) {
  const before = findCurrent(tx, me, id, version)
  const contact = input.contact || before.contact
  const revenueWan = input.revenueWan ?? before.revenueWan
  const wanted = { ...before, ...input, contact, revenueWan, phone: input.phone || before.phone, email: input.email || before.email }
  if (wanted.creditCode !== before.creditCode) refuseSameCode(tx, wanted.creditCode)
  const twin = findTwin(derived(wanted).nameKey, wanted.phone, tx)
  if (twin && twin.id !== id) throw new Unfit('name', '同名同号码的客户已经存在')
  const why = refuseAlike(tx, me.actor, { ...changedOf(before, wanted), except: id }, confirmed)
  keepFormer(tx, me, before, wanted)
  const after = write(tx, before, wanted)
  noteChanges(tx, me, before, after)
  return { ...updated(before, after, id), why }
}

// What stands there already was settled when it was saved.
const changedOf = (before: Customer, { type, name, phone, creditCode }: Customer) => ({
  type,
  ...(name !== before.name && { name }),
  ...(phone !== before.phone && { phone }),
  ...(creditCode !== before.creditCode && { creditCode }),
})

function keepFormer(tx: Tx, me: Grant, before: Customer, after: Customer) {
  const changed = (['name', 'contact', 'phone'] as const).filter((field) => before[field] !== after[field] && before[field] !== '')
  for (const field of changed)
    tx.insert(formerValues)
      .values({ customerId: before.id, field, value: before[field], replacedAt: now(), replacedBy: authorOf(me.actor) })
      .run()
}

function refuseSameCode(tx: Tx, code: string) {
  const registered = and(eq(customers.creditCode, code), isNull(customers.deletedAt))
  if (code && tx.select({ id: customers.id }).from(customers).where(registered).get())
    throw new Unfit('creditCode', '已有客户登记了这个统一社会信用代码')
}
