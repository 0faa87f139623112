'use server'

import { leave } from '../_web/leave.ts'
import { openAction } from '../_web/open-action.ts'

export const signOut = openAction(leave)
