import type { Customer } from '#lib/customers/model'
import type { User } from '#lib/kernel/grant'
import type { Figure } from './cast.ts'
import type { Login } from './deed.ts'
import type { Staff } from './people.ts'

/** A customer as the story left it last, with who looks after it and the plan that is open. */
export type Kept = { row: Customer; owner: Login; plan?: { id: number; version: number } }
/** Everything the telling remembers; `made` is what still has to be marked. */
export type Stage = {
  staff: Staff
  kept: Map<Figure['name'], Kept>
  tickets: Map<string, number>
  /** Suggestions and ideas, by the key of the wish. */
  wished: Map<string, number[]>
  ideas: Map<string, number>
  made: { customers: number[]; contacts: number[]; followUps: number[]; purchases: number[] }
}

export const stageFor = (staff: Staff): Stage => ({
  staff,
  kept: new Map(),
  tickets: new Map(),
  wished: new Map(),
  ideas: new Map(),
  made: nothing(),
})
export const nothing = (): Stage['made'] => ({ customers: [], contacts: [], followUps: [], purchases: [] })

/** Whoever acts under this login; the story gives the administrator nothing to do, so everyone asked for is there. */
export function actorOf({ staff }: Stage, login: Login): User {
  const user = staff[login]
  if (!user) throw new Error(`nobody tells the story as ${login}`)
  return user
}

export function keptOf({ kept }: Stage, about: Figure['name']): Kept {
  const found = kept.get(about)
  if (!found) throw new Error(`the story speaks of ${about} before the archive is opened`)
  return found
}
