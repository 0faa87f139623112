'use server'

import { createContact, leaveContact, revealContact, updateContact } from '#lib/contacts/commands'
import { formAction } from '../../../../_web/form-action.ts'
import { orCheck } from '../../check/alike.ts'
import { listOf, ownFields } from './place.ts'

export const create = formAction(createContact, (_, fields) => listOf(fields, 'contactAdded'), orCheck)
export const edit = formAction(
  updateContact,
  (_, fields) => listOf(fields, 'saved'),
  (fields, user) => ownFields(orCheck(fields, user)),
)
export const leave = formAction(leaveContact, (_, fields) => listOf(fields, 'contactLeft'), ownFields)
export const comeBack = formAction(leaveContact, (_, fields) => listOf(fields, 'contactBack'), ownFields)
export const reveal = formAction(revealContact, (_, fields) => listOf(fields, 'revealed'), ownFields)
