import { asc, sql } from 'drizzle-orm'
import { reader, type Source, whileUnchanged } from '#db/client'
import { tiers } from '#db/schema/tiers'
import { rowsOnce } from '#db/statements'

/** What a list needs to know of a label; `isRest`: the one that follows from having no other, and stands in no row. */
export type TierName = Pick<typeof tiers.$inferSelect, 'id' | 'key' | 'name' | 'tone' | 'active'> & { isRest: boolean }

/** Every label there is by name, the first in priority first; the company's words, no customer's. */
export const listTierNames = (from: Source = reader()) => keptNames(from)

const keptNames = whileUnchanged((from): TierName[] =>
  from
    .select({ id: tiers.id, key: tiers.key, name: tiers.name, tone: tiers.tone, active: tiers.active, rule: tiers.rule })
    .from(tiers)
    .orderBy(asc(tiers.priority), asc(tiers.id))
    .all()
    .map(({ rule, ...tier }) => ({ ...tier, isRest: rule.kind === 'rest' })),
)

/** The label that an address means, by its number or, of the start set, its key; undefined where there is none. */
export const findTierName = (word: string, from: Source = reader()) =>
  listTierNames(from).find(({ id, key }) => String(id) === word || key === word)

/** The labels of so many customers who are shown, in one query: by customer, the first in priority first. */
export function listLabels(customers: number[], from: Source = reader()): Map<number, TierName[]> {
  const names = listTierNames(from)
  const rest = names.filter(({ isRest, active }) => isRest && active)
  const found = tiersAmong(from, { customers: JSON.stringify(customers) })
  const had = Map.groupBy(found, ({ id }) => id)
  const labelsOf = (rows: typeof found) => {
    if (rows[0]?.tier == null) return rows[0]?.labelled ? rest : []
    const ids = new Set(rows.map(({ tier }) => tier))
    return names.filter(({ id }) => ids.has(id))
  }
  return new Map([...had].map(([id, rows]) => [id, labelsOf(rows)]))
}

const tiersAmong = rowsOnce<{ id: number; labelled: number; tier: number | null }>(
  sql`select c.id as id, c.status not in ('merged', 'archived') as labelled, t.tier_id as tier from customers c left join customer_tiers t on t.customer_id = c.id
    where c.id in (select value from json_each(${sql.placeholder('customers')}))`,
)

/** The same as words: 高价值客户、活跃客户. */
export const labelWords = (labels: readonly Pick<TierName, 'name'>[] = []) => labels.map(({ name }) => name).join('、')

/** The same by customer. */
export const labelWordsOf = (customers: number[], from: Source = reader()) =>
  new Map([...listLabels(customers, from)].map(([id, labels]) => [id, labelWords(labels)]))
