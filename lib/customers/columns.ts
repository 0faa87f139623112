import { industryLabel } from '../industries/model.ts'
import { dayOf, timeOf } from '../kernel/time.ts'
import { type ColumnKey, columnKeys } from './labels.ts'
import type { listForExport } from './list-rows.ts'
import { levelLabels, potentialLabels, statusLabels, typeLabels } from './model.ts'

type Exported = ReturnType<typeof listForExport>[number]
type Column = [label: string, text: (c: Exported) => string | number | null]

const moment = (at: number | null) => (at === null ? '' : `${dayOf(at)} ${timeOf(at)}`)

// A column of the list may hold two things; a sheet has a column for each.
const columns: Record<ColumnKey, Column[]> = {
  name: [
    ['客户编号', (c) => c.number],
    ['客户名称', (c) => c.name],
  ],
  type: [['客户类型', (c) => typeLabels[c.type]]],
  contact: [
    ['联系人姓名', (c) => c.contactMasked],
    ['联系方式', (c) => c.phoneMasked],
  ],
  position: [['联系人职位', (c) => c.position]],
  email: [['邮箱', (c) => c.emailMasked]],
  industry: [['所属行业', (c) => (c.industry ? industryLabel(c.industry) : '')]],
  source: [['客户来源', (c) => c.source]],
  level: [
    ['客户等级', (c) => levelLabels[c.level]],
    ['合作潜力', (c) => (c.potential ? potentialLabels[c.potential] : '')],
  ],
  tier: [['分层标签', (c) => c.tiers]],
  status: [['档案状态', (c) => statusLabels[c.status]]],
  tags: [['需求标签', (c) => c.tags]],
  size: [
    ['员工数', (c) => c.headcount],
    ['年营收', (c) => c.revenueMasked],
  ],
  creditCode: [['统一社会信用代码', (c) => c.creditCode]],
  address: [['企业地址', (c) => c.address]],
  note: [['备注信息', (c) => c.note]],
  owner: [['负责人', (c) => c.ownerMasked ?? '']],
  createdOn: [['建档日期', (c) => c.createdOn]],
  lastContact: [['最近跟进', (c) => moment(c.lastContactAt)]],
  nextDue: [['下一步到期', (c) => moment(c.nextDueAt)]],
}

/** The heads of a sheet with these columns of the list. */
export const headsOf = (keys: readonly ColumnKey[]) => keys.flatMap((key) => columns[key].map(([label]) => label))

/** One customer as a line of that sheet; secrets come masked. */
export const cellsOf = (keys: readonly ColumnKey[], c: Exported) => keys.flatMap((key) => columns[key].map(([, text]) => text(c)))

/** Every column there is: the archive as one line. */
export const everyColumn: readonly ColumnKey[] = columnKeys
