'use server'

import { allowReveals, requestReveals } from '#lib/reveals/commands'
import { formAction } from '../../../_web/form-action.ts'

export const ask = formAction(requestReveals, () => '/customers/reveals?done=asked')
export const answer = formAction(
  allowReveals,
  (_, { refuse }) => `/customers/reveals?done=${refuse ? 'notAllowed' : 'allowed'}`,
  ({ id, extra, refuse }) => ({ id, extra: refuse ? 0 : extra }),
)
