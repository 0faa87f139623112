import { can, type Grant, grant } from '../kernel/grant.ts'
import type { Contents } from '../reports/model.ts'
import { readSettings } from '../settings/queries.ts'
import { contentsOf } from './contents.ts'
import { listRisks } from './list.ts'
import { refOf } from './lists.ts'
import { type Period, spansAt } from './model.ts'
import type { Overview } from './overview.ts'
import { findPart, readNames, scopeName, scopeOf } from './queries.ts'
import { listBehind } from './queries-rows.ts'

const RISKS = 30
const nobody = { rows: [], total: 0, fen: 0, page: 1, size: RISKS }

/** All that the pages show this person, as one document; undefined while nothing is worked out. */
export function findWhole(me: Grant<'analysis.read'>, period: Period): { contents: Contents; day: string; at: number } | undefined {
  const overview = findPart(me, 'overview')
  const [rfm, retention, needs] = [findPart(me, 'rfm'), findPart(me, 'retention'), findPart(me, 'needs')]
  if (!overview || !rfm || !retention || !needs) return undefined
  const customers = can(me.actor, 'customer.read') ? grant(me.actor, 'customer.read') : undefined
  const contents = contentsOf({
    company: readSettings().companyName,
    scope: scopeName(scopeOf(me) ?? -1),
    day: overview.day,
    at: overview.at,
    period,
    overview: overview.figures,
    rfm: rfm.figures,
    retention: retention.figures,
    needs: needs.figures,
    names: readNames(),
    top: topOf(me, overview.figures.top, overview.day),
    risks: customers ? listRisks({ me, customers }, { size: RISKS }) : nobody,
  })
  return { contents, day: overview.day, at: overview.at }
}

/** Those who bought most, by name, with the money as it was worked out; who is out of reach is left out. */
export function topOf({ actor }: Grant, top: Overview['top'], day: string) {
  if (!can(actor, 'customer.read')) return []
  const sums = new Map(top.map((one) => [one.id, one]))
  const rows = listBehind(
    grant(actor, 'customer.read'),
    top.map(({ id }) => refOf(id)),
    spansAt(day),
  )
  return rows.map((row) => ({ ...row, fen: sums.get(row.id)!.fen, beforeFen: sums.get(row.id)!.beforeFen }))
}
