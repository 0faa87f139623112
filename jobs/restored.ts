import { noteRestore } from '#lib/backups/commands'
import { backupPlace } from '#lib/backups/queries'
import { readRestoreMark, removeRestoreMark } from '#lib/backups/restore-mark'
import { execute } from '#lib/execute'
import { eraseAgain } from './erasures.ts'

/** Erases again whom the data forgot to have erased; writes into restored data that it was restored, and ends its sessions; the mark that told of it goes. */
export function takeUpRestore() {
  const { data } = backupPlace()
  eraseAgain()
  const mark = readRestoreMark(data)
  if (!mark) return
  execute(noteRestore, { job: 'restore' }, mark)
  removeRestoreMark(data)
}
