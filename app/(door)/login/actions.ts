'use server'

import { enterByPassword } from '../../_web/sign-in.ts'
import { openAction } from '../../_web/open-action.ts'

export const signIn = openAction(enterByPassword)
