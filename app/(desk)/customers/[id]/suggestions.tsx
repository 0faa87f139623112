import { CustomerSuggestions } from '#components/suggestions/customer-suggestions'
import { can, type Grant, grant } from '#lib/kernel/grant'
import { listCustomerSuggestions } from '#lib/suggestions/queries'

const LATEST = 5

/** 提过的建议 on the archive, for those who may see suggestions. */
export function Suggestions({ me: { actor }, id }: { me: Grant<'customer.read'>; id: number }) {
  if (!can(actor, 'suggestion.read')) return null
  const found = listCustomerSuggestions(grant(actor, 'suggestion.read'), id, LATEST)
  return <CustomerSuggestions customerId={id} {...found} mayAdd={can(actor, 'suggestion.create')} />
}
