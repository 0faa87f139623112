'use server'

import { openAction } from '../../../_web/open-action.ts'
import { changeOwn } from '../../../_web/change-password.ts'

export const changeOwnPassword = openAction(changeOwn)
