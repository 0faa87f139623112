'use server'

import { checkCustomer, verifyCustomer } from '#lib/truth/commands'
import { formAction } from '../../../../_web/form-action.ts'

export const verify = formAction(verifyCustomer, (_, { id }) => `/customers/${Number(id)}?done=verified`)
export const check = formAction(checkCustomer, (_, { id }) => `/customers/${Number(id)}?done=checked`)
