'use server'

import { changeOwn } from '../../../_web/change-password.ts'
import { openAction } from '../../../_web/open-action.ts'

export const changeOwnPassword = openAction(changeOwn)
