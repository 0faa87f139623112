import type { z } from 'zod'
import { handBack, handOn, leaveUser, returnUser } from './handovers/commands.ts'
import type { Change, Command } from './kernel/command.ts'
import type { Permission } from './kernel/permissions.ts'
import { raiseNotifications } from './notifications/commands.ts'
import { tendRepair } from './repairs/commands.ts'

type Any = Command<Permission, z.ZodType, Change>
type Consequence = { command: Any; input: unknown }
type Reaction = { command: { name: Permission }; follow: (change: Change) => Consequence[] }

const tend = (closing: boolean) => (change: Change) => [
  { command: tendRepair as unknown as Any, input: { ticketId: (change.after as { id: number }).id, closing } },
]
const portionOf = (change: Change) => ({ leaveId: (change.after as { leaveId?: number }).leaveId })

/** When this is done, that follows: in the same transaction, in the machine's name. */
const reactions: Reaction[] = [
  { command: leaveUser, follow: (change) => [{ command: handOn as unknown as Any, input: portionOf(change) }] },
  { command: returnUser, follow: (change) => [{ command: handBack as unknown as Any, input: portionOf(change) }] },
  { command: { name: 'ticket.close' }, follow: tend(true) },
  { command: { name: 'ticket.score' }, follow: tend(false) },
  { command: { name: 'ticket.giveScore' }, follow: tend(false) },
]

export function consequencesOf(command: { name: Permission }, change: Change): Consequence[] {
  return [...reactions.filter((r) => r.command.name === command.name).flatMap((r) => r.follow(change)), ...words(change)]
}

// Whatever the deed, those whom it concerns read of it.
const words = ({ tells = [] }: Change): Consequence[] =>
  tells.length > 0 ? [{ command: raiseNotifications as unknown as Any, input: { messages: tells } }] : []
