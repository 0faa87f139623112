'use server'

import { editProfile } from '#lib/profiles/commands'
import { formAction } from '../../../../_web/form-action.ts'

export const edit = formAction(editProfile, (id) => `/customers/${id}?done=profileSaved`)
