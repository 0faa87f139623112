import { Notice } from '#components/ui/notice'
import { can, type Grant } from '#lib/kernel/grant'
import { ideaStatusLabels } from '#lib/suggestions/labels'
import { findOfTicket } from '#lib/suggestions/queries'

type Props = { me: Grant<'ticket.read'>; ticketId: number }

/** What became of the suggestion that a ticket holds, for those who may see suggestions. */
export function TicketSuggestion({ me, ticketId }: Props) {
  const found = can(me.actor, 'suggestion.read') ? findOfTicket(ticketId) : undefined
  if (!found) return null
  return (
    <Notice title="已记为建议">
      {found.dropped && '标为不是建议'}
      {!found.dropped && found.ideaId === null && '等待整理'}
      {found.ideaId !== null && found.status !== null && (
        <>
          <a href={`/suggestions/ideas/${found.ideaId}`}>{found.idea}</a>
          {`（${ideaStatusLabels[found.status]}）`}
        </>
      )}
    </Notice>
  )
}

/** Whether this person may note a ticket down as a suggestion, where it is none yet. */
export const mayNote = ({ me, ticketId }: Props) => can(me.actor, 'suggestion.create') && findOfTicket(ticketId) === undefined
