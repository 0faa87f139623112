import { eq, inArray, sql } from 'drizzle-orm'
import type { SelectResultFields } from 'drizzle-orm/query-builders/select.types'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { users } from '#db/schema/people'
import { rowsOnce } from '#db/statements'
import { inOrder } from '../formats/in-order.ts'
import { labelWords, listLabels } from '../tiers/list.ts'
import { shown } from './queries.ts'

/** The rows of an export, in the order asked for: every secret by its mask. */
export function listForExport(ids: number[], from: Source = reader()) {
  const rows = from
    .select({ ...shown, ownerMasked: users.nameMasked })
    .from(customers)
    .leftJoin(users, eq(users.id, customers.ownerId))
    .where(inArray(customers.id, ids))
    .all()
  const labels = listLabels(ids, from)
  const byId = new Map(rows.map((row) => [row.id, { ...row, tiers: labelWords(labels.get(row.id)) }]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

type Listed = Omit<SelectResultFields<typeof listed>, 'demo' | 'ownerMasked'> & { demo: number; ownerMasked: string | null }

/** The rows of a page, in the order of their ids. */
export const rowsOf = (wanted: number[], from: Source): Listed[] =>
  wanted.length === 0 ? [] : inOrder(wanted, rowsAmong(from, { wanted: JSON.stringify(wanted) }))

// A list needs the beginning of a note, and no more of it.
const listed = { ...shown, note: sql<string>`substr(${customers.note}, 1, 200)`, ownerMasked: users.nameMasked }

const rowsAmong = rowsOnce<Listed>(sql`select ${sql.join(
  Object.entries(listed).map(([name, column]) => sql`${column} as ${sql.identifier(name)}`),
  sql`, `,
)} from ${customers} left join ${users} on ${eq(users.id, customers.ownerId)}
  where ${customers.id} in (select value from json_each(${sql.placeholder('wanted')}))`)
