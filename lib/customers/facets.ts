import { sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { customerTerms } from '#db/schema/customers'
import type { Customer } from './model.ts'
import { facet } from './search-words.ts'

type Changed = Pick<Customer, 'id' | 'ownerId' | 'departmentId' | 'level'>

const PORTION = 500

/** Writes anew whose, of which department and level these customers are, for lists and search; how their names read stays as it is. */
export function renewFacets(tx: Tx, changed: Changed[]) {
  for (let n = 0; n < changed.length; n += PORTION) turn(tx, changed.slice(n, n + PORTION))
}

// All in one statement each: between any two the index would put down a segment of its own, and only the words that differ are written.
function turn(tx: Tx, changed: Changed[]) {
  const of = new Map(changed.map((one) => [one.id, one]))
  const known = tx
    .select()
    .from(customerTerms)
    .where(sql`${customerTerms.id} in ${[...of.keys()]}`)
    .all()
  const turns = known.flatMap(({ id, terms }) => turnOf(id, terms, of.get(id)!))
  if (turns.length === 0) return
  const rows = JSON.stringify(turns)
  tx.run(sql`insert into facet_turns select value ->> 'id', value ->> 'gone', value ->> 'come' from json_each(${rows})`)
  tx.run(
    sql`update customer_terms set terms = turn.value ->> 'terms' from json_each(${rows}) as turn where customer_terms.id = turn.value ->> 'id'`,
  )
  tx.run(sql`delete from facet_turns`)
}

function turnOf(id: number, terms: string, { ownerId, departmentId, level }: Changed) {
  const words = terms.split(' ')
  const facets = [facet('own', ownerId ?? 0), facet('dep', departmentId ?? 0), facet('lvl', level)]
  const before = words.filter(isFacet)
  const [gone, come] = [before.filter((word) => !facets.includes(word)), facets.filter((word) => !before.includes(word))]
  if (gone.length + come.length === 0) return []
  return [{ id, gone: gone.join(' '), come: come.join(' '), terms: [...words.filter((word) => !isFacet(word)), ...facets].join(' ') }]
}

const isFacet = (word: string) => /^(own|dep|lvl)_/.test(word)
