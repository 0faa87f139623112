import type { customerLevels, customerStatuses, customers, customerTypes, potentials } from '#db/schema/customers'
import { maskEmail, maskName } from '../formats/mask.ts'
import { maskPhone } from '../formats/phone.ts'
import { sortKey } from '../formats/pinyin.ts'
import { comparableName } from '../formats/text.ts'

export type Customer = typeof customers.$inferSelect
export type CustomerType = (typeof customerTypes)[number]
export type Level = (typeof customerLevels)[number]
export type Status = (typeof customerStatuses)[number]
export type Potential = (typeof potentials)[number]

export const typeLabels: Record<CustomerType, string> = { company: '企业客户', person: '个人客户' }
export const levelLabels: Record<Level, string> = { normal: '普通客户', vip: 'VIP客户', strategic: '战略客户' }
export const potentialLabels: Record<Potential, string> = { A: 'A 类 · 高价值意向', B: 'B 类 · 有需求', C: 'C 类 · 暂无明确需求' }
export const statusLabels: Record<Status, string> = {
  normal: '正常',
  unverified: '待核验',
  repairing: '修复中',
  dormant: '休眠',
  lost: '已流失',
  merged: '已合并',
  archived: '已归档',
}

/** The document's word for each field, for forms, histories and messages (S0-58). */
export const fieldLabels: Record<string, string> = {
  number: '客户编号',
  type: '客户类型',
  name: '客户名称',
  contact: '联系人姓名',
  contactMasked: '联系人姓名',
  phone: '联系方式',
  phoneMasked: '联系方式',
  email: '邮箱',
  emailMasked: '邮箱',
  position: '职位',
  industry: '所属行业',
  source: '客户来源',
  level: '客户等级',
  potential: '合作潜力',
  status: '档案状态',
  address: '企业地址',
  note: '备注信息',
  headcount: '员工数',
  revenueWan: '年营收',
  creditCode: '统一社会信用代码',
  tags: '需求标签',
  ownerId: '负责人',
  departmentId: '部门',
  createdOn: '建档日期',
  deletedAt: '删除时间',
}

export type Told = Pick<Customer, 'type' | 'name' | 'contact' | 'phone' | 'email'>

/** The columns that follow from others: keys to compare and sort by, and what may be shown of a secret (K10). */
export function derived({ type, name, contact, phone, email }: Told) {
  return {
    nameKey: name.toLowerCase(),
    namePinyin: sortKey(name, { surname: type === 'person' }),
    nameCore: type === 'company' ? comparableName(name) : '',
    contactMasked: maskName(contact),
    phoneMasked: maskPhone(phone),
    emailMasked: maskEmail(email),
  }
}
