import { levelLabels } from '../customers/model.ts'
import { industryLabel } from '../industries/model.ts'
import { dayOf } from '../kernel/time.ts'
import type { listTheseRisks } from './list.ts'
import { money, reasonWords } from './words.ts'

type Risk = ReturnType<typeof listTheseRisks>[number]

export const riskHeads = [
  '客户编号',
  '客户名称',
  '客户等级',
  '所属行业',
  '负责人',
  '风险分',
  '原因',
  '涉及金额（元）',
  '最近跟进',
  '进入日期',
]

/** A customer at risk as a line of a sheet; secrets come masked. */
export const cellsOfRisk = (c: Risk) => [
  c.number,
  c.name,
  levelLabels[c.level],
  c.industry ? industryLabel(c.industry) : '',
  c.owner ?? '',
  c.points,
  reasonWords(c.reasons),
  money(c.amountFen),
  c.lastContactAt === null ? '' : dayOf(c.lastContactAt),
  c.since,
]
