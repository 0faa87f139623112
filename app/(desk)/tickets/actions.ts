'use server'

import { createScoreLink } from '#lib/scores/commands'
import { assignTicket, takeTicket } from '#lib/tickets/assign'
import { createTicket, editTicket, reopenTicket, voidTicket } from '#lib/tickets/commands'
import {
  closeTicket,
  noteTicket,
  receiveTicket,
  reportProgress,
  resolveTicket,
  respondTicket,
  resumeTicket,
  revealForTicket,
  scoreTicket,
  sendBackTicket,
  waitTicket,
} from '#lib/tickets/moves'
import { formAction, tellingAction } from '../../_web/form-action.ts'
import { withToken } from './[id]/with-token.ts'
import { back, toNew, withoutThen } from './place.ts'

export const create = formAction(createTicket, toNew, withoutThen)
export const edit = formAction(editTicket, back('saved'))
export const assign = formAction(assignTicket, back('ticketAssigned'))
export const take = formAction(takeTicket, back('ticketTaken'))
export const reopen = formAction(reopenTicket, back('ticketReopened'))
export const makeVoid = formAction(voidTicket, back('ticketVoid'))
export const receive = formAction(receiveTicket, back('ticketReceived'))
export const respond = formAction(respondTicket, back('ticketResponded'))
export const progress = formAction(reportProgress, back('ticketProgress'))
export const note = formAction(noteTicket, back('ticketNoted'))
export const wait = formAction(waitTicket, back('ticketWaiting'))
export const resume = formAction(resumeTicket, back('ticketResumed'))
export const resolve = formAction(resolveTicket, back('ticketResolved'))
export const sendBack = formAction(sendBackTicket, back('ticketReturned'))
export const close = formAction(closeTicket, back('ticketClosed'))
export const score = formAction(scoreTicket, back('ticketScored'))
export const reveal = formAction(revealForTicket, back('revealed'))
export const makeScoreLink = tellingAction(createScoreLink, withToken)
