// 客户反馈 (enumerations 5.5): what is looked for as it stands, by its beginnings.
const tags: [tag: string, pattern: RegExp][] = [
  ['需求变化', /需求(有)?变化|新需求|改需求|增加需求|新增/],
  ['意见建议', /建议|希望|意见|最好能/],
  ['价格异议', /价格|太贵|嫌贵|偏贵|报价高|便宜|优惠|降价/],
  ['交期异议', /交期|交货|发货慢|等太久|拖延|延期/],
  ['质量问题', /质量|故障|坏了|不良|精度|返工/],
  ['明确意向', /意向|准备(采购|下单)|想(买|要|订)|下单|签(合同|约)|采购计划/],
  ['暂无需求', /暂无需求|不需要|没有需求|暂时不|以后再说/],
  ['投诉', /投诉|不满|生气|抱怨/],
  ['未接通', /未接通|没接|无人接听|关机|占线/],
]

// The same is said again and again; what it says is worked out once.
const MOST_KEPT = 20_000
function keeping(work: (text: string) => string[]): (text: string) => string[] {
  const kept = new Map<string, string[]>()
  return (text) => {
    const known = kept.get(text)
    if (known) return known
    if (kept.size >= MOST_KEPT) kept.clear()
    const found = work(text)
    kept.set(text, found)
    return found
  }
}

/** Which kinds of feedback a text speaks of; more than one may fit. */
export const tagsOf = keeping((text) => tags.filter(([, pattern]) => pattern.test(text)).map(([tag]) => tag))

const STOP = new Set(
  '我们 你们 他们 她们 它们 自己 大家 咱们 这个 那个 这些 那些 这样 那样 这里 那里 什么 怎么 怎样 为什么 多少 哪个 哪些 一个 一些 一下 一直 一定 一样 一起 已经 还是 还有 还要 就是 但是 不过 而且 因为 所以 如果 可以 可能 应该 需要 没有 不是 不会 不能 不要 不用 不了 现在 今天 明天 昨天 目前 最近 之前 之后 以后 以前 时候 时间 今年 去年 明年 本月 上月 下月 本周 上周 下周 然后 或者 以及 并且 关于 对于 通过 进行 表示 认为 觉得 知道 比较 非常 特别 真的 确实 客户 公司 对方 贵司 我司 先生 女士 经理 您好 谢谢 感谢 电话 微信 联系 沟通 跟进 回复 反馈 情况 问题 方面 东西 事情 工作 老师 有点 有些 不错 起来 出来 过来 下来 上来 使用 处理 提出 提供 希望 建议 愿意 告知 继续 后续 暂时 暂无 同意 说明 收到 正常 接受 参考 有用 答复 原因 好用 再看 先看 重点 安排 解决 准备 正好 清楚 明显 两次 一年 一周 看看 未定 属实 想要 当场 确认 基本 反映 倾向 考虑 通知 照旧 加强 明确 认可 要求 阶段 the and for with'.split(
    ' ',
  ),
)
// What trades say and the dictionary does not know as a word; found wherever it stands.
const trade = new RegExp(
  '交期 交货期 账期 工期 换型 打样 样机 样件 备件 易损件 外协 返工 返修 良率 良品率 次品 排产 产能 扩产 技改 上料 下料 上下料 机加工 五轴 三轴 刀具 刀片 刀柄 铣刀 夹具 切削液 导轨油 润滑油 主轴 精度 粗糙度 能耗 节拍 停机 宕机 点检 保养 维保 质保 巡检 售后 开票 对账 回款 垫资 招投标 标书 验收 调试 选型 试用 试产 续约 续费 增购 复购 接口 对接 报表 权限 培训 招工 夜班 环评 安评 现货 缺货 断货 发货 物流 包装 破损'
    .split(' ')
    .sort((a, b) => b.length - a.length)
    .join('|'),
  'g',
)
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** The words of a text that say something, each once: two characters and more, no figures, nothing everybody says (S2-12). */
export const wordsOf = keeping((text) => {
  const words = new Set<string>()
  for (const [word] of text.matchAll(trade)) words.add(word)
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    const word = segment.toLowerCase()
    if (isWordLike && isTelling(word)) words.add(word)
  }
  return [...words]
})

const isTelling = (word: string) => /^(\p{Script=Han}{2,20}|[a-z-]{3,20})$/u.test(word) && !STOP.has(word)
