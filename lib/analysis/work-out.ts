import type { Source } from '#db/client'
import type { Grant } from '../kernel/grant.ts'
import { dayOf } from '../kernel/time.ts'
import { type Goods, tallyGoods } from './goods.ts'
import { gatherLists, type Listed } from './lists.ts'
import { type Part, type Spans, spansAt, sumsOf, WHOLE } from './model.ts'
import { tallyNeeds } from './needs.ts'
import { tallyOverview } from './overview.ts'
import { tallyRetention } from './retention.ts'
import { tallyRfm } from './rfm.ts'
import { type Whole, walkCustomers } from './sums.ts'

export type Figured = { scope: number; part: Part | `goods.${string}`; figures: unknown }
export type Risk = {
  customerId: number
  points: number
  amountFen: number
  departmentId: number
  ownerId: number
  level: string
  section: string
}
export type WorkedOut = { day: string; parts: Figured[]; risks: Risk[]; lists: Generator<Listed> }

const MOST_SAID = 1000

/** All figures as of a moment, for the whole house and each department, with what stands behind them; `tell` hears how many customers are done. */
export function workOut(me: Grant<'analysis.finish'>, at: number, from?: Source, tell: (done: number) => void = () => {}): WorkedOut {
  const spans = spansAt(dayOf(at))
  const [lists, terms] = [gatherLists(), gatherLists(MOST_SAID)]
  const scopes = new Map<number, ReturnType<typeof tallyScope>>()
  const goods = tallyGoods(spans)
  const risks: Risk[] = []
  const scopeOf = (scope: number) => scopes.get(scope) ?? scopes.set(scope, tallyScope(spans, scope, lists, terms)).get(scope)!
  scopeOf(WHOLE)
  let done = 0
  for (const page of walkCustomers(me, spans, from)) {
    for (const one of page) {
      scopeOf(WHOLE).add(one)
      if (one.subject.department !== WHOLE) scopeOf(one.subject.department).add(one)
      goods.add(one.subject, one.bought)
      if (one.risk !== undefined) risks.push(riskOf(one, one.risk, spans))
    }
    done += page.length
    tell(done)
  }
  const parts = [...scopes.values()].flatMap((scope) => scope.figures())
  const ofGoods = goods.figures().map(([code, figures]: [string, Goods]) => ({ scope: WHOLE, part: `goods.${code}` as const, figures }))
  return { day: spans.day, parts: [...parts, ...ofGoods], risks, lists: allLists(lists, terms, parts) }
}

const riskOf = (one: Whole, points: number, spans: Spans): Risk => ({
  customerId: one.subject.id,
  points,
  amountFen: stakeOf(one, spans),
  departmentId: one.subject.department,
  ownerId: one.subject.owner,
  level: one.subject.level,
  section: one.subject.industry.slice(0, 1),
})

/** What is at stake: what was bought within twelve months, or in the twelve before where that is more (fen). */
function stakeOf({ bought }: Whole, spans: Spans) {
  const { fen, beforeFen } = sumsOf(bought, spans)
  return Math.max(fen, beforeFen)
}

function tallyScope(spans: Spans, scope: number, lists: ReturnType<typeof gatherLists>, terms: ReturnType<typeof gatherLists>) {
  const overview = tallyOverview(spans, scope, lists)
  const rfm = tallyRfm(spans, scope, lists)
  const retention = tallyRetention(spans, scope, lists)
  const needs = tallyNeeds(spans.day, scope, terms)
  return {
    add({ subject, bought, tiers, said, scores }: Whole) {
      overview.add(subject, bought, tiers)
      rfm.add(subject, bought)
      retention.add(subject, bought)
      if (said.length > 0) needs.add(said)
      for (const { value, on } of scores) overview.score(value, on)
    },
    figures: () => [
      { scope, part: 'overview' as const, figures: overview.figures() },
      { scope, part: 'rfm' as const, figures: rfm.figures() },
      { scope, part: 'retention' as const, figures: retention.figures() },
      { scope, part: 'needs' as const, figures: needs.figures() },
    ],
  }
}

type Scoped = ReturnType<ReturnType<typeof tallyScope>['figures']>[number]

// Of products and words only those that are shown keep what stands behind them.
function* allLists(lists: ReturnType<typeof gatherLists>, terms: ReturnType<typeof gatherLists>, parts: Scoped[]): Generator<Listed> {
  const shown = new Set(parts.flatMap(({ scope, part, figures }) => codesOf(part, figures).map((code) => `${scope} ${code}`)))
  const isShown = ({ scope, code }: { scope: number; code: string }) => shown.has(`${scope} ${code}`)
  yield* lists.portions((list) => !/^product/.test(list.code) || isShown(list))
  yield* terms.portions(isShown)
}

function codesOf(part: Part, figures: Scoped['figures']): string[] {
  if (part === 'retention' && 'products' in figures)
    return figures.products.flatMap(({ product }) => [`product.${product}`, `productAgain.${product}`])
  return part === 'needs' && 'terms' in figures ? figures.terms.map(({ kind, key }) => `term.${kind}:${key}`) : []
}
