import { reader } from '#db/client'
import { answersTo } from '#lib/tiers/answers'
import type { workOutInWorker as Threaded } from '#lib/tiers/in-worker'

/** What the worker does, without the worker: starting one costs more than the few customers of a test. */
export const workOutInWorker: typeof Threaded = async (order, _signal, write) => {
  const answers = answersTo(order, reader())
  for (let answer = answers.next().value; ; answer = answers.next().value) {
    if ('result' in answer) return answer.result
    if ('portion' in answer) await write(answer.portion)
  }
}
