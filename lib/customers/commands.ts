import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { customers, customerTerms, formerValues, reveals } from '#db/schema/customers'
import { listHistory } from '../audit/queries.ts'
import { command, created, updated } from '../kernel/command.ts'
import { Conflict, Missing, Unfit } from '../kernel/errors.ts'
import { authorOf, can, departmentOf, type Grant, grant, idOf } from '../kernel/grant.ts'
import { now, today } from '../kernel/time.ts'
import { findOwner, insertCustomer } from './insert.ts'
import { type Customer, createdOn, customerShape, derived, fieldLabels } from './model.ts'
import { findCustomer, findTwin } from './queries.ts'
import { renewTerms } from './terms.ts'

const id = z.coerce.number().int().positive()
const version = z.coerce.number().int()
const ownerId = z.preprocess((v) => (v === '' ? undefined : v), z.coerce.number().int().positive().optional())
const reason = z.string('请选择或填写原因').trim().min(1, '请选择或填写原因').max(100, '原因最多 100 字')
const { contact, phone, email, position, address } = customerShape
const present = (shape: z.ZodType<string, string>, label: string) => shape.pipe(z.string().min(1, `请填写${label}`))
const required = {
  ...customerShape,
  contact: present(contact, fieldLabels.contact!),
  industry: present(customerShape.industry, fieldLabels.industry!),
  source: present(customerShape.source, fieldLabels.source!),
}

/** Registers a customer; number and archive come into being only when everything fits (S0-30). */
export const createCustomer = command({
  name: 'customer.create',
  input: z.preprocess(
    contactOfPerson,
    z.strictObject({
      ...required,
      phone: present(phone, fieldLabels.phone!),
      createdOn: z.preprocess((v) => (v === '' ? undefined : v), createdOn.default(today)),
      ownerId,
    }),
  ),
  run(tx, me, { ownerId, ...input }) {
    const customer = insertCustomer(tx, { ...input, ownerId: ownerFor(tx, me, ownerId), createdBy: authorOf(me.actor) })
    return created(customer, customer.id)
  },
})

/** Changes the archive; an empty contact, phone or e-mail means unchanged, because the form never shows them (K10). */
export const editCustomer = command({
  name: 'customer.edit',
  input: z.strictObject({ id, version, ...required, contact }),
  run: (tx, me, input) => edit(tx, me, input),
})

/** What service may change: how the customer is reached (enumerations 5.9). */
export const editContact = command({
  name: 'customer.editContact',
  input: z.strictObject({ id, version, contact, phone, email, position, address }),
  run: (tx, me, input) => edit(tx, me, input),
})

/** Hands the customer to another account manager. */
export const assignCustomer = command({
  name: 'customer.assign',
  input: z.strictObject({ id, version, ownerId: id }),
  run(tx, me, { id, version, ownerId }) {
    const before = findCurrent(tx, me, id, version)
    const owner = findOwner(tx, ownerId)
    if (!reaches(me, owner)) throw new Unfit('ownerId', '只能交给本部门的同事')
    return updated(before, write(tx, before, { ownerId: owner.id, departmentId: owner.departmentId }), id)
  },
})

/** Into the recycle bin: gone from lists and search, kept with all that hangs on it (S0-21: never by sales). */
export const deleteCustomer = command({
  name: 'customer.delete',
  input: z.strictObject({ id, version }),
  run(tx, me, { id, version }) {
    const before = findCurrent(tx, me, id, version)
    tx.delete(customerTerms).where(eq(customerTerms.id, id)).run()
    return updated(
      before,
      tx
        .update(customers)
        .set({ deletedAt: now(), version: version + 1 })
        .where(eq(customers.id, id))
        .returning()
        .get()!,
      id,
    )
  },
})

/** Looks at one raw value, with a reason that stays; it is shown for ten minutes (N-04, I-02). */
export const revealField = command({
  name: 'customer.reveal',
  input: z.strictObject({ id, field: z.enum(['phone', 'email', 'contact', 'owner']), reason }),
  run(tx, me, { id, field, reason }) {
    findCustomer(me, id, tx)
    const row = tx
      .insert(reveals)
      .values({ customerId: id, userId: idOf(me.actor), field, reason, at: now() })
      .returning()
      .get()
    return { ...created(row, id), why: reason }
  },
})

function edit(
  tx: Tx,
  me: Grant<'customer.edit' | 'customer.editContact'>,
  { id, version, ...input }: { id: number; version: number } & Partial<Customer>,
) {
  const before = findCurrent(tx, me, id, version)
  const contact = input.contact || before.contact
  const wanted = { ...before, ...input, contact, phone: input.phone || before.phone, email: input.email || before.email }
  if (wanted.creditCode !== before.creditCode) refuseSameCode(tx, wanted.creditCode)
  const twin = findTwin(derived(wanted).nameKey, wanted.phone, tx)
  if (twin && twin.id !== id) throw new Unfit('name', '同名同号码的客户已经存在')
  keepFormer(tx, me, before, wanted)
  return updated(before, write(tx, before, wanted), id)
}

function write(tx: Tx, before: Customer, values: Partial<Customer>): Customer {
  const { id, lastContactAt: _, nextDueAt: __, ...wanted } = { ...before, ...values }
  const set = { ...wanted, ...derived(wanted), updatedAt: now(), version: before.version + 1 }
  const after = tx.update(customers).set(set).where(eq(customers.id, id)).returning().get()!
  renewTerms(tx, id)
  return after
}

function findCurrent(
  tx: Tx,
  me: Grant<'customer.edit' | 'customer.editContact' | 'customer.assign' | 'customer.delete'>,
  id: number,
  version: number,
) {
  const before = findCustomer(me, id, tx)
  if (before.version !== version)
    throw new Conflict(`这份档案在你打开之后被改过，本次未保存，填写的内容还在。${othersEdits(tx, me, before, version)}请核对后再次保存。`)
  return before
}

function othersEdits(tx: Tx, me: Grant, before: Customer, version: number) {
  const edits = listHistory(grant(me.actor, 'customer.read'), before.id, 50, tx).filter(({ changes }) => changes.length > 0)
  const said = edits
    .slice(0, before.version - version)
    .flatMap(({ actor, changes }) => changes.map((c) => `${actor}把「${c.label}」从 ${c.from} 改为 ${c.to}`))
  return said.length > 0 ? `${said.join('；')}。` : ''
}

function keepFormer(tx: Tx, me: Grant, before: Customer, after: Customer) {
  const changed = (['name', 'contact', 'phone'] as const).filter((field) => before[field] !== after[field] && before[field] !== '')
  for (const field of changed)
    tx.insert(formerValues)
      .values({ customerId: before.id, field, value: before[field], replacedAt: now(), replacedBy: authorOf(me.actor) })
      .run()
}

function ownerFor(tx: Tx, me: Grant<'customer.create'>, wanted: number | undefined) {
  if (wanted === undefined || wanted === idOf(me.actor)) return authorOf(me.actor)
  const owner = findOwner(tx, wanted)
  if (!reaches(me, owner) || !can(me.actor, 'customer.assign')) throw new Unfit('ownerId', '只能把客户记在自己名下')
  return owner.id
}

const reaches = (me: Grant, { departmentId }: { departmentId: number | null }) =>
  me.reach === 'all' || (me.reach === 'department' && departmentId !== null && departmentId === departmentOf(me.actor))

function refuseSameCode(tx: Tx, code: string) {
  if (code && tx.select({ id: customers.id }).from(customers).where(eq(customers.creditCode, code)).all().length > 0)
    throw new Unfit('creditCode', '已有客户登记了这个统一社会信用代码')
}

// A person is his own contact where no other is named.
function contactOfPerson(input: unknown) {
  const fields = input as { type?: unknown; name?: unknown; contact?: unknown } | null
  const alone = fields?.type === 'person' && !String(fields.contact ?? '').trim()
  return alone ? { ...fields, contact: fields.name } : input
}
