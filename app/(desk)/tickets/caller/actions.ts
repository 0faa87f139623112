'use server'

import { askForCustomer } from '#lib/callers/commands'
import { formAction } from '../../../_web/form-action.ts'

export const pass = formAction(askForCustomer, () => '/tickets?done=callerPassed')
