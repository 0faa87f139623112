'use server'

import { wakeJobs } from '#lib/jobs/calendar'
import { createReport } from '#lib/reports/commands'
import { formAction } from '../../_web/form-action.ts'

export const makeReport = formAction(createReport, () => {
  wakeJobs()
  return '/reports?done=reportAsked'
})
