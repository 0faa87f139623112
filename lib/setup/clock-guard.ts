import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from './cannot-start.ts'
import type { Place } from './place.ts'

type Environment = Record<string, string | undefined>

/** Keeps CLOCK_START away from real data: a folder remembers whether it was made with it. Returns a warning where a trial folder runs on real time. */
export function guardClock({ data, database }: Place, env: Environment): string | undefined {
  const file = join(data, 'clock')
  const start = env.CLOCK_START
  if (!start) delete env.CLOCK_SHIFT
  if (start && Number.isNaN(Date.parse(start))) throw new CannotStart(`CLOCK_START 不是有效的时间：${start}`)
  if (!existsSync(file)) writeFileSync(file, start && !existsSync(database) ? `trial ${start}\n` : 'real\n', { mode: 0o600 })
  const trial = readFileSync(file, 'utf8').startsWith('trial')
  if (start && !trial) throw new CannotStart('此数据目录使用真实时间，不能用 CLOCK_START 启动。请用 DATA_DIR 指定一个新的试用目录。')
  return trial && !start ? '此数据目录以 CLOCK_START 创建，仅供试用，现在改用真实时间；其中的日期可能晚于今天。' : undefined
}
