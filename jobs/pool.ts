import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { dayOf } from '#lib/kernel/time'
import { readRules } from '#lib/pool/queries'
import { type Judged, judge, listSilent, listWarnedIds, START, silentBefore } from '#lib/pool/queries-night'
import { recycleCustomers, warnOwner } from '#lib/pool/recycle'
import type { Run } from './schedule.ts'
import { inSlices } from './slices.ts'

const actor = { job: 'pool' }
const me = grant(actor, 'pool.warn')
const PAGE = 200
const AT_ONCE = 20

type Night = Pick<Run, 'at' | 'signal'>
type ByOwner = Map<number, number[]>

/** Puts customers whose owner was warned in time into the pool, then warns of the next ones (W-40). Nothing where there is no pool. */
export async function tendPool(night: Night): Promise<string> {
  if (!readRules().isOn) return '公海没有启用'
  const recycled = await recycleDue(night)
  return `回收 ${recycled} 位，预警 ${await warnOfNext(night)} 位`
}

async function recycleDue({ at, signal }: Night): Promise<number> {
  const [due, lifted]: [ByOwner, ByOwner] = [new Map(), new Map()]
  await inSlices(warnedPages(), signal, (ids) => {
    for (const one of judged(ids, at)) {
      if (one.does === 'recycle') put(due, one.ownerId, one.id)
      else if (one.does !== 'warned') put(lifted, one.warning?.ownerId, one.id)
    }
  })
  await inSlices([...portions(lifted), ...portions(due)], signal, (portion) => execute(recycleCustomers, actor, { ...portion, at }))
  return sizeOf(due)
}

async function warnOfNext({ at, signal }: Night): Promise<number> {
  const next: ByOwner = new Map()
  await inSlices(silentPages(at), signal, (ids) => {
    for (const one of judged(ids, at)) if (one.does === 'warn') put(next, one.ownerId, one.id)
  })
  await inSlices([...portions(next)], signal, (portion) => execute(warnOwner, actor, { ...portion, at }))
  return sizeOf(next)
}

const judged = (ids: number[], at: number): Judged[] => judge(me, ids, readRules(), dayOf(at))

function* warnedPages(): Generator<number[]> {
  for (let ids = listWarnedIds(me, 0, PAGE); ids.length > 0; ids = listWarnedIds(me, ids.at(-1)!, PAGE)) yield ids
}

function* silentPages(at: number): Generator<number[]> {
  const before = silentBefore(readRules(), dayOf(at))
  if (before === undefined) return
  for (let marks = listSilent(me, START, before, PAGE); marks.length > 0; marks = listSilent(me, marks.at(-1)!, before, PAGE))
    yield marks.map(({ id }) => id)
}

// Each owner is told how many there are in all, whatever the portions.
function* portions(all: ByOwner) {
  for (const [ownerId, ids] of all)
    for (let first = 0; first < ids.length; first += AT_ONCE) yield { ownerId, ids: ids.slice(first, first + AT_ONCE), total: ids.length }
}

function put(all: ByOwner, ownerId: number | null | undefined, id: number) {
  if (!ownerId) return
  const theirs = all.get(ownerId)
  if (theirs) theirs.push(id)
  else all.set(ownerId, [id])
}

const sizeOf = (all: ByOwner) => [...all.values()].reduce((sum, ids) => sum + ids.length, 0)
