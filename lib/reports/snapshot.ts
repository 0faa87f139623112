import type { Source } from '#db/client'
import type { Grant } from '../kernel/grant.ts'
import { codeOf, codesIn, idsBehind } from '../tickets/figure-codes.ts'
import { type Fact, isClosed, isTaken, spanOf } from '../tickets/figures.ts'
import { causeLabels, statusLabels } from '../tickets/labels.ts'
import { listOfThese, workOutFigures } from '../tickets/sums.ts'
import { atOnce } from '../tickets/turns.ts'
import { type Brief, type Briefs, packIds, type Snapshot, worstOf } from './model.ts'

export type Wanted = Pick<Snapshot, 'month' | 'edition' | 'company' | 'at'>
export type FrozenRow = { code: string; count: number; ids: string }

const SHOWN = 30
const urgencyWords = { high: '高', middle: '中', low: '低' }

/** Works out a month's complaints for the whole house, with the tickets behind every figure; takes seconds where there are many, so in a thread of its own. */
export function freeze(me: Grant<'ticket.read'>, wanted: Wanted, from?: Source): { snapshot: Snapshot; rows: FrozenRow[] } {
  const { month, at } = wanted
  const { figures, facts } = atOnce(workOutFigures(me, { month, at, kind: 'complaint' }, from))
  const behind = (code: string) => idsBehind(facts, codeOf(code)!, month, at)
  const told = toldIn(facts, month, at)
  const worst = worstOf(facts, month, at)
  const briefs = (ids: number[]) => briefsOf(me, ids, told, from)
  return {
    snapshot: {
      ...wanted,
      figures,
      worst: briefsOf(me, [...byId(worst).keys()], byId(worst), from).rows,
      repeated: briefs(behind('A-7')),
      open: briefs(behind('A-8')),
    },
    rows: codesIn(figures).map((code) => frozen(code, idsOfCode(facts, code, month, at))),
  }
}

const frozen = (code: string, ids: number[]): FrozenRow => ({ code, count: ids.length, ids: packIds(ids) })

function idsOfCode(facts: readonly Fact[], code: string, month: string, at: number) {
  const what = codeOf(code)!
  const { from, until } = spanOf(what.month ?? month, at)
  // What cannot be of the month is left out before it is looked at for every code.
  const some = monthly(facts, from, until)
  return idsBehind(some, what, month, at)
}

const kept = new WeakMap<readonly Fact[], Map<number, Fact[]>>()

function monthly(facts: readonly Fact[], from: number, until: number): Fact[] {
  const known = kept.get(facts) ?? new Map<number, Fact[]>()
  kept.set(facts, known)
  const found = known.get(from) ?? facts.filter((fact) => fact.openedAt < until && (fact.closedAt === null || fact.closedAt >= from))
  known.set(from, found)
  return found
}

// Of a ticket opened again since, a report tells what was so in its month.
function toldIn(facts: readonly Fact[], month: string, at: number): ReadonlyMap<number, Fact> {
  const span = spanOf(month, at)
  return byId(facts.filter((fact) => isTaken(fact, span) || isClosed(fact, span)))
}

const byId = (facts: readonly Fact[]) => new Map(facts.map((fact) => [fact.id, fact]))

function briefsOf(me: Grant<'ticket.read'>, ids: number[], told: ReadonlyMap<number, Fact>, from?: Source): Briefs {
  const rows = listOfThese(me, ids.slice(0, SHOWN), from).map((t): Brief => {
    const { handlingMinutes, score, cause } = told.get(t.id) ?? t
    return {
      id: t.id,
      number: t.number,
      type: t.type ?? '未分类',
      urgency: urgencyWords[t.urgency],
      handler: t.handler ?? '未分派',
      createdAt: t.createdAt,
      status: statusLabels[t.status],
      minutes: handlingMinutes,
      score,
      cause: cause === null ? '' : causeLabels[cause],
    }
  })
  return { total: ids.length, rows }
}
