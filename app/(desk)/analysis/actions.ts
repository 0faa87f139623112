'use server'

import { refreshAnalysis } from '#lib/analysis/commands'
import { createNote, removeNote } from '#lib/analysis/notes'
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
