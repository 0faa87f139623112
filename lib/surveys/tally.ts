import { DETRACTS, isLow, LOW, PROMOTES } from './answers.ts'
import type { Fact, Figures, Line } from './figures.ts'
import type { Question } from './model.ts'

export type Tally = ReturnType<typeof tallyOf>

/** Counts answers one after the other: how often each mark was given to each question, and what of that belongs to a dimension. */
export function tallyOf(questions: readonly Question[], dimensions: readonly string[]) {
  const marks = new Map(questions.map(({ id }) => [id, new Map<number, number>()]))
  const ofDimension = dimensions.map((dimension) => ({
    ids: questions.filter((one) => one.kind === 'scale' && one.dimension === dimension).map(({ id }) => id),
    count: 0,
    low: 0,
  }))
  let [count, low] = [0, 0]

  function add(fact: Fact) {
    count++
    if (isLow(fact)) low++
    for (const [id, value] of fact.values) {
      const given = marks.get(id)
      given?.set(value, (given.get(value) ?? 0) + 1)
    }
    for (const one of ofDimension) {
      const values = one.ids.flatMap((id) => fact.values.get(id) ?? [])
      if (values.length > 0) one.count++
      if (values.some((value) => value <= LOW)) one.low++
    }
  }

  const given = (ids: readonly number[]) => ids.flatMap((id) => [...(marks.get(id) ?? [])])
  const idsOf = (kind: Question['kind']) => questions.filter((one) => one.kind === kind).map(({ id }) => id)
  const means = () => ofDimension.map(({ ids }) => meanOf(given(ids)))
  const line = (label: string): Line => ({
    ...{ label, count, low, means: means() },
    ...{ mean: meanOf(given(idsOf('scale'))), nps: npsOf(given(idsOf('recommend'))) },
  })
  const spread = (question: Question) => {
    const size = question.kind === 'choice' ? question.options.length : 5
    const counts = Array.from({ length: size }, (_, at) => marks.get(question.id)?.get(at + 1) ?? 0)
    return { question, counts, count: sum(counts), mean: question.kind === 'scale' ? meanOf(given([question.id])) : null }
  }
  return {
    add,
    line,
    dimensions: (): Figures['dimensions'] =>
      dimensions.map((dimension, at) => ({
        dimension,
        count: ofDimension[at]!.count,
        low: ofDimension[at]!.low,
        mean: means()[at] ?? null,
      })),
    spreads: () => questions.filter(({ kind }) => kind === 'scale' || kind === 'choice').map(spread),
    promoters: () =>
      questions.filter(({ kind }) => kind === 'recommend').map((question) => ({ question, ...partsOf(given([question.id])) })),
  }
}

/** Marks with how often each was given. */
type Given = readonly (readonly [number, number])[]

const sum = (numbers: readonly number[]) => numbers.reduce((all, n) => all + n, 0)
const timesOf = (given: Given) => sum(given.map(([, times]) => times))

function meanOf(given: Given): number | null {
  const times = timesOf(given)
  return times === 0 ? null : sum(given.map(([value, n]) => value * n)) / times
}

function partsOf(given: Given) {
  const promoters = timesOf(given.filter(([value]) => value >= PROMOTES))
  const detractors = timesOf(given.filter(([value]) => value <= DETRACTS))
  return { promoters, detractors, passives: timesOf(given) - promoters - detractors, nps: npsOf(given) }
}

/** The share of promoters less that of detractors, from -100 to 100. */
function npsOf(given: Given): number | null {
  const times = timesOf(given)
  const of = (holds: (value: number) => boolean) => timesOf(given.filter(([value]) => holds(value)))
  return times === 0 ? null : ((of((value) => value >= PROMOTES) - of((value) => value <= DETRACTS)) / times) * 100
}
