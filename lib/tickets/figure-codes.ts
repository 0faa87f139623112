import {
  type Dimension,
  dimensionNames,
  dimensions,
  type Fact,
  type Figures,
  type Measure,
  measureNames,
  measures,
  spanOf,
} from './figures.ts'

/** What a code such as B3-1 or M202611-4 speaks of; undefined for what is none. */
export function codeOf(text: string): { dimension?: Dimension; key: number; month?: string; measure: Measure } | undefined {
  const [, letter, key = '', digit] = /^([A-GM])(\d{0,9})-([1-8])$/.exec(text.trim().toUpperCase()) ?? []
  const measure = measureNames[Number(digit) - 1]
  if (letter === undefined || measure === undefined) return undefined
  if (letter === 'A') return key === '' ? { key: 0, measure } : undefined
  if (letter === 'M')
    return /^\d{4}(0[1-9]|1[0-2])$/.test(key) ? { key: 0, month: `${key.slice(0, 4)}-${key.slice(4)}`, measure } : undefined
  const dimension = dimensionNames.find((name) => dimensions[name].letter === letter)
  return dimension && key !== '' ? { dimension, key: Number(key), measure } : undefined
}

/** The tickets behind a code, ascending. */
export function idsBehind(facts: readonly Fact[], code: NonNullable<ReturnType<typeof codeOf>>, month: string, at: number): number[] {
  const span = spanOf(code.month ?? month, at)
  const isOf = (fact: Fact) => !code.dimension || dimensions[code.dimension].keyOf(fact) === code.key
  return facts
    .filter((fact) => isOf(fact) && measures[code.measure](fact, span))
    .map(({ id }) => id)
    .sort((a, b) => a - b)
}

/** Every code that a set of figures holds, with how many tickets stand behind it; what counts none is left out. */
export const codesIn = ({ whole, trend, lines }: Figures) =>
  [whole, ...trend, ...Object.values(lines).flat()].flatMap(({ code, counts }) =>
    measureNames.flatMap((name, at) => (counts[name] > 0 ? [`${code}-${at + 1}`] : [])),
  )
