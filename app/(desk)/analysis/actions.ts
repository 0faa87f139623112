'use server'

import { createNote, refreshAnalysis, removeNote } from '#lib/analysis/commands'
import { wakeJobs } from '#lib/jobs/calendar'
import { formAction } from '../../_web/form-action.ts'
import { withoutBack } from './back.ts'

export const refresh = formAction(
  refreshAnalysis,
  (_, fields) => {
    wakeJobs()
    return `${withoutBack.pathIn(fields)}?done=analysing`
  },
  withoutBack.rest,
)
export const conclude = formAction(createNote, () => '/analysis/needs?done=concluded')
export const takeBack = formAction(removeNote, () => '/analysis/needs?done=concludedBack')
