import { listBusyLeaves } from '#lib/handovers/queries-leaves'
import { runLeave } from '#lib/handovers/run'
import { grant } from '#lib/kernel/grant'

const machine = { job: 'user.leave' }

/** Back to the page, which says how far it is; what one transaction did not hold goes on behind the answer. */
export const setOff = (word: string) => (userId: number) => {
  for (const { id } of listBusyLeaves(grant(machine, 'customer.handOn'))) void runLeave(id)
  return `/settings/users/${userId}/leave?done=${word}`
}
