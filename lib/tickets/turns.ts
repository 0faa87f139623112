import { breath } from '../kernel/breath.ts'

/** Does work that yields between its portions, giving others their turn at each. */
export async function inTurns<T>(work: Generator<void, T>): Promise<T> {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
    await breath()
  }
}

/** The same without a pause, for a thread of its own. */
export function atOnce<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}
