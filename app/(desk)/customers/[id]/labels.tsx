import { CustomerLabels } from '#components/tiers/customer-labels'
import { can, type Grant, grant } from '#lib/kernel/grant'
import { labelsOf, restOf } from '#lib/tiers/queries-held'

/** A customer's labels under its name, with the way to 凭什么 (N-09). */
export function Labels({ me: { actor }, id }: { me: Grant<'customer.read'>; id: number }) {
  if (!can(actor, 'tier.read')) return null
  const labels = labelsOf(grant(actor, 'tier.read'), id)
  const rest = labels.length === 0 ? restOf() : undefined
  return <CustomerLabels customerId={id} labels={rest ? [{ ...rest, byHand: false }] : labels} />
}
