import type { Tx } from '#db/client'
import { evidenceOf, inOrder, type Move } from './comparing.ts'
import type { RunTier } from './model.ts'
import { holds, settle } from './settle.ts'
import { evaluate, listForced, listHeld, type Shared } from './sums.ts'
import { writeMoves } from './write.ts'

/** Brings one customer's label, and those that share its word, to what rules and hands say today: for what is decided by hand. */
export function resettle(
  tx: Tx,
  tiers: readonly RunTier[],
  shared: Shared,
  { customerId, tierId, day }: { customerId: number; tierId: number; day: string },
) {
  const word = tiers.find(({ id }) => id === tierId)?.exclusive ?? ''
  const mates = tiers.filter(({ id, exclusive }) => id === tierId || (word !== '' && exclusive === word))
  const ruled = inOrder(mates)
  const evaluation = evaluate(ruled, [customerId], day, shared, tx).get(customerId)
  const forced = listForced(day, tx, customerId).get(customerId)
  const wanted = evaluation ? settle(ruled, (at) => holds(ruled[at]!.rule, evaluation.masks[at]!), forced) : []
  const held = listHeld({ after: customerId - 1, to: customerId }, tx).filter(([, id]) => mates.some((mate) => mate.id === id))
  const move = (id: number): Move => [customerId, id, evaluation ? evidenceOf(ruled, id, evaluation) : {}, forced?.get(id) ? 1 : 0]
  const has = (id: number) => held.some(([, other]) => other === id)
  writeMoves(
    tx,
    { runId: null, day },
    {
      ins: JSON.stringify(wanted.filter((id) => !has(id)).map(move)),
      outs: JSON.stringify(held.filter(([, id]) => !wanted.includes(id)).map(([, id]) => move(id))),
      kept: JSON.stringify(wanted.filter(has).map(move)),
    },
  )
}
