import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { customers, customerTerms, formerValues } from '#db/schema/customers'
import { listHistory } from '../audit/queries.ts'
import { noteChanges } from '../changes/note.ts'
import { confirmed, refuseAlike } from '../duplicates/guard.ts'
import { giveBooks } from '../handovers/give.ts'
import { command, created, updated } from '../kernel/command.ts'
import { Conflict, Missing, Unfit } from '../kernel/errors.ts'
import { authorOf, can, departmentOf, type Grant, grant, idOf } from '../kernel/grant.ts'
import { now, today } from '../kernel/time.ts'
import { look } from '../reveals/look.ts'
import { rememberUndo } from '../undo/remember.ts'
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

function write(tx: Tx, before: Customer, values: Partial<Customer>): Customer {
  const { id, lastContactAt: _, nextDueAt: __, touchedAt: ___, verifiedOn: ____, ...wanted } = { ...before, ...values }
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
  const registered = and(eq(customers.creditCode, code), isNull(customers.deletedAt))
  if (code && tx.select({ id: customers.id }).from(customers).where(registered).get())
    throw new Unfit('creditCode', '已有客户登记了这个统一社会信用代码')
}

// A person is his own contact where no other is named.
function contactOfPerson(input: unknown) {
  const fields = input as { type?: unknown; name?: unknown; contact?: unknown } | null
  const alone = fields?.type === 'person' && !String(fields.contact ?? '').trim()
  return alone ? { ...fields, contact: fields.name } : input
}
