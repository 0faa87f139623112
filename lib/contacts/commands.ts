import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { contacts } from '#db/schema/archive'
import { formerValues } from '#db/schema/customers'
import { findCustomer } from '../customers/queries.ts'
import { renewTerms } from '../customers/terms.ts'
import { touch } from '../customers/touch.ts'
import { confirmed, refuseAlike } from '../duplicates/guard.ts'
import { command, created, updated } from '../kernel/command.ts'
import { Conflict } from '../kernel/errors.ts'
import { authorOf, type Grant } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { look } from '../reveals/look.ts'
import { type Contact, contactShape, leftOn, masksOf, toldOf } from './model.ts'
import { findContact } from './queries.ts'

const id = z.coerce.number().int().positive()
const version = z.coerce.number().int()
const reason = z.string('请选择或填写原因').trim().min(1, '请选择或填写原因').max(100, '原因最多 100 字')

/** One more person at a customer (S1-13, S1-48). */
export const createContact = command({
  name: 'contact.create',
  input: z.strictObject({ ...contactShape, customerId: id, name: contactShape.name.pipe(z.string().min(1, '请填写姓名')), confirmed }),
  run(tx, me, { birthday, confirmed, ...input }) {
    findCustomer(me, input.customerId, tx)
    const why = refuseAlike(tx, me.actor, { phone: input.phone, except: input.customerId }, confirmed)
    const values = { ...input, ...birthday, ...masksOf(input), createdBy: authorOf(me.actor), createdAt: now() }
    const contact = tx.insert(contacts).values(values).returning().get()
    renewTerms(tx, contact.customerId)
    touch(tx, contact.customerId)
    return { ...created(toldOf(contact), contact.customerId), why }
  },
})

/** Changes a contact; an empty name, phone or e-mail means unchanged, because the form never shows them (K10). */
export const updateContact = command({
  name: 'contact.edit',
  input: z.strictObject({ ...contactShape, id, version, confirmed }),
  run(tx, me, { id, version, birthday, confirmed, ...input }) {
    const before = findCurrent(tx, me, id, version)
    const { name, phone, email } = {
      name: input.name || before.name,
      phone: input.phone || before.phone,
      email: input.email || before.email,
    }
    const fresh = phone === before.phone ? '' : phone
    const why = refuseAlike(tx, me.actor, { phone: fresh, except: before.customerId }, confirmed)
    keepFormer(tx, me, before, { name, phone })
    return { ...write(tx, before, { ...input, ...birthday, name, phone, email }), why }
  },
})

/** Who left stays in the archive, with the day, and is found by search (S0-04); an empty day brings them back. */
export const leaveContact = command({
  name: 'contact.leave',
  input: z.strictObject({ id, version, leftOn }),
  run: (tx, me, { id, version, leftOn }) => write(tx, findCurrent(tx, me, id, version), { leftOn }),
})

/** Looks at one raw value of a contact, with a reason that stays; it is shown for ten minutes (N-04, I-02). */
export const revealContact = command({
  name: 'contact.reveal',
  input: z.strictObject({ id, field: z.enum(['phone', 'email', 'contact'], '请选择要查看的内容'), reason }),
  run(tx, me, { id, field, reason }) {
    const { customerId } = findContact(me, id, tx)
    return { ...created(look(tx, me, { customerId, contactId: id, field, reason }), customerId), why: reason }
  },
})

function findCurrent(tx: Tx, me: Grant<'contact.edit' | 'contact.leave'>, id: number, version: number) {
  const before = findContact(me, id, tx)
  if (before.version !== version) throw new Conflict('这位联系人在你打开之后被改过，本次未保存，填写的内容还在。请核对后再次保存。')
  return before
}

function write(tx: Tx, before: Contact, values: Partial<Contact>) {
  const wanted = { ...before, ...values }
  const set = { ...wanted, ...masksOf(wanted), version: before.version + 1 }
  const after = tx.update(contacts).set(set).where(eq(contacts.id, before.id)).returning().get()!
  renewTerms(tx, before.customerId)
  touch(tx, before.customerId)
  return updated(toldOf(before), toldOf(after), before.customerId)
}

function keepFormer(tx: Tx, me: Grant, before: Contact, after: Pick<Contact, 'name' | 'phone'>) {
  const former = [
    { field: 'contact' as const, was: before.name, is: after.name },
    { field: 'phone' as const, was: before.phone, is: after.phone },
  ].filter(({ was, is }) => was !== is && was !== '')
  const by = { customerId: before.customerId, replacedAt: now(), replacedBy: authorOf(me.actor) }
  for (const { field, was } of former)
    tx.insert(formerValues)
      .values({ ...by, field, value: was })
      .run()
}
