'use server'

import { wakeJobs } from '#lib/jobs/calendar'
import { requestBackup } from '#lib/jobs/commands'
import { formAction } from '../../../_web/form-action.ts'

export const backUpNow = formAction(requestBackup, () => {
  wakeJobs()
  return '/settings/backups?done=backupAsked'
})
