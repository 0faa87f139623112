import { Recommendations } from '#components/analysis/recommendations'
import { recommendationsFor } from '#lib/analysis/queries-recommend'
import { type Grant, grant } from '#lib/kernel/grant'
import type { Permission } from '#lib/kernel/permissions'

type Props = { me: Grant<'customer.read'>; customer: { id: number; industry: string }; may: (permission: Permission) => boolean }

/** 常购与可推荐 on the archive, for those who may see what the customer bought. */
export function Goods({ me: { actor }, customer, may }: Props) {
  if (!may('purchase.read')) return null
  return <Recommendations found={recommendationsFor(grant(actor, 'purchase.read'), customer)} industry={customer.industry} />
}
