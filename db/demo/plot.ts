import { addDays, dayOf } from '#lib/kernel/time'
import { momentOn, workdayFrom, workdaysBefore } from './calendar.ts'
import { chapterOf } from './chapter.ts'
import type { Deed, Login } from './deed.ts'
import { diceOf } from './dice.ts'
import { type Thread, threadsOf } from './threads.ts'
import { ticketsOf } from './tickets.ts'
import { wishesOf } from './wishes.ts'

const SEED = 20_240_315
const MINUTE = 60_000

/** The whole story up to a moment, in the order of time; the same moment gives the same story. */
export function plotOf(now: number): Deed[] {
  const threads = threadsOf(now, diceOf(SEED))
  // Each figure has dice of its own, so that a change to one leaves the others as they were.
  const chapters = threads.flatMap((thread) => chapterOf(thread, now, diceOf(SEED + 1 + thread.index)))
  return [...chapters, ...requestsOf(threads, now), ...ticketsOf(threads, now), ...wishesOf(threads, now)]
    .filter((deed) => deed.at <= now - (deed.do === 'work' ? 0 : MINUTE))
    .sort((a, b) => a.at - b.at)
}

const REQUESTS: [Login, Login, string, number, string][] = [
  ['desk', 'tech1', '上门检查主轴温升，带测温枪', 0, '15:30'],
  ['desk', 'tech1', '远程协助升级控制程序', 1, '10:00'],
  ['desk', 'tech1', '新机安装调试，预计两天', 4, ''],
  ['desk', 'ops1', '核对备件发货单并补发', 0, ''],
  ['desk', 'ops1', '整理上季度服务小结', 3, ''],
  ['manager', 'sales2', '周会前更新商机进展', 2, '09:00'],
  ['manager', 'sales1', '准备年度框架协议初稿', 5, ''],
  ['boss', 'manager', '确认高层拜访的时间和人选', 2, ''],
]

/** What colleagues ask of each other about customers that are well. */
function requestsOf(threads: Thread[], now: number): Deed[] {
  const dice = diceOf(SEED - 1)
  const about = threads.filter(({ course, owner, figure }) => course === 'regular' && owner !== 'manager' && figure.trade === 'maker')
  const asked = workdaysBefore(dayOf(now), 1)
  return REQUESTS.map(([by, of, title, days, time], at) => {
    const on = days === 0 ? dayOf(now) : workdayFrom(addDays(dayOf(now), days))
    return { at: momentOn(asked, dice), about: about[at % about.length]!.figure.name, do: 'ask', by, of, step: { title, on, time } }
  })
}
