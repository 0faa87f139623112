import type { Source } from '#db/client'
import { countMoves } from './sums.ts'
import { type Order, type Portion, type Result, workOut } from './working-out.ts'
import type { Written } from './write.ts'

/** `all`: there are no more portions; whoever asks again has written them. */
export type Answer =
  | { all: true }
  | { portion: Written & { customers: number } }
  | { result: { customers: number; counts: string } }
  | { failure: string }

/** What the thread says, one answer each time it is asked: portions, then the result. */
export function* answersTo(order: Order, from: Source): Generator<Answer, Answer> {
  const work = workOut(order, from)
  for (let step = work.next(); ; step = work.next()) {
    if (!step.done) yield { portion: written(step.value) }
    else return yield* ending(order, step.value, from)
  }
}

function* ending(order: Order, result: Result, from: Source): Generator<Answer, Answer> {
  yield { all: true }
  return { result: resultOf(order, result, from) }
}

const written = ({ customers, ins, outs, kept, near }: Portion) => ({
  customers,
  ins: JSON.stringify(ins),
  outs: JSON.stringify(outs),
  kept: JSON.stringify(kept),
  near: JSON.stringify(near),
})

// By now all has been written: what came and went is counted as it stands there, so that a run taken up again tells the whole of it.
function resultOf({ runId, changed }: Order, { customers, counts }: Result, from: Source) {
  if (!changed) {
    for (const one of Object.values(counts.tiers)) Object.assign(one, { in: 0, out: 0 })
    for (const [tierId, kind, count] of countMoves(runId, from)) if (counts.tiers[tierId]) counts.tiers[tierId][kind] = count
  }
  return { customers, counts: JSON.stringify(counts) }
}
