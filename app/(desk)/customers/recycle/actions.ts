'use server'

import { restoreCustomer } from '#lib/recycle/commands'
import { formAction } from '../../../_web/form-action.ts'

export const restore = formAction(restoreCustomer, (id) => `/customers/${id}?done=restored`)
