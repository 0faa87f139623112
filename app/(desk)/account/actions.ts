'use server'

import { editAccount, endOtherSessions } from '#lib/account/commands'
import { formAction } from '../../_web/form-action.ts'

export const saveReminders = formAction(editAccount, () => '/account?done=saved')
export const endOthers = formAction(endOtherSessions, () => '/account?done=sessionsEnded')
