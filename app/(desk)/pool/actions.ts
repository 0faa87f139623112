'use server'

import { claimCustomers, releaseCustomer } from '#lib/pool/commands'
import { formAction } from '../../_web/form-action.ts'

export const claim = formAction(claimCustomers, (id, { ids }) =>
  Array.isArray(ids) ? `/pool?done=claimedMany.${ids.length}` : `/customers/${id}?done=claimed`,
)
export const release = formAction(releaseCustomer, () => '/customers?done=released')
