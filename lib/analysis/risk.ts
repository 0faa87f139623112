import type { Condition, Rule } from '#db/schema/tiers'
import { figureKey } from '../tiers/compile.ts'
import { fieldOf } from '../tiers/fields.ts'
import { conditionText, figureText, valueText } from '../tiers/words.ts'

/** The label of churn risk with its rule as it is now. */
export type RiskRule = { tierId: number; rule: Rule }
export type Reason = { points: number; text: string }
type Evidence = Record<string, number | string | null>

/** Why a customer is at risk: each line of the rule that its figures fulfil, with the figure and the points, the weightiest first. */
export function reasonsOf({ rule }: RiskRule, evidence: string): Reason[] {
  const figures = JSON.parse(evidence) as Evidence
  return linesOf(rule)
    .filter(({ condition }) => fulfils(condition, figures[figureKey(condition)]))
    .map(({ points, condition }) => ({ points, text: reasonText(condition, figures[figureKey(condition)] ?? null) }))
    .sort((a, b) => b.points - a.points)
}

/** The points these figures bring together. */
export function pointsOf({ rule }: RiskRule, evidence: string): number {
  const figures = JSON.parse(evidence) as Evidence
  return linesOf(rule).reduce((sum, { points, condition }) => (fulfils(condition, figures[figureKey(condition)]) ? sum + points : sum), 0)
}

/** The conditions a rule asks, each with its points; 0 where the rule counts none. */
export const linesOf = (rule: Rule): { points: number; condition: Condition }[] =>
  rule.kind === 'points' ? rule.lines : rule.kind === 'any' ? rule.groups.flat().map((condition) => ({ points: 0, condition })) : []

/** Whether a figure, as the labels keep it, fulfils a condition; one that is missing fulfils none. */
export function fulfils({ op, value }: Condition, figure: number | string | null | undefined): boolean {
  if (figure === undefined || figure === null) return false
  const values = [value].flat()
  if (op === 'in' || op === 'notIn') return values.includes(figure) === (op === 'in')
  const [first, second] = values as [number | string, (number | string)?]
  if (op === 'between') return figure >= first && second !== undefined && figure <= second
  return { gte: figure >= first, gt: figure > first, lte: figure <= first, lt: figure < first, eq: figure === first, ne: figure !== first }[
    op
  ]
}

/** 未联系天数 72 天: what it is called and what it is; of what grows less, that it fell. */
function reasonText(condition: Condition, figure: number | string | null) {
  const field = fieldOf(condition.field)
  if (field?.key === 'growth' && typeof figure === 'number' && figure < 0)
    return `${figureText(condition).replace('增长', '下降')} ${valueText(field, -figure)}`
  return field ? `${figureText(condition)} ${valueText(field, figure)}` : conditionText(condition)
}
