'use server'

import { createFollowUp, createTodo } from '#lib/followups/commands'
import { formAction } from '../../_web/form-action.ts'

export const create = formAction(createFollowUp, (_, { customerId }) => `/customers/${Number(customerId)}?done=followed`)
export const addTodo = formAction(createTodo, (_, { customerId }) => `/customers/${Number(customerId)}?done=planned`)
