import type { Tx } from '#db/client'
import { reveals } from '#db/schema/customers'
import { Conflict } from '../kernel/errors.ts'
import { type Grant, idOf } from '../kernel/grant.ts'
import { dayOf, now, timeOf } from '../kernel/time.ts'
import { tell } from '../notifications/tell.ts'
import { HOUR_MS, leftOf, MANY_AN_HOUR, type RevealField } from './model.ts'
import { countSince, findQuota, listWatchers } from './queries.ts'

type Look = { customerId: number; contactId?: number; field: RevealField; reason: string }

/** Writes down that somebody looks at a raw value; refused when the day's looks are used up, told to the managers when there are many within an hour (N-04, I-02). */
export function look(tx: Tx, me: Grant<'customer.reveal' | 'contact.reveal' | 'ticket.reveal'>, { contactId = undefined, ...what }: Look) {
  refuseUsedUp(tx, me)
  const row = tx
    .insert(reveals)
    .values({ ...what, contactId: contactId ?? null, userId: idOf(me.actor), at: now() })
    .returning()
    .get()
  warnOfMany(tx, me)
  return row
}

function refuseUsedUp(tx: Tx, { actor }: Grant) {
  if ('job' in actor) return
  const quota = findQuota(actor, tx)
  if (leftOf(quota) === 0) throw new Conflict(`今天可查看的 ${quota.allowed} 次已用完。确有需要，请在「查看次数」页面请主管放行`)
}

// Once an hour of the clock for each person: the key says which.
function warnOfMany(tx: Tx, { actor }: Grant) {
  if ('job' in actor) return
  const at = now()
  const count = countSince(actor.id, at - HOUR_MS, tx)
  if (count <= MANY_AN_HOUR) return
  const message = {
    key: `reveals:${actor.id}:${dayOf(at)}:${timeOf(at).slice(0, 2)}`,
    kind: 'machine',
    title: `${actor.name} 一小时内查看了 ${count} 次完整信息，请核实`,
    href: '/customers/reveals',
  } as const
  for (const userId of listWatchers(actor.id, tx)) tell(tx, { ...message, userId })
}
