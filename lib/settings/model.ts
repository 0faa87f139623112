import { z } from 'zod'
import { storedRules } from '../pool/model.ts'
import { ladderMinutes, workDays, workHours } from '../sla/model.ts'

/** 客户来源 (enumerations 5.3), grouped; an administrator edits the list. */
export const defaultSources: Record<string, string[]> = {
  线上: ['线上广告', '线上咨询', '官网注册', '搜索引擎', '公众号/视频号', '短视频平台', '电商平台', '邮件咨询'],
  线下: ['展会推广', '主动拜访', '市场活动', '电话咨询', '上门咨询'],
  关系: ['转介绍', '员工推荐', '渠道拓展', '合作伙伴', '招投标'],
  存量: ['历史客户导入', '续约增购'],
  其他: ['其他'],
}

/** Tokens of a customer number: {TYPE} the prefix of the type, {YYYY}, {MM}, {SEQ:n} (K1). */
export const numberPattern = z
  .string()
  .trim()
  .max(40)
  .regex(/^(?:[A-Za-z0-9-]|\{TYPE\}|\{YYYY\}|\{MM\}|\{SEQ:[3-8]\})+$/, '只能由字母、数字、短横线和 {TYPE}、{YYYY}、{MM}、{SEQ:4} 组成')
  .regex(/\{SEQ:[3-8]\}/, '需要包含流水号，例如 {SEQ:4}')
  .regex(/\{YYYY\}/, '需要包含年份 {YYYY}，流水号每年重新开始')

const prefix = z
  .string()
  .trim()
  .regex(/^[A-Z]{1,4}$/, '前缀需为 1 至 4 个大写字母')

const revealQuota = z.coerce.number('次数需为整数').int('次数需为整数').min(0, '次数不能为负').max(1000, '最多 1,000 次')

/** Every setting with its shape and its default: what is not stored is read from here. */
export const settingShapes = {
  companyName: z.string().trim().min(2, '请填写公司名称').max(60, '公司名称最多 60 字').default(''),
  numberPattern: numberPattern.default('{TYPE}{YYYY}{SEQ:4}'),
  companyPrefix: prefix.default('Q'),
  personPrefix: prefix.default('G'),
  sources: z.record(z.string(), z.array(z.string())).default(defaultSources),
  idleMinutes: z.coerce.number().int().min(30, '至少 30 分钟').max(480, '最多 480 分钟').default(480),
  absoluteHours: z.coerce.number().int().min(12, '至少 12 小时').max(168, '最多 168 小时').default(168),
  setUpAt: z.number().default(0),
  pool: storedRules,
  revealsAdmin: revealQuota.default(60),
  revealsBoss: revealQuota.default(60),
  revealsSalesManager: revealQuota.default(60),
  revealsSales: revealQuota.default(30),
  revealsServiceManager: revealQuota.default(60),
  revealsService: revealQuota.default(30),
  revealsOther: revealQuota.default(30),
  workDays: workDays.default([1, 2, 3, 4, 5]),
  workHours: workHours.default(['09:00-12:00', '13:30-18:00']),
  tellHandler: ladderMinutes.default(0),
  tellHead: ladderMinutes.default(60),
  tellManager: ladderMinutes.default(240),
}

/** The word for each setting, for the form and for the record. */
export const settingLabels: Record<keyof typeof settingShapes, string> = {
  companyName: '公司名称',
  numberPattern: '编号规则',
  companyPrefix: '企业客户前缀',
  personPrefix: '个人客户前缀',
  sources: '客户来源',
  idleMinutes: '无操作退出（分钟）',
  absoluteHours: '登录最长保持（小时）',
  setUpAt: '初始化时间',
  pool: '公海规则',
  revealsAdmin: '系统管理员每日查看次数',
  revealsBoss: '总经理每日查看次数',
  revealsSalesManager: '销售经理每日查看次数',
  revealsSales: '销售代表每日查看次数',
  revealsServiceManager: '客服主管每日查看次数',
  revealsService: '客服专员每日查看次数',
  revealsOther: '其他角色每日查看次数',
  workDays: '每周工作日',
  workHours: '工作时间',
  tellHandler: '超时后提醒处理人（分钟）',
  tellHead: '超时后提醒部门负责人（分钟）',
  tellManager: '超时后提醒总经理（分钟）',
}

/** The sources as a person edits them: one group a line, 线上：线上广告、线上咨询. */
export const sourcesAsText = (sources: Record<string, string[]>) =>
  Object.entries(sources)
    .map(([group, names]) => `${group}：${names.join('、')}`)
    .join('\n')

export type Settings = { [K in keyof typeof settingShapes]: z.output<(typeof settingShapes)[K]> }
export type SettingKey = keyof Settings
