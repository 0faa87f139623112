'use server'

import { asideAction } from '../../../../../_web/form-action.ts'

export const leave = asideAction('leaveUser', (id) => `/settings/users/${id}/leave?done=leaving`)
export const giveBack = asideAction('returnUser', (id) => `/settings/users/${id}/leave?done=returning`)
