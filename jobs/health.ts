import { lastBackupAt } from '#lib/backups/queries'
import { lastFinished } from '#lib/jobs/queries'
import { grant } from '#lib/kernel/grant'

/** When a job last ended well, for `/health`. */
export const lastJob = () => iso(lastFinished(grant({ job: 'health' }, 'job.read')))

/** When the newest whole backup was made. */
export const lastBackup = () => iso(lastBackupAt())

const iso = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString())
