import { dayOf, timeOf } from '../kernel/time.ts'
import { ideaStatusLabels, sourceLabels } from './labels.ts'
import type { Listed } from './list.ts'
import { toldWords } from './words.ts'

/** The heads of a sheet of suggestions. */
export const suggestionHeads = [
  '提出时间',
  '客户编号',
  '客户名称',
  '建议内容',
  '来源',
  '来源编号',
  '登记人',
  '改进事项',
  '进度',
  '告知客户',
  '告知客户的话',
]

/** One suggestion as a line of it. */
export const cellsOfSuggestion = (s: Listed) => [
  `${dayOf(s.createdAt)} ${timeOf(s.createdAt)}`,
  s.customerNumber,
  s.customer,
  s.text,
  sourceLabels[s.source],
  s.ticket ?? s.followUp ?? '',
  s.by ?? '',
  s.idea ?? '',
  s.dropped ? '不是建议' : s.ideaStatus ? ideaStatusLabels[s.ideaStatus] : '待整理',
  toldWords(s),
  s.ideaStatus === 'landed' ? (s.sentence ?? '') : '',
]
