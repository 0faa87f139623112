'use server'

import { wakeJobs } from '#lib/jobs/calendar'
import {
  activateStrategy,
  copyStrategy,
  createStrategy,
  editStrategy,
  pauseStrategy,
  removeStrategy,
  takeSuggested,
} from '#lib/strategies/commands'
import { sendPush, setConsent } from '#lib/strategies/send'
import { formAction } from '../../_web/form-action.ts'
import { ownPath, withWord } from '../../_web/own-path.ts'
import { back, pageOf, withoutBack } from './place.ts'

export const create = formAction(createStrategy, pageOf('strategyCreated'))
export const copy = formAction(copyStrategy, pageOf('strategyCopied'))
export const edit = formAction(editStrategy, (id) => {
  wakeJobs()
  return pageOf('strategySaved')(id)
})
export const activate = formAction(activateStrategy, (id) => {
  wakeJobs()
  return pageOf('strategyOn')(id)
})
export const pause = formAction(pauseStrategy, pageOf('strategyOff'))
export const remove = formAction(removeStrategy, () => '/strategies?done=strategyRemoved')
export const suggest = formAction(takeSuggested, () => '/strategies?done=strategySuggested')
export const send = formAction(sendPush, back('pushSent'), withoutBack)
export const consent = formAction(
  setConsent,
  (_, { customerId, back }) => withWord(ownPath(String(back ?? `/customers/${Number(customerId)}`)), 'consentSaved'),
  withoutBack,
)
