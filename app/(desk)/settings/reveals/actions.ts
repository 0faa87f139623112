'use server'

import { editQuotas } from '#lib/reveals/commands'
import { formAction } from '../../../_web/form-action.ts'

export const saveQuotas = formAction(editQuotas, () => '/settings/reveals?done=saved')
