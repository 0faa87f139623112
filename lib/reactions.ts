import type { z } from 'zod'
import type { Change, Command } from './kernel/command.ts'
import type { Permission } from './kernel/permissions.ts'

type Any = Command<Permission, z.ZodType, Change>
type Consequence = { command: Any; input: unknown }
type Reaction = { command: { name: Permission }; follow: (change: Change) => Consequence[] }

/** When this is done, that follows: in the same transaction, in the machine's name. */
const reactions: Reaction[] = []

export function consequencesOf(command: { name: Permission }, change: Change): Consequence[] {
  return reactions.filter((r) => r.command.name === command.name).flatMap((r) => r.follow(change))
}
