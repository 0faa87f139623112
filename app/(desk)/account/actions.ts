'use server'

import { editAccount, endOtherSessions } from '#lib/account/commands'
import { editCard } from '#lib/strategies/card'
import { formAction } from '../../_web/form-action.ts'

export const saveCard = formAction(editCard, () => '/account?done=cardSaved')
export const saveReminders = formAction(editAccount, () => '/account?done=saved')
export const endOthers = formAction(endOtherSessions, () => '/account?done=sessionsEnded')
