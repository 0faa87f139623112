import { isAlike, type PairReason } from '#lib/duplicates/model'
import { grouper, type Noted, pairsOf } from '#lib/duplicates/night'
import { fillCores, notePairs, tidyPairs } from '#lib/duplicates/note'
import { listByKey, listByPhones, listNamed, listOverdueUndo, listUncored, listUnseen } from '#lib/duplicates/queries-night'
import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { now } from '#lib/kernel/time'
import type { Run } from './schedule.ts'
import { inSlices } from './slices.ts'

const actor = { job: 'duplicates' }
const me = grant(actor, 'duplicate.note')
const PAGE = 500
const LOT = 100
/** More suggestions than anybody can look through help nobody. */
const MOST_PAIRS = 10_000

const walks = [
  { key: 'phone', reason: 'phone' },
  { key: 'core', reason: 'name' },
  { key: 'contactPhone', reason: 'contactPhone' },
] as const

/** Looks by night for customers that may be one (W-15), along the indexes, a portion at a time; takes away what is no longer so. */
export async function findDuplicates({ signal }: Pick<Run, 'signal'>): Promise<string> {
  const at = now()
  await inSlices(uncored(), signal, (ids) => execute(fillCores, actor, { ids }))
  let found = 0
  await inSlices(portions(), signal, (portion) => {
    const pairs = found < MOST_PAIRS ? judged(portion) : []
    for (let from = 0; from < pairs.length; from += LOT) execute(notePairs, actor, { pairs: pairs.slice(from, from + LOT), at })
    found += pairs.length
  })
  await inSlices(overdue(at), signal, (old) => execute(tidyPairs, actor, { at, ...old }))
  return found > 0 ? `疑似重复 ${found} 组` : '没有发现疑似重复'
}

function* uncored() {
  for (let ids = listUncored(me, LOT); ids.length > 0; ids = listUncored(me, LOT)) yield ids
}

type Portion = { groups: Map<string, number[]>; reason: PairReason; holders?: Set<number> }

function* portions(): Generator<Portion> {
  for (const { key, reason } of walks) {
    const grouped = grouper()
    for (let mark = { key: '', id: Number.MAX_SAFE_INTEGER }, isLast = false; !isLast; ) {
      const rows = listByKey(me, key, mark, PAGE)
      isLast = rows.length < PAGE
      mark = rows.at(-1) ?? mark
      const groups = grouped.add(rows, isLast)
      yield key === 'contactPhone' ? withOwners(groups) : { groups, reason }
    }
  }
}

// A contact's number may be another customer's own; two who have it as their own have been found by it already.
function withOwners(groups: Map<string, number[]>): Portion {
  const owners = Map.groupBy(listByPhones(me, [...groups.keys()]), ({ phone }) => phone)
  const all = [...groups].map(([phone, ids]): [string, number[]] => [
    phone,
    [...new Set([...ids, ...(owners.get(phone) ?? []).map(({ id }) => id)])],
  ])
  return { groups: new Map(all), reason: 'contactPhone', holders: new Set([...groups.values()].flat()) }
}

function judged({ groups, reason, holders }: Portion): Noted[] {
  const many = [...groups.values()].filter((ids) => ids.length > 1)
  const named = new Map(listNamed(me, many.flat()).map((row) => [row.id, row.name]))
  const fits = (a: number, b: number) =>
    (!holders || holders.has(a) || holders.has(b)) && (reason !== 'name' || isAlike(named.get(a) ?? '', named.get(b) ?? ''))
  return many.flatMap((ids) =>
    pairsOf(
      ids.filter((id) => named.has(id)),
      reason,
      fits,
    ),
  )
}

function* overdue(at: number) {
  for (;;) {
    const old = { pairs: listUnseen(me, at, LOT), merges: listOverdueUndo(me, at, LOT) }
    if (old.pairs.length + old.merges.length === 0) return
    yield old
  }
}
