'use server'

import { erasePerson } from '#lib/persons/commands'
import { afterErasure, prepareErasure } from '../../../_web/erase-person.ts'
import { formAction } from '../../../_web/form-action.ts'

export const erase = formAction(
  erasePerson,
  (id) => {
    afterErasure()
    return `/settings/persons/erasures/${id}?done=erased`
  },
  prepareErasure,
)
