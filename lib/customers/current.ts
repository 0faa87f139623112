import { eq } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { customers } from '#db/schema/customers'
import { listHistory } from '../audit/queries.ts'
import { Conflict } from '../kernel/errors.ts'
import { type Grant, grant } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { type Customer, derived } from './model.ts'
import { findCustomer } from './queries.ts'
import { renewTerms } from './terms.ts'

/** Writes a customer with what follows from it: keys, masks, search words. */
export function write(tx: Tx, before: Customer, values: Partial<Customer>): Customer {
  const { id, lastContactAt: _, nextDueAt: __, touchedAt: ___, verifiedOn: ____, ...wanted } = { ...before, ...values }
  const set = { ...wanted, ...derived(wanted), updatedAt: now(), version: before.version + 1 }
  const after = tx.update(customers).set(set).where(eq(customers.id, id)).returning().get()!
  renewTerms(tx, id)
  return after
}

/** The customer as the form saw it; throws Conflict with what others have changed since. */
export function findCurrent(
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
