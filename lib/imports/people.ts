import { normaliseName } from '../formats/text.ts'
import { type Actor, can, type Grant, idOf } from '../kernel/grant.ts'
import type { Target } from './aliases.ts'
import { personFields } from './labels.ts'
import type { Mapping } from './mapping.ts'

/** Names of a sheet and the colleague each stands for; null where nobody has been chosen. */
export type People = Record<string, number | null>
type Colleague = { id: number; name: string }

/** More names than this in one column are no account managers. */
export const MOST_NAMES = 200

/** The column that names colleagues, where the sheet has one and this person may decide about it (G-05). */
export function personColumn(me: Grant, target: Target, mapping: Mapping): number | null {
  const field = personFields[target]
  return field && !(target === 'customers' && bringsOwn(me.actor)) ? (mapping[field] ?? null) : null
}

/** The different names of a column, in the order they appear. */
export function namesIn(cells: Iterable<string>): string[] {
  const names = new Set<string>()
  for (const cell of cells) {
    const name = normaliseName(cell)
    if (name !== '' && names.size < MOST_NAMES) names.add(name)
  }
  return [...names]
}

/** Each name with what was chosen before, else the one colleague who is called exactly so. */
export function matched(names: string[], colleagues: Colleague[], chosen: People = {}): People {
  return Object.fromEntries(names.map((name) => [name, Object.hasOwn(chosen, name) ? chosen[name]! : sameName(name, colleagues)]))
}

/** The colleague whom a name of the sheet stands for, or null. */
export const personOf = (people: People, name: string): number | null => (Object.hasOwn(people, name) ? (people[name] ?? null) : null)

/** Who gets a customer whose name for the account manager is empty, unknown, or not this person's to decide. */
export function ownerFor(importer: Actor, people: People, isActive: (id: number) => boolean) {
  const self = idOf(importer)
  const nobody = 'may' in importer && importer.may['customer.create'] === 'all' ? null : self
  return (name: string): number | null => {
    if (name === '' || bringsOwn(importer)) return self
    const chosen = personOf(people, name)
    return chosen !== null && isActive(chosen) ? chosen : nobody
  }
}

/** Whether all customers this person brings are their own, whatever the sheet says: whoever may not assign. */
export const bringsOwn = (actor: Actor) => !can(actor, 'customer.assign')

function sameName(name: string, colleagues: Colleague[]) {
  const found = colleagues.filter((colleague) => normaliseName(colleague.name) === name)
  return found.length === 1 ? found[0]!.id : null
}
