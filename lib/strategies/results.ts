import { addDays } from '../kernel/time.ts'
import { BOUGHT_DAYS } from './model.ts'

/** One push with what came of it; `boughtFen` is what was bought from its day on, for ninety days. */
export type Outcome = {
  id: number
  customerId: number
  period: string
  done: boolean
  answered: boolean
  bought: boolean
  boughtFen: number
}
export type Tally = { pushed: number; done: number; answered: number; bought: number; boughtFen: number }
export type Results = { outcomes: Outcome[]; total: Tally; periods: (Tally & { period: string })[] }

export type Row = { id: number; customerId: number; period: string; day: string; done: number; answered: number }
export type Bought = { id: number; customerId: number; on: string; fen: number }

/** Gathers pushes with the purchases of their customers; in the total a customer and a purchase count once. */
export function gathered() {
  const outcomes: Outcome[] = []
  const [buyers, once] = [new Set<number>(), new Map<number, number>()]
  function take(rows: readonly Row[], purchases: readonly Bought[]) {
    const byCustomer = Map.groupBy(purchases, ({ customerId }) => customerId)
    for (const { id, customerId, period, day, done, answered } of rows) {
      const last = addDays(day, BOUGHT_DAYS)
      const theirs = (byCustomer.get(customerId) ?? []).filter(({ on }) => on >= day && on <= last)
      for (const one of theirs) once.set(one.id, one.fen)
      if (theirs.length > 0) buyers.add(customerId)
      const boughtFen = sum(theirs.map(({ fen }) => fen))
      outcomes.push({ id, customerId, period, done: Boolean(done), answered: Boolean(answered), bought: theirs.length > 0, boughtFen })
    }
  }
  function made(): Results {
    const total = { ...tallyOf(outcomes), bought: buyers.size, boughtFen: sum([...once.values()]) }
    const periods = [...Map.groupBy(outcomes, ({ period }) => period)].map(([period, theirs]) => ({ period, ...tallyOf(theirs) }))
    return { outcomes, total, periods: periods.sort((a, b) => b.period.localeCompare(a.period)) }
  }
  return { take, made }
}

const sum = (figures: readonly number[]) => figures.reduce((all, one) => all + one, 0)

const tallyOf = (outcomes: readonly Outcome[]): Tally => ({
  pushed: outcomes.length,
  done: outcomes.filter(({ done }) => done).length,
  answered: outcomes.filter(({ answered }) => answered).length,
  bought: outcomes.filter(({ bought }) => bought).length,
  boughtFen: sum(outcomes.map(({ boughtFen }) => boughtFen)),
})

export const shows = ['all', 'done', 'open', 'answered', 'bought'] as const
export type Show = (typeof shows)[number]

/** The pushes behind a number, the newest first; of who bought, over all periods, each customer's last. */
export function behind({ outcomes }: Results, show: Show, period?: string): Outcome[] {
  const found = outcomes.filter((one) => fits[show](one) && (period === undefined || one.period === period)).sort((a, b) => b.id - a.id)
  if (show !== 'bought' || period !== undefined) return found
  const seen = new Set<number>()
  return found.filter(({ customerId }) => !seen.has(customerId) && seen.add(customerId))
}

const fits: Record<Show, (one: Outcome) => boolean> = {
  all: () => true,
  done: ({ done }) => done,
  open: ({ done }) => !done,
  answered: ({ answered }) => answered,
  bought: ({ bought }) => bought,
}
