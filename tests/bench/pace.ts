import { loadavg } from 'node:os'
import { type Figure, figure } from './measure.ts'

const ROWS = Array.from({ length: 2000 }, (_, n) => ({ id: n, name: `苏州第${n}精密机械有限公司`, tags: ['a', 'b', String(n)] }))
const TIMES = 100

/** CPU that a fixed piece of work takes now: where it differs between two runs, so do all their times. */
export function paceNow(when: string): Figure {
  const began = process.cpuUsage()
  let length = 0
  for (let n = 0; n < TIMES; n++) length += JSON.stringify(JSON.parse(JSON.stringify(ROWS))).length
  const { user, system } = process.cpuUsage(began)
  return figure(
    'machine',
    `fixed work, ${when}`,
    (user + system) / 1000,
    'ms',
    undefined,
    `load ${loadavg()[0]?.toFixed(1)}, ${length} characters`,
  )
}
