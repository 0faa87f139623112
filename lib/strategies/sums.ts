import { sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { literal } from '#db/statements'
import { listLiving } from '../customers/list.ts'
import { type Grant, grant } from '../kernel/grant.ts'
import { dayOf } from '../kernel/time.ts'
import { candidatesAfter, peopleOf } from './candidates.ts'
import { judge } from './judge.ts'
import type { Reason } from './labels.ts'
import type { Strategy } from './model.ts'
import { periodOf } from './period.ts'
import { type Bought, gathered, type Results, type Row } from './results.ts'

const PAGE = 400
const SHOWN = 50

export type Preview = {
  period: string
  /** How many have the label, how many of them are reached now, and why the others are not. */
  total: number
  reached: number
  reasons: Map<Reason, number>
  /** How many each colleague gets, most first. */
  perPerson: { name: string; count: number }[]
  /** The first who are reached, as far as this person may see them. */
  first: { id: number; name: string }[]
}

/** Whom a strategy would reach at a moment, if it were switched on; yields after every few hundred customers. */
export function* previewOf(me: Grant<'strategy.read'>, strategy: Strategy, at: number, from: Source = reader()): Generator<void, Preview> {
  const period = periodOf(strategy.rhythm, dayOf(at))
  const people = peopleOf(from)
  const seeing = grant(me.actor, 'customer.read')
  const counts = { total: 0, reached: 0, reasons: new Map<Reason, number>(), first: [] as Preview['first'] }
  const load = new Map<number, number>()
  for (let mark = 0; ; ) {
    const page = candidatesAfter(from, { ...strategy, period }, mark, PAGE)
    const verdicts = judge(strategy, page, people)
    const reached = verdicts.filter(({ reason }) => reason === undefined)
    for (const { reason } of verdicts) if (reason) add(counts.reasons, reason)
    for (const { assigneeId } of reached) add(load, assigneeId!)
    if (counts.first.length < SHOWN) counts.first.push(...seenOf(reached).slice(0, SHOWN - counts.first.length))
    counts.total += page.length
    counts.reached += reached.length
    if (page.length < PAGE) break
    mark = page.at(-1)!.id
    yield
  }
  const perPerson = [...load].map(([id, count]) => ({ name: people.byId.get(id)!.name, count })).sort((a, b) => b.count - a.count)
  return { period, perPerson, ...counts }

  function seenOf(reached: { id: number; name: string }[]) {
    const ids = new Set(
      listLiving(
        seeing,
        reached.map(({ id }) => id),
        from,
      ),
    )
    return reached.filter(({ id }) => ids.has(id)).map(({ id, name }) => ({ id, name }))
  }
}

/** Of the next `limit` customers of a strategy's label after a mark, those it reaches at a moment; `next` is where to go on, undefined at the end. */
export function listReached(
  _me: Grant<'strategy.push'>,
  strategy: Strategy,
  { at, mark, limit }: { at: number; mark: number; limit: number },
  from: Source = reader(),
): { ids: number[]; next: number | undefined } {
  const page = candidatesAfter(from, { ...strategy, period: periodOf(strategy.rhythm, dayOf(at)) }, mark, limit)
  const reached = judge(strategy, page, peopleOf(from)).filter(({ reason }) => reason === undefined)
  return { ids: reached.map(({ id }) => id), next: page.length < limit ? undefined : page.at(-1)!.id }
}

function add<K>(counts: Map<K, number>, key: K) {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

/** What came of a strategy, push by push and by period; yields after every few hundred. */
export function* resultsOf(_me: Grant<'strategy.read'>, strategyId: number, from: Source = reader()): Generator<void, Results> {
  const results = gathered()
  for (let mark = { customerId: 0, period: '' }; ; ) {
    const page = from.all<Row>(pagesOf(strategyId, mark))
    results.take(page, boughtBy(page, from))
    if (page.length < PAGE) return results.made()
    mark = page.at(-1)!
    yield
  }
}

const pagesOf = (strategyId: number, { customerId, period }: { customerId: number; period: string }) =>
  sql`select p.id as id, p.customer_id as customerId, p.period as period, p.day as day, p.sent_at is not null as done, i.answered_at is not null as answered
    from strategy_pushes p left join survey_invitations i on i.id = p.invitation_id
    where p.strategy_id = ${strategyId} and (p.customer_id, p.period) > (${customerId}, ${period})
    order by p.customer_id, p.period limit ${literal(PAGE)}`

function boughtBy(page: readonly Row[], from: Source): Bought[] {
  if (page.length === 0) return []
  const ids = JSON.stringify([...new Set(page.map(({ customerId }) => customerId))])
  const since = page.map(({ day }) => day).sort()[0]!
  return from.all<Bought>(
    sql`select id, customer_id as customerId, purchased_on as "on", amount_fen as fen from purchases
      where customer_id in (select value from json_each(${ids})) and purchased_on >= ${since}`,
  )
}
