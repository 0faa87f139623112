import './quiet.ts'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { isFile, restore } from '#lib/backups/restore'
import { now } from '#lib/kernel/time'
import { verify } from '#lib/verify/verify'
import { printFindings } from './findings.ts'
import { Expected, root, say, shell, WrongUse, withLock } from './shell.ts'

const usage = '用法：npm run restore -- 备份文件\n先停止服务。DATA_DIR（默认 ./data）中现有的数据会保留在 before-restore-… 文件夹里。'

await shell(usage, () => {
  const [file, ...rest] = parseArgs({ options: {}, allowPositionals: true }).positionals
  if (!file || rest.length > 0) throw new WrongUse('请给出一个备份文件')
  if (!isFile(file)) throw new Expected(`找不到备份文件 ${resolve(file)}`)
  return withLock((place) => {
    const { rows, kept, damaged } = attempt(() => restore({ ...place, file, migrations: join(root, 'db', 'migrations'), at: now() }))
    say(`已恢复到 ${place.data}：${rows.customers ?? 0} 位客户，${rows.follow_ups ?? 0} 条跟进`)
    if (kept) say(`原来的数据保留在 ${kept}`)
    for (const name of damaged) process.stderr.write(`备份时文件内容已与原来不符：${name}\n`)
    return printFindings(verify(place.data, place.database))
  })
})

function attempt<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new Expected(`未恢复，现有数据保持原样：${(error as Error).message}`)
  }
}
