import './quiet.ts'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeBackup } from '#lib/backups/make-in-worker'
import { sizeWords } from '#lib/backups/model'
import { Expected, say, shell, withData } from './shell.ts'

const usage = '用法：npm run backup\n立即备份 DATA_DIR（默认 ./data）到其中的 backups 文件夹；服务运行时也可以执行。'

await shell(usage, () => {
  parseArgs({ options: {} })
  return withData(async (place) => {
    const { name, bytes, manifest, damaged } = await makeBackup(place).catch((error: Error) => {
      throw new Expected(`备份失败：${error.message}`)
    })
    say(`${join(place.backups, name)}`)
    say(`${sizeWords(bytes)}，${manifest.rows.customers ?? 0} 位客户，${manifest.files.count} 个文件，已校验`)
    for (const file of damaged) process.stderr.write(`文件内容与原来不符：${file}\n`)
    return damaged.length > 0 ? 1 : 0
  })
})
