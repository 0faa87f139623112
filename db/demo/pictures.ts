import { DAY, dayOf } from '#lib/kernel/time'
import { knownConcerns, knownPains } from '#lib/profiles/model'
import { momentOn, workdayFrom } from './calendar.ts'
import type { Trade } from './cast.ts'
import type { Met, Opened, Portrait, Wish } from './deed.ts'
import type { Dice } from './dice.ts'
import type { Course, Thread } from './threads.ts'
import type { Manner } from './words.ts'

const NAMES = ['宋建平', '方雅琴', '欧阳振华', '段文斌', '汤丽娟', '贺志远', '司徒明', '邵晓东', '樊素英', '秦卫国', '尹海霞', '上官鹏']
const BIRTHDAYS = ['农历十月十三', '03-18', '农历腊月三十', '', '08-26', '农历正月初六', '']
const PREFERENCES = ['喜欢喝茶', '关注孩子教育', '爱跑步，愿意看技术资料', '', '谈事喜欢先看数据']
const TABOOS = ['上午开会不接电话', '', '不喜欢群发信息', '']
const PUBLIC: Trade[] = ['public', 'school']
const URGENCY: Partial<Record<Course, Portrait['urgency']>> = { talking: 'high', regular: 'middle', won: 'middle', repaired: 'middle' }
const MANY = 300

/** For every fourth company that is not new: the one who decides, met a while after the first talk, and the picture drawn of it (S1-10 to S1-20). */
export function picturedOf({ figure, course, index }: Thread, manner: Manner, opened: Opened, wishes: Wish[], dice: Dice): Wish[] {
  if (index % 4 !== 1 || figure.trade === 'person' || course === 'fresh') return []
  const [from, until] = [wishes[0]!.at, Math.max(...wishes.map(({ at }) => at))]
  const at = (share: number) => momentOn(workdayFrom(dayOf(from + Math.max((until - from) * share, DAY))), dice)
  return [
    { at: at(0.3), act: { do: 'meet', who: metOf(figure.trade, index) } },
    { at: at(0.5), act: { do: 'portray', as: portraitOf(figure.trade, course, index, manner, opened) } },
  ]
}

function metOf(trade: Trade, index: number): Met {
  const turn = Math.floor(index / 4)
  const pick = <T>(from: readonly T[]) => from[turn % from.length]!
  return {
    name: pick(NAMES),
    position: PUBLIC.includes(trade) ? '分管主任' : '总经理',
    phone: `13000002${String(index).padStart(3, '0')}`,
    roles: turn % 3 === 2 ? ['decider'] : ['decider', 'executive'],
    channel: pick(['wechat', 'phone', 'visit'] as const),
    birthday: pick(BIRTHDAYS),
    preferences: pick(PREFERENCES),
    taboos: pick(TABOOS),
    agreesVisits: turn % 4 !== 3,
    agreesMarketing: turn % 3 === 0,
  }
}

function portraitOf(trade: Trade, course: Course, index: number, { main }: Manner, { headcount, position }: Opened): Portrait {
  const isPublic = PUBLIC.includes(trade)
  const isLarge = (headcount ?? 0) >= MANY
  const wan = Math.max(1, Math.round(main.price / 10_000))
  return {
    serviceCategory: isPublic ? 'government' : isLarge ? 'large' : 'sme',
    painPoints: twoOf(knownPains, index),
    needs: `${main.name}，含安装调试和一年维保`,
    urgency: URGENCY[course] ?? 'low',
    budgetMinWan: wan,
    budgetMaxWan: wan * 2,
    decisionCycle: isPublic ? 'long' : isLarge ? 'middle' : 'short',
    decisionProcess: isPublic ? '使用部门提出，集体研究后走采购流程' : `${position || '采购'}提出，总经理审批`,
    decisionDepartments: isPublic ? '设备科、财务科' : '采购部、生产部',
    concerns: twoOf(knownConcerns, index),
  }
}

const twoOf = (words: readonly string[], index: number) => {
  const first = Math.floor(index / 4) % words.length
  return [words[first]!, words[(first + 3) % words.length]!]
}
