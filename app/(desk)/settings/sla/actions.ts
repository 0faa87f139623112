'use server'

import { setHours, setPolicy } from '#lib/sla/commands'
import { formAction } from '../../../_web/form-action.ts'
import { inMinutes } from './fields.ts'

export const savePolicy = formAction(setPolicy, () => '/settings/sla?done=saved', inMinutes)
export const saveHours = formAction(setHours, () => '/settings/sla?done=saved')
