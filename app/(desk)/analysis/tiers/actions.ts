'use server'

import { wakeJobs } from '#lib/jobs/calendar'
import { createTier, editTier, retireTier, runNow } from '#lib/tiers/commands'
import { applyTrial, dropTrial, tryRules } from '#lib/tiers/trials'
import { formAction } from '../../../_web/form-action.ts'
import { asNew, asTrial, asTriedBefore } from './posted.ts'

export const calculate = formAction(runNow, () => {
  wakeJobs()
  return '/analysis/tiers?done=tierRunAsked'
})
export const tryRule = formAction(
  tryRules,
  (id) => {
    wakeJobs()
    return `/analysis/tiers/runs/${id}`
  },
  asTrial,
)
export const tryAgain = formAction(
  tryRules,
  (id) => {
    wakeJobs()
    return `/analysis/tiers/runs/${id}`
  },
  asTriedBefore,
)
export const create = formAction(createTier, (id) => `/analysis/tiers/${id}?done=tierCreated`, asNew)
export const saveWords = formAction(editTier, (id) => `/analysis/tiers/${id}?done=saved`)
export const retire = formAction(retireTier, () => {
  wakeJobs()
  return '/analysis/tiers?done=tierRetired'
})
export const apply = formAction(applyTrial, (_, { id }) => {
  wakeJobs()
  return `/analysis/tiers/runs/${Number(id)}?done=trialApplied`
})
export const drop = formAction(dropTrial, () => '/analysis/tiers?done=trialDropped')
