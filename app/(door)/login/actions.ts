'use server'

import { openAction } from '../../_web/open-action.ts'
import { enterByPassword } from '../../_web/sign-in.ts'

export const signIn = openAction(enterByPassword)
