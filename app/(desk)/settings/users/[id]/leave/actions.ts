'use server'

import { leaveUser, returnUser } from '#lib/handovers/commands'
import { formAction } from '../../../../../_web/form-action.ts'
import { setOff } from './set-off.ts'

export const leave = formAction(leaveUser, setOff('leaving'))
export const giveBack = formAction(returnUser, setOff('returning'))
