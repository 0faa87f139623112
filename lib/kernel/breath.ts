import { setImmediate as turn } from 'node:timers/promises'

// A page needs several turns of the event loop; with one between two portions of work it would wait for a portion at each.
const TURNS = 12

/** Lets whoever waits have their answer before the work goes on; costs next to nothing when nobody does. */
export async function breath(): Promise<void> {
  for (let n = 0; n < TURNS; n++) await turn()
}
