import { PushItem } from '#components/strategies/push-item'
import { can, type Grant, grant } from '#lib/kernel/grant'
import { isRepairing } from '#lib/repairs/queries'
import { readSettings } from '#lib/settings/queries'
import { findPushOf } from '#lib/strategies/list'
import { consent, send } from '../../strategies/actions.ts'

/** What a to-do is to bring to the customer, where a strategy put it there. */
export function PushOf({ me: { actor }, todoId }: { me: Grant<'todo.read'>; todoId: number }) {
  if (!can(actor, 'strategy.send')) return null
  const push = findPushOf(grant(actor, 'strategy.send'), todoId, readSettings().companyName)
  if (!push) return null
  const may = { read: can(actor, 'customer.read'), follow: can(actor, 'followUp.create'), refuse: can(actor, 'consent.set') }
  return (
    <PushItem
      push={push}
      deeds={{ send, refuse: consent }}
      may={may}
      isRepairing={push.marketing && isRepairing(push.customerId)}
      back={`/todos/${todoId}`}
      alone
    />
  )
}
