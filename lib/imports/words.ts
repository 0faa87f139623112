import { defaultSources } from '#lib/settings/model'

const REMEMBERED = 2000
const known = new Map<string, string>()

const STANDARD = Object.values(defaultSources).flat()

/** What people write for the codes that are stored; compared in one width, without case, spaces and punctuation. */
export const typeWords = words({
  company: '企业客户 企业 公司 公司客户 单位 单位客户 法人 机构客户 q company',
  person: '个人客户 个人 自然人 个人用户 g person',
})

export const levelWords = words({
  normal: '普通客户 普通 一般 一般客户 普通会员 normal',
  vip: 'VIP客户 VIP 贵宾 贵宾客户',
  strategic: '战略客户 战略 战略级 strategic',
})

export const methodWords = words({
  phone: '电话 电话沟通 打电话 电联 致电 电话回访 电话拜访 手机 通话',
  wechat: '微信 微信沟通 企业微信 微信回访 企微',
  email: '邮件 电子邮件 发邮件 email e-mail',
  visit: '上门拜访 拜访 上门 登门拜访 实地拜访 外出拜访 客户拜访 现场拜访',
  meeting: '面谈 来访 面谈/来访 到访 见面 见面拜访 面对面 见面沟通',
  online: '线上会议 视频会议 网络会议 腾讯会议 视频 线上沟通',
  sms: '短信 发短信',
  event: '活动 沙龙 活动/沙龙 展会 市场活动',
  other: '其他 其它',
})

export const contentTypeWords = words({ value: '价值型 价值', service: '服务型 服务', care: '情感型 情感 关怀', sales: '推销型 推销 销售' })

const SOURCES = words({
  展会推广: '展会 展览 参展',
  转介绍: '客户介绍 老客户介绍 老客户转介绍 朋友介绍 介绍 推荐 客户推荐',
  线上广告: '广告 网络广告 网上广告',
  线上咨询: '线上询价 在线咨询 网络咨询 线上注册',
  官网注册: '官网 官网咨询 网站 公司网站 网站注册',
  搜索引擎: '百度 搜索',
  '公众号/视频号': '公众号 视频号 微信公众号',
  短视频平台: '抖音 快手 短视频',
  电商平台: '电商 淘宝 阿里巴巴 1688 京东',
  邮件咨询: '邮件',
  主动拜访: '陌拜 陌生拜访 拜访 自主开发 自己开发',
  市场活动: '活动 沙龙 市场活动/沙龙 促销',
  电话咨询: '电话 来电 来电咨询 400电话',
  上门咨询: '上门 预约上门 到店',
  员工推荐: '内部推荐 员工介绍',
  渠道拓展: '渠道 代理商 渠道/代理商 渠道商',
  合作伙伴: '伙伴',
  招投标: '招标 投标',
  历史客户导入: '老客户 历史客户',
  续约增购: '续约 增购',
  其他: '其它',
})

/** The source of the company's list that a text names, or null: 展会 → 展会推广. */
export function sourceOf(text: string, sources: readonly string[] = STANDARD): string | null {
  const listed = sources.find((source) => wordKey(source) === wordKey(text))
  const meant = SOURCES(text)
  return listed ?? (meant && sources.includes(meant) ? meant : null)
}

function words<Code extends string>(table: Record<Code, string>): (text: string) => Code | null {
  const codes = new Map<string, Code>()
  for (const [code, list] of Object.entries<string>(table) as [Code, string][])
    for (const word of list.split(' ')) codes.set(wordKey(word), code)
  return (text) => codes.get(wordKey(text)) ?? null
}

// The same few words stand in every line of a sheet.
function wordKey(text: string): string {
  const found = known.get(text)
  if (found !== undefined) return found
  const key = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  if (known.size >= REMEMBERED) known.clear()
  known.set(text, key)
  return key
}
