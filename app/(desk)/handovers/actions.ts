'use server'

import { confirmLines } from '#lib/handovers/commands'
import { formAction } from '../../_web/form-action.ts'
import { backToBook } from './back.ts'

export const confirm = formAction(confirmLines, backToBook)
