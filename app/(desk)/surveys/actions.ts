'use server'

import {
  askCustomer,
  cancelInvitation,
  closeSurvey,
  createSurvey,
  editSurvey,
  linkInvitation,
  openSurvey,
  recordSurvey,
  removeSurvey,
  scheduleSurvey,
} from '#lib/surveys/commands'
import { formAction, tellingAction } from '../../_web/form-action.ts'
import { afterEdit, toAnswer, toInvitation, toSurvey } from './place.ts'
import { typedSurvey } from './typed.ts'
import { withToken } from './with-token.ts'

export const create = formAction(createSurvey, toSurvey('surveyCreated'), typedSurvey)
export const edit = formAction(editSurvey, afterEdit, typedSurvey)
export const open = formAction(openSurvey, toSurvey('surveyOpened'))
export const close = formAction(closeSurvey, toSurvey('surveyClosed'))
export const schedule = formAction(scheduleSurvey, toSurvey('surveyScheduled'))
export const remove = formAction(removeSurvey, () => '/surveys?done=surveyRemoved')
export const ask = formAction(askCustomer, toInvitation('surveyInvited'))
export const makeLink = tellingAction(linkInvitation, withToken)
export const cancel = formAction(cancelInvitation, toInvitation('surveyCancelled'))
export const record = formAction(recordSurvey, toAnswer)
