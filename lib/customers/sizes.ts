import { type SQL, sql } from 'drizzle-orm'
import type { Source } from '#db/client'
import { literal } from '#db/statements'
import type { Asked } from './asking.ts'
import { withLabel } from './labelled.ts'

/** About how many: customers there are, those with the label, those that the words find, those that the days leave, and those that both do. */
export type Sizes = { all: number; labelled: number; words: number; days: number; both: number }

/** `isCounted`: few enough that all are counted. */
type Crowd = { all: number; isCounted: boolean }

// Up to so many customers are all counted; of more the words of a twentieth are, in so many places, and the days of so many customers.
const COUNTED = 20_000
const [PLACES, SHARE] = [5, 20]
const FEW = 2000
const SAMPLE = 1000

/** How many a query finds, up to `most`. */
export const numberOf = (found: SQL, from: Source, most: number) =>
  from.get<{ n: number }>(sql`select count(*) as n from (${found} limit ${literal(most)})`)?.n ?? 0

/** About how many customers each part of a question concerns, so that the cheapest way to them can be told; takes two milliseconds. */
export function sizesOf({ match, range, label }: Pick<Asked, 'match' | 'range' | 'label'>, from: Source, counted = COUNTED): Sizes {
  const all = from.get<{ id: number | null }>(sql`select max(id) as id from customers`)?.id ?? 0
  const crowd = { all, isCounted: all <= counted }
  const words = match ? wordsIn(match, crowd, from) : all
  const days = range ? daysIn(range, crowd, from) : all
  // To count who has no label takes long, and about half will do.
  const labelled = label ? (label.isRest ? all / 2 : wordsIn(withLabel(label, ''), crowd, from)) : all
  return { all, labelled, words, days, both: (words * days) / Math.max(1, all) }
}

// Few are counted, for the index of words looks for the first of them from the beginning, wherever it is to start. The numbers stand in the
// text: of bound ones, which have a fraction, it takes no notice until all are read.
function wordsIn(match: string, { all, isCounted }: Crowd, from: Source) {
  const found = sql`select 1 from customer_search where customer_search match ${match}`
  const most = isCounted ? all + 1 : FEW
  const few = numberOf(found, from, most)
  if (few < most) return few
  const length = all / PLACES / SHARE
  const places = Array.from({ length: PLACES }, (_, n) => {
    const start = ((n + 0.5) * all) / PLACES - length / 2
    return sql`select count(*) as n from customer_search where customer_search match ${match} and rowid between ${literal(start)} and ${literal(start + length)}`
  })
  const told = from.get<{ n: number }>(sql`select sum(n) as n from (${sql.join(places, sql` union all `)})`)
  return Math.max(few, (told?.n ?? 0) * SHARE)
}

function daysIn(range: SQL, { all, isCounted }: Crowd, from: Source) {
  if (isCounted) return numberOf(sql`select 1 from customers where ${range} and deleted_at is null`, from, all + 1)
  const some = JSON.stringify(Array.from({ length: SAMPLE }, (_, n) => Math.ceil(((n + 0.5) * all) / SAMPLE)))
  const found = sql`select 1 from customers not indexed where id in (select value from json_each(${some})) and ${range}`
  return (numberOf(found, from, SAMPLE) * all) / SAMPLE
}
