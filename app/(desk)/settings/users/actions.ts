'use server'

import { activateUser, createUser, deactivateUser, editUser, resetPassword, unlockUser } from '#lib/users/commands'
import { formAction, tellingAction } from '../../../_web/form-action.ts'
import { withPassword } from './with-password.ts'

export const addUser = tellingAction(createUser, withPassword)
export const renewPassword = tellingAction(resetPassword, withPassword)
export const saveUser = formAction(editUser, (id) => `/settings/users/${id}?done=saved`)
export const deactivate = formAction(deactivateUser, (id) => `/settings/users/${id}?done=deactivated`)
export const activate = formAction(activateUser, (id) => `/settings/users/${id}?done=activated`)
export const unlock = formAction(unlockUser, (id) => `/settings/users/${id}?done=unlocked`)
