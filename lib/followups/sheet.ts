import { dayOf, timeOf } from '../kernel/time.ts'
import { contentTypeLabels, methodLabels } from './model.ts'
import type { listFollowUpsForExport } from './queries.ts'

type Exported = ReturnType<typeof listFollowUpsForExport>[number]

const moment = (at: number) => `${dayOf(at)} ${timeOf(at)}`

/** The heads of a sheet of follow-ups, in the words of template 2. */
export const followUpHeads = [
  '跟进编号',
  '客户编号',
  '客户名称',
  '跟进时间',
  '跟进方式',
  '内容类型',
  '沟通内容',
  '客户反馈',
  '跟进人',
  '录入时间',
]

/** One follow-up as a line of it. */
export const cellsOfFollowUp = (f: Exported) => [
  f.number,
  f.customerNumber,
  f.customer,
  moment(f.occurredAt),
  methodLabels[f.method],
  f.contentType ? contentTypeLabels[f.contentType] : '',
  f.content,
  f.feedback,
  f.follower ?? f.followerName,
  moment(f.createdAt),
]
