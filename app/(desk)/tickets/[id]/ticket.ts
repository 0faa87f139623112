import { notFound } from 'next/navigation'
import { grant } from '#lib/kernel/grant'
import { allows, type Move } from '#lib/tickets/model'
import { findTicket } from '#lib/tickets/queries'
import { findTicketPage } from '#lib/tickets/queries-page'
import type { TicketGrant } from '#lib/tickets/reach'
import { idIn, orNotFound } from '../../../_web/allow.ts'

/** The ticket that an address names, for whoever may do this to it; where its state does not allow it there is no such page. */
export async function ticketFor(me: TicketGrant, params: Promise<{ id: string }>, move?: Move) {
  const id = await idIn(params)
  const ticket = orNotFound(me, () => findTicket(me, id))
  if (move && !allows(ticket, move)) notFound()
  const page = orNotFound(me, () => findTicketPage(grant(me.actor, 'ticket.read'), id))
  const trail = [
    { href: '/tickets', label: '工单' },
    { href: `/tickets/${id}`, label: ticket.number },
  ]
  return { id, ticket, page, trail }
}
