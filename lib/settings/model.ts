import { z } from 'zod'

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
}

/** The sources as a person edits them: one group a line, 线上：线上广告、线上咨询. */
export const sourcesAsText = (sources: Record<string, string[]>) =>
  Object.entries(sources)
    .map(([group, names]) => `${group}：${names.join('、')}`)
    .join('\n')

export type Settings = { [K in keyof typeof settingShapes]: z.output<(typeof settingShapes)[K]> }
export type SettingKey = keyof Settings
