import type { z } from 'zod'
import { handBack, handOn, leaveUser, returnUser } from './handovers/commands.ts'
import type { Change, Command } from './kernel/command.ts'
import type { Permission } from './kernel/permissions.ts'
import { raiseNotifications } from './notifications/commands.ts'
import { tendRepair } from './repairs/commands.ts'
import { wakeStrategies } from './strategies/commands.ts'
import { gatherSuggestion, sortSuggestions, tellAskers } from './suggestions/commands.ts'
import { followResponse, linkTicket } from './surveys/commands.ts'
import { createTicket } from './tickets/commands.ts'

type Any = Command<Permission, z.ZodType, Change>
type Consequence = { command: Any; input: unknown }
type Reaction = { command: { name: Permission }; follow: (change: Change) => Consequence[] }

const tend = (closing: boolean) => (change: Change) => [
  { command: tendRepair as unknown as Any, input: { ticketId: (change.after as { id: number }).id, closing } },
]
const gather = (source: 'ticket' | 'followUp' | 'survey') => (change: Change) => [
  { command: gatherSuggestion as unknown as Any, input: { source, id: idIn(change) } },
]
const join = (change: Change) => {
  const { joins } = change as Change & { joins: number[] }
  return joins.length > 0 ? [{ command: sortSuggestions as unknown as Any, input: { ids: joins, to: 'idea', ideaId: idIn(change) } }] : []
}
const tellOf = (ideaId: number | null) => (ideaId === null ? [] : [{ command: tellAskers as unknown as Any, input: { id: ideaId } }])
const tellTheIdeas = (change: Change) => tellOf((change.after as { ideaId?: number | null }).ideaId ?? null)
const tellIts = (change: Change) => tellOf(idIn(change))
const idIn = (change: Change) => (change.after as { id: number }).id
const followAnswer = (change: Change) => [
  { command: followResponse as unknown as Any, input: { id: idIn(change) } },
  ...gather('survey')(change),
]
// A low answer is a complaint that nobody had to file; the answer then knows its ticket.
const complain = (change: Change) => {
  const { id, customerId, typeId, description } = change.after as { id: number; customerId: number; typeId?: number; description?: string }
  if (typeId === undefined) return []
  return [
    { command: createTicket as unknown as Any, input: { customerId, kind: 'complaint', typeId, description } },
    { command: linkTicket as unknown as Any, input: { id } },
  ]
}
// Who got a label is reached at once and not only tonight.
const wake = () => [{ command: wakeStrategies as unknown as Any, input: {} }]
const leaveOf = (change: Change) => ({ leaveId: (change.after as { leaveId?: number }).leaveId })

/** When this is done, that follows: in the same transaction, in the machine's name. */
const reactions: Reaction[] = [
  { command: leaveUser, follow: (change) => [{ command: handOn as unknown as Any, input: leaveOf(change) }] },
  { command: returnUser, follow: (change) => [{ command: handBack as unknown as Any, input: leaveOf(change) }] },
  { command: { name: 'tier.finish' }, follow: wake },
  { command: { name: 'tier.override' }, follow: wake },
  { command: { name: 'ticket.close' }, follow: tend(true) },
  { command: { name: 'ticket.score' }, follow: tend(false) },
  { command: { name: 'ticket.giveScore' }, follow: tend(false) },
  { command: { name: 'ticket.create' }, follow: gather('ticket') },
  { command: { name: 'ticket.edit' }, follow: gather('ticket') },
  { command: { name: 'followUp.create' }, follow: gather('followUp') },
  { command: { name: 'survey.answer' }, follow: followAnswer },
  { command: { name: 'survey.record' }, follow: followAnswer },
  { command: { name: 'survey.follow' }, follow: complain },
  { command: { name: 'idea.create' }, follow: join },
  { command: { name: 'suggestion.sort' }, follow: tellTheIdeas },
  { command: { name: 'idea.land' }, follow: tellIts },
  { command: { name: 'idea.decline' }, follow: tellIts },
]

export function consequencesOf(command: { name: Permission }, change: Change): Consequence[] {
  return [...reactions.filter((r) => r.command.name === command.name).flatMap((r) => r.follow(change)), ...words(change)]
}

// Whatever the deed, those whom it concerns read of it.
const words = ({ tells = [] }: Change): Consequence[] =>
  tells.length > 0 ? [{ command: raiseNotifications as unknown as Any, input: { messages: tells } }] : []
