import './quiet.ts'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { verify } from '#lib/verify/verify'
import { printFindings } from './findings.ts'
import { shell, WrongUse } from './shell.ts'

const usage = '用法：npm run verify -- [数据目录]\n检查数据是否完整，不改动任何内容；默认 DATA_DIR 或 ./data，服务运行时也可以执行。'

await shell(usage, () => {
  const [folder, ...rest] = parseArgs({ options: {}, allowPositionals: true }).positionals
  if (rest.length > 0) throw new WrongUse('只能给出一个数据目录')
  const data = resolve(folder ?? (process.env.DATA_DIR || 'data'))
  return printFindings(
    verify(data, folder === undefined && process.env.DATABASE_FILE ? resolve(process.env.DATABASE_FILE) : join(data, 'crm.db')),
  )
})
