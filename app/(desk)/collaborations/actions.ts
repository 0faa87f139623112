'use server'

import { acceptCollaboration, addCollaborator, askCollaboration, refuseCollaboration, removeCollaborator } from '#lib/sharing/commands'
import { formAction } from '../../_web/form-action.ts'

export const add = formAction(addCollaborator, (_, { customerId }) => `/customers/${Number(customerId)}?done=helperAdded`)
export const remove = formAction(removeCollaborator, (_, { customerId }) => `/customers/${Number(customerId)}?done=helperRemoved`)
export const ask = formAction(askCollaboration, () => '/collaborations?show=mine&done=collaborationAsked')
export const accept = formAction(acceptCollaboration, () => '/collaborations?done=helperAccepted')
export const refuse = formAction(refuseCollaboration, () => '/collaborations?done=helperRefused')
