import { type SQL, sql } from 'drizzle-orm'
import { customers } from '#db/schema/customers'
import type { Condition } from '#db/schema/tiers'
import type { Fact } from './facts.ts'
import { type Figure, fieldOf } from './fields.ts'
import { conditionsOf, type Ruled } from './settle.ts'
import { spanBefore, spanOf } from './windows.ts'

/** What to ask of the database: facts to gather, a mask a label and a figure a key; every value of a rule is bound (J-05). */
export type Questions = { facts: Fact[]; masks: SQL[]; figures: { key: string; value: SQL }[] }

/** The name of a condition's figure: its field, with the window where it has one. */
export const figureKey = ({ field, window }: Pick<Condition, 'field' | 'window'>) => {
  const size = window ?? fieldOf(field)?.window?.default
  return size === undefined ? field : `${field}:${size}`
}

/** Turns rules into what is asked of each customer on a day. */
export function questionsOf(tiers: readonly Pick<Ruled, 'rule'>[], day: string): Questions {
  const facts = new Map<string, Fact>()
  const figures = new Map<string, Figure>()
  const fact = (one: Fact) => {
    const known = facts.get(one.name) ?? one
    facts.set(one.name, known)
    return sql`${sql.identifier(factName([...facts.keys()].indexOf(one.name)))}.v`
  }
  const figureOf = (condition: Condition) => {
    const key = figureKey(condition)
    const known = figures.get(key) ?? made(condition, day, fact)
    figures.set(key, known)
    return known
  }
  const masks = tiers.map(({ rule }) => maskOf(conditionsOf(rule).map((condition) => comparison(figureOf(condition), condition))))
  return { facts: [...facts.values()], masks, figures: [...figures].map(([key, figure]) => ({ key, value: shownOf(figure) })) }
}

/** The table, or named query, that holds the fact at a place. */
export const factName = (at: number) => `fact_${at}`

/** From the customers, with each fact beside its customer. */
export const fromCustomers = (facts: readonly Fact[]) =>
  sql`from ${customers} ${sql.join(
    facts.map(({ on }, at) => {
      const name = sql.identifier(factName(at))
      return sql`left join ${name} on ${name}.id = ${on ?? customers.id}`
    }),
    sql` `,
  )}`

function made({ field, window }: Condition, day: string, fact: (fact: Fact) => SQL): Figure {
  const known = fieldOf(field)
  if (!known) throw new Error(`no field ${field}`)
  const unit = known.window?.unit ?? 'day'
  const size = window ?? known.window?.default ?? 0
  return known.figure({ day, size, span: spanOf(day, unit, size), before: spanBefore(day, unit, size), fact })
}

const maskOf = (bits: SQL[]) =>
  bits.length === 0
    ? sql`0`
    : sql.join(
        bits.map((bit, at) => sql`(coalesce((${bit}), 0) * ${whole(1 << at)})`),
        sql` + `,
      )

const signs = { gte: sql`>=`, gt: sql`>`, lte: sql`<=`, lt: sql`<`, eq: sql`=`, ne: sql`<>` } as const

function comparison(figure: Figure, { op, value }: Condition): SQL {
  const list = [value].flat()
  if (op === 'in' || op === 'notIn') {
    const among = sql`${plainOf(figure)} in (${sql.join(
      list.map((one) => sql`${one}`),
      sql`, `,
    )})`
    return op === 'in' ? among : sql`not (${among})`
  }
  if (op === 'between') return sql`${compared(figure, signs.gte, list[0]!)} and ${compared(figure, signs.lte, list[1]!)}`
  return compared(figure, signs[op], list[0]!)
}

const plainOf = (figure: Figure) => ('value' in figure ? figure.value : shownOf(figure))

// A share is never divided out: 20 % is reached where a hundred parts are twenty wholes.
const compared = (figure: Figure, sign: SQL, value: number | string) =>
  'value' in figure
    ? sql`${figure.value} ${sign} ${value}`
    : sql`(${figure.whole} > 0 and ${figure.part} * 100 ${sign} ${whole(value)} * ${figure.whole})`

// Numbers are bound as fractions; products of large ones are exact as integers alone.
const whole = (value: number | string) => sql`cast(${value} as integer)`

// To the tenth towards zero: what is shown never reaches a bar that the exact figure misses.
const shownOf = (figure: Figure) =>
  'value' in figure ? figure.value : sql`case when ${figure.whole} > 0 then (${figure.part} * 1000 / ${figure.whole}) / 10.0 end`
