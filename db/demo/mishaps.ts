import { DAY, dayOf } from '#lib/kernel/time'
import { momentOn, workdayFrom } from './calendar.ts'
import type { Login, Opened, Wish } from './deed.ts'
import { isGivenUp, type Telling } from './plans.ts'
import type { Thread } from './threads.ts'
import type { Manner } from './words.ts'
import { phoneAt } from './words.ts'

/** What was typed first, and put right later: former names, another trade, the colleague before. */
const FIRST: Record<string, Partial<Opened>> = {
  上海申砺泵业有限公司: { name: '上海申砺水泵厂' },
  温州乐恒低压电器有限公司: { name: '乐清乐恒电器厂' },
  佛山木语家居制造有限公司: { name: '佛山木语木业有限公司' },
  合肥量岭自动化设备有限公司: { industry: 'C34' },
  杭州云栖里软件有限公司: { industry: 'I64' },
  上海工立方网络科技有限公司: { industry: 'F51' },
  宁波骏驰汽车零部件有限公司: { contact: '邱文涛', phone: '13000001001', position: '设备科长' },
  济南齐川液压机械有限公司: { contact: '石磊', phone: '13000001002', position: '采购经理' },
  青岛海右食品有限公司: { contact: '仲伟', phone: '13000001003', position: '生产经理' },
}
const OTHER: Partial<Record<Login, Login>> = { sales1: 'sales2', sales2: 'sales1' }

/** The chapter with what goes wrong in life: slips corrected, names changed, colleagues who take over, plans given up. */
export function mishapsOf({ thread, manner, dice }: Telling, wishes: Wish[]): Wish[] {
  const [opened, ...rest] = wishes
  if (opened?.act.do !== 'open') return wishes
  const right = opened.act.with
  const until = Math.max(opened.at, ...rest.map(({ at }) => at))
  const wrong = { ...(until - opened.at > 60 * DAY ? FIRST[thread.figure.name] : {}), ...slipOf(thread.index) }
  const at = (share: number) => momentOn(workdayFrom(dayOf(opened.at + (until - opened.at) * share)), dice)
  return [
    { ...opened, act: { ...opened.act, with: { ...right, ...wrong } } },
    ...rest,
    ...corrected(wrong, right, at),
    ...raised(thread, manner, at(0.7)),
    ...handed(thread, at(0.6)),
    ...completed(thread, right, at(0.4)),
    ...(isGivenUp(thread)
      ? [{ at: momentOn(workdayFrom(dayOf(until + 30 * DAY)), dice), act: { do: 'drop', reason: '多次联系未果，暂停跟进' } } as const]
      : []),
  ]
}

// Two digits swapped while typing, in one of twenty-three.
const slipOf = (index: number): Partial<Opened> =>
  index % 23 === 11
    ? { phone: phoneAt(index).replace(/(\d)(\d)$/, (_, a: string, b: string) => (a === b ? `${a}${(Number(b) + 1) % 10}` : b + a)) }
    : {}

// A name or a contact changes in the middle of the story; a slip is seen the same day or the next.
function corrected(wrong: Partial<Opened>, right: Opened, at: (share: number) => number): Wish[] {
  const keys = Object.keys(wrong) as (keyof Opened)[]
  if (keys.length === 0) return []
  const fields = Object.fromEntries(keys.map((key) => [key, right[key]])) as Partial<Opened>
  return [{ at: at(keys.includes('name') || keys.includes('contact') ? 0.55 : 0), act: { do: 'correct', with: fields } }]
}

// Those who matter become VIP, every fourth of them strategic; some turn out keener than thought.
function raised({ index }: Thread, { important, potential }: Manner, at: number): Wish[] {
  if (important) return [{ at, act: { do: 'correct', with: { level: index % 4 ? 'vip' : 'strategic' } } }]
  return potential === 'B' && index % 8 === 3 ? [{ at, act: { do: 'correct', with: { potential: 'A' } } }] : []
}

function handed({ owner, course, index }: Thread, at: number): Wish[] {
  const to = OTHER[owner]
  return to && (course === 'regular' || course === 'slow') && index % 5 === 2 ? [{ at, act: { do: 'hand', to } }] : []
}

function completed({ index }: Thread, { email }: Opened, at: number): Wish[] {
  return email === '' && index % 4 === 1
    ? [{ at, act: { do: 'complete', by: index % 2 ? 'agent1' : 'agent2', with: { email: `info${index + 1}@example.com` } } }]
    : []
}
