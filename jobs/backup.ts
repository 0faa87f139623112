import { makeBackup } from '#lib/backups/make-in-worker'
import { sizeWords } from '#lib/backups/model'
import { backupPlace } from '#lib/backups/queries'

/** A whole backup, checked, in a thread of its own (N-15). Files that are not what they were are a failure to be told of; the backup is kept all the same. */
export async function backUp(): Promise<string> {
  const { name, bytes, damaged, removed } = await makeBackup(backupPlace())
  if (damaged.length > 0) throw new Error(`备份 ${name} 已完成，但 ${damaged.length} 个文件的内容与原来不符，例如 ${damaged[0]}`)
  return `${name}，${sizeWords(bytes)}，已校验${removed.length > 0 ? `；清理旧备份 ${removed.length} 份` : ''}`
}
