import type { z } from 'zod'
import { createFollowUp } from '../followups/commands.ts'
import { contentTypeLabels, methodLabels, SELL_ANYWAY } from '../followups/model.ts'
import { createCustomer } from './commands.ts'
import { fieldLabels, levelLabels, potentialLabels, typeLabels } from './model.ts'

type Kind = '文本' | '长文本' | '下拉选择' | '单选' | '整数' | '日期' | '时间' | '日期时间'
/** One line of the data dictionary (S0-58); `required` is what validation says, 自动 is what the system gives. */
export type Entry = { key: string; label: string; kind: Kind; required: '是' | '否' | '自动'; about: string; sample: string }
type Told = [key: string, kind: Kind, about: string, sample: string]

const choices = (labels: Record<string, string>) => Object.values(labels).join('、')

// What no rule can say: what a field is for, and how one looks. Labels, mandatory flags and choices come from what validates.
const customerTold: Told[] = [
  ['number', '文本', '系统唯一标识，格式：客户类型首字母 + 年份 + 流水号；发出后不变', 'Q20260001'],
  ['type', '单选', `企业或个人，决定编号的首字母；可选 ${choices(typeLabels)}`, typeLabels.company],
  ['name', '文本', '企业客户填写全称，个人客户填写姓名；最多 100 字', '苏州蓝澜电子科技有限公司'],
  ['contact', '文本', '客户对接人姓名，显示时部分隐藏；个人客户可不填', '张*'],
  ['phone', '文本', '手机 11 位、带区号的固话或 400 电话；显示时部分隐藏，查看完整信息需填写原因', '138****5678'],
  ['industry', '下拉选择', '按国家标准行业分类（GB/T 4754-2017），可输入名称或代码', '制造业-通用设备制造业'],
  ['source', '下拉选择', '客户从哪里来；选项由系统管理员维护', '展会推广'],
  ['level', '下拉选择', `默认${levelLabels.normal}，可选 ${choices(levelLabels)}`, levelLabels.normal],
  ['potential', '下拉选择', `销售的判断；可选 ${choices(potentialLabels)}`, potentialLabels.A],
  ['position', '文本', '联系人在客户单位的职位；最多 50 字', '采购经理'],
  ['email', '文本', '联系人邮箱，显示时部分隐藏', 'z***@example.com'],
  ['headcount', '整数', '客户单位的员工人数', '200'],
  ['revenueWan', '整数', '最近一年的营业收入，单位万元；显示时只显示所在区间，查看具体金额需填写原因', '5000'],
  ['creditCode', '文本', '18 位，保存时核对校验位；不同客户不能相同', '91350100M000100Y43'],
  ['tags', '文本', '客户的需求与特点，多个用顿号分开；最多 200 字', '产能扩张、自动化'],
  ['createdOn', '日期', '首次录入客户信息的日期，不填就是当天，以后不能修改', '2026-01-15'],
  ['ownerId', '下拉选择', '跟进这位客户的客户经理，默认录入人；显示时部分隐藏', '李*'],
  ['address', '文本', '客户单位的地址；最多 200 字', '苏州市工业园区示例路 1 号'],
  ['note', '长文本', '其他需要记住的事；最多 2,000 字', '重点跟进意向客户'],
]

const followUpTold: Told[] = [
  ['number', '文本', '系统生成：G + 年月日 + 当日流水号', 'G20260115001'],
  ['customerId', '文本', '关联客户基本信息表的客户编号', 'Q20260001'],
  ['occurredAt', '日期时间', '联系发生的时间，不能在现在之后；1 小时内录入算及时', '2026-01-15 14:30'],
  ['method', '下拉选择', `怎样联系的；可选 ${choices(methodLabels)}`, methodLabels.phone],
  ['content', '长文本', '谈了什么；最多 5,000 字', '介绍自动化设备案例，询问产能瓶颈'],
  ['feedback', '长文本', '客户的需求变化、意见和建议；最多 2,000 字', '希望缩短交期'],
  ['contentType', '下拉选择', `这次联系属于哪一类；可选 ${choices(contentTypeLabels)}`, contentTypeLabels.value],
  ['sellAnyway', '单选', '客户在投诉修复期内而内容类型为推销型时，须勾选才能保存', '不勾选'],
  ['sellReason', '文本', '修复期内仍要推销的原因，留在变更记录里；最多 100 字', '客户主动询价'],
  ['doneTodoId', '下拉选择', '这次联系完成了哪一条待办', '提交方案'],
  ['next', '文本', '下一步计划，填写后须有完成日期，到期时出现在工作台；最多 200 字', '提交方案及报价'],
  ['nextOn', '日期', '下一步计划完成的日期', '2026-01-23'],
  ['nextTime', '时间', '当天的时间，不填就是当天内', '10:00'],
  ['followerId', '文本', '跟进人，就是录入人', '李*'],
  ['createdAt', '日期时间', '系统记录录入的时间', '2026-01-15 14:52'],
]

const followUpLabels: Record<string, string> = {
  number: '跟进编号',
  customerId: '客户编号',
  occurredAt: '跟进时间',
  method: '跟进方式',
  content: '沟通内容',
  feedback: '客户反馈',
  contentType: '内容类型',
  sellAnyway: SELL_ANYWAY,
  sellReason: '推销原因',
  doneTodoId: '完成的待办',
  next: '下一步计划',
  nextOn: '计划完成日期',
  nextTime: '计划时间',
  followerId: '跟进人',
  createdAt: '录入时间',
}

const automatic = new Set(['number', 'followerId', 'createdAt'])

/** 客户基本信息表, field by field (S0-58 to S0-67). */
export const customerDictionary = (): Entry[] =>
  entriesOf(customerTold, fieldLabels, missedBy(createCustomer.input, { type: 'company' }, ['type']))

/** 客户跟进记录表, field by field (S0-69 to S0-72). */
export const followUpDictionary = (): Entry[] => entriesOf(followUpTold, followUpLabels, missedBy(createFollowUp.input, {}))

function entriesOf(told: Told[], labels: Record<string, string>, missed: Set<string>): Entry[] {
  const flag = (key: string) => (automatic.has(key) ? '自动' : missed.has(key) ? '是' : '否')
  return told.map(([key, kind, about, sample]) => ({ key, label: labels[key] ?? key, kind, required: flag(key), about, sample }))
}

/** The fields that validation misses in a form with nothing in it but what stands there from the start. */
function missedBy(input: z.ZodType, standing: Record<string, string>, always: string[] = []): Set<string> {
  const { error } = input.safeParse(standing)
  return new Set([...always, ...(error?.issues ?? []).map((issue) => String(issue.path[0]))])
}
