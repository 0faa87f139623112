/** More than so many are listed behind no figure; how many there are in all is kept beside them. */
export const MOST = 10_000
/** So many stand in one row of the table. */
export const PORTION = 1000

export type Listed = { scope: number; code: string; portion: number; total: number; refs: string }
export type Lists = ReturnType<typeof gatherLists>
/** `floor`: what is lighter need not be kept any more; refs, weights and places in the order of arrival stand beside each other, for there are millions. */
type List = { scope: number; code: string; total: number; floor: number; refs: string[]; weights: number[]; places: number[] }

/** Gathers what stands behind figures, by scope and code; the weightiest come first, and of equals the last added. */
export function gatherLists(most = MOST) {
  const scopes = new Map<number, Map<string, List>>()
  const add = (scope: number, code: string, ref: string, weight: number) => {
    const list = listOf(scopes, scope, code)
    const at = list.total++
    if (weight < list.floor) return
    list.refs.push(ref)
    list.weights.push(weight)
    list.places.push(at)
    if (list.refs.length >= 2 * most) cut(list, most)
  }
  return { add, portions: (keeps: (list: { scope: number; code: string }) => boolean = () => true) => portionsOf(scopes, most, keeps) }
}

function listOf(scopes: Map<number, Map<string, List>>, scope: number, code: string): List {
  let lists = scopes.get(scope)
  if (!lists) {
    lists = new Map()
    scopes.set(scope, lists)
  }
  let list = lists.get(code)
  if (!list) {
    list = { scope, code, total: 0, floor: Number.NEGATIVE_INFINITY, refs: [], weights: [], places: [] }
    lists.set(code, list)
  }
  return list
}

function* portionsOf(scopes: Map<number, Map<string, List>>, most: number, keeps: (list: List) => boolean): Generator<Listed> {
  for (const list of [...scopes.values()].flatMap((lists) => [...lists.values()])) {
    if (!keeps(list)) continue
    cut(list, most)
    const { scope, code, total, refs } = list
    for (let from = 0, portion = 0; from < refs.length; from += PORTION, portion++)
      yield { scope, code, portion, total, refs: refs.slice(from, from + PORTION).join(',') }
  }
}

function cut(list: List, most: number) {
  const { refs, weights, places } = list
  const order = Uint32Array.from(refs.keys()).sort((a, b) => weights[b]! - weights[a]! || places[b]! - places[a]!)
  const kept = order.subarray(0, most)
  list.refs = Array.from(kept, (at) => refs[at]!)
  list.weights = Array.from(kept, (at) => weights[at]!)
  list.places = Array.from(kept, (at) => places[at]!)
  if (order.length >= most) list.floor = list.weights[most - 1]!
}

/** An id as it stands in a list. */
export const refOf = (id: number) => id.toString(36)
export const idOfRef = (ref: string) => Number.parseInt(ref, 36)
