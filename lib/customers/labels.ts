/** What the list can show of a customer, in the order in which it is offered. */
export const columnLabels = {
  name: '客户名称',
  type: '客户类型',
  contact: '联系人',
  position: '联系人职位',
  email: '邮箱',
  industry: '所属行业',
  source: '客户来源',
  level: '等级',
  tier: '分层',
  status: '档案状态',
  tags: '需求标签',
  size: '规模',
  creditCode: '统一社会信用代码',
  address: '企业地址',
  note: '备注信息',
  owner: '负责人',
  createdOn: '建档日期',
  lastContact: '最近跟进',
  nextDue: '下一步',
} as const

export type ColumnKey = keyof typeof columnLabels
export const columnKeys = Object.keys(columnLabels) as ColumnKey[]

/** What the list shows to whoever has not chosen. */
export const standardColumns: readonly ColumnKey[] = [
  'name',
  'contact',
  'industry',
  'level',
  'owner',
  'createdOn',
  'lastContact',
  'nextDue',
]
/** More stand on no screen. */
export const MOST_COLUMNS = 12
