'use server'

import { markAllRead, markRead } from '#lib/notifications/commands'
import { formAction } from '../../_web/form-action.ts'
import { onlyId, wayOn } from './way-on.ts'

export const open = formAction(markRead, (_, { to }) => wayOn(to), onlyId)
export const markAll = formAction(markAllRead, () => '/notifications?done=allRead')
