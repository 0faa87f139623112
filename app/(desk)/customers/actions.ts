'use server'

import { assignCustomer, createCustomer, deleteCustomer, revealField } from '#lib/customers/commands'
import { editContact, editCustomer } from '#lib/customers/edits'
import { formAction } from '../../_web/form-action.ts'
import { orCheck } from './check/alike.ts'

export const create = formAction(createCustomer, (id) => `/customers/${id}?done=created`, orCheck)
export const edit = formAction(editCustomer, (id) => `/customers/${id}?done=saved`, orCheck)
export const changeContact = formAction(editContact, (id) => `/customers/${id}?done=saved`, orCheck)
export const assign = formAction(assignCustomer, () => '/customers?done=assigned')
export const remove = formAction(deleteCustomer, () => '/customers?done=deleted')
export const reveal = formAction(revealField, (_, { id }) => `/customers/${Number(id)}?done=revealed`)
