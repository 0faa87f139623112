import type { Login } from '../deed.ts'

/** What several customers ask for, each in its own words, and what became of it: days ago, first to last. */
export type Wished = {
  key: string
  title: string
  by: Login
  responsible: Login
  voices: [daysAgo: number, text: string][]
  thought: number
  planned?: [daysAgo: number, status: 'weighed' | 'planned', reason: string]
  landed?: [daysAgo: number, sentence: string, reason: string]
  /** When those who asked were told, one after the other; the others wait. */
  told: [daysAgo: number, says: string, feedback: string][]
}

export const wishes: readonly Wished[] = [
  {
    key: 'delivery',
    title: '标准机交期太长',
    by: 'desk',
    responsible: 'ops1',
    voices: [
      [118, '标准机交期要六周，同行四周就能到，希望能缩短'],
      [104, '交期建议再快一些，我们淡季下单也要等'],
      [92, '旺季能不能提前备一批标准机'],
    ],
    thought: 76,
    planned: [60, 'planned', '装配产线排进本季度改造计划'],
    landed: [32, '您提到的“标准机交期太长”，我们已增加一条装配产线，下次合作交期提速 20%', '二号装配线投产，标准机改为常备库存'],
    told: [
      [17, '告诉客户二号装配线已投产，标准机交期缩短到四周多。', '很高兴意见被采纳，下季度的设备优先考虑我们'],
      [16, '电话告知交期改善，约好下次下单前先报产能。', '好，下次直接下标准机；建议再备两种刀库'],
    ],
  },
  {
    key: 'spares',
    title: '备件清单不清楚',
    by: 'desk',
    responsible: 'tech1',
    voices: [
      [88, '备件型号对不上，建议按机型出一份带图的清单'],
      [47, '希望备件清单能统一编号，报修时好说明'],
    ],
    thought: 30,
    planned: [14, 'weighed', '技术部按机型整理图册，先做三款主力机型'],
    told: [],
  },
  {
    key: 'nights',
    title: '夜班没有技术支持',
    by: 'desk',
    responsible: 'desk',
    voices: [[40, '夜班停机没人接电话，建议安排值班']],
    thought: 22,
    told: [],
  },
]

/** What nobody has looked at yet. */
export const loose: readonly [daysAgo: number, text: string][] = [
  [3, '发货前能不能先发一段试机视频'],
  [1, '对账单建议每月固定一天发'],
]

/** What customers answered on the telephone: three scales, a recommendation, a word. */
export const answers: readonly [daysAgo: number, scores: [number, number, number, number], text: string][] = [
  [74, [5, 4, 5, 9], ''],
  [67, [4, 4, 4, 8], '培训再多安排一次'],
  [55, [5, 5, 4, 10], ''],
  [41, [4, 3, 4, 7], '价格随行就市，希望有年度优惠'],
  [29, [5, 4, 5, 9], '没有'],
  [18, [4, 4, 3, 8], '报修后想随时看到进度'],
  [9, [5, 5, 5, 10], ''],
  [1, [2, 3, 2, 4], '上门慢，反复催了两次'],
]
