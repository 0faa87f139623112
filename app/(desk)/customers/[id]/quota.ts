import type { Grant } from '#lib/kernel/grant'
import { findQuota } from '#lib/reveals/queries'

/** How many looks this person has left today; nothing to say of the machine. */
export const quotaOf = ({ actor }: Grant) => ('job' in actor ? undefined : findQuota(actor))
