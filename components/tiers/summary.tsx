import { type RunTier, ruleText, type Tier, type TierCounts } from '#lib/tiers/model'
import { Notice } from '../ui/notice.tsx'

type Props = { tier: RunTier; before: Pick<Tier, 'rule' | 'active' | 'priority' | 'exclusive'>; counts: TierCounts; isApplied: boolean }

const count = (n: number) => n.toLocaleString('en-US')

/** What a trial comes to, in one sentence (N-09): 改为 … 后：新增 23 个客户，减少 0 个，差一点的 8 个。 */
export function TrialSummary({ tier, before, counts, isApplied }: Props) {
  const now = ruleText(tier.rule)
  const was = ruleText(before.rule)
  const deed = before.active || isApplied ? `改为 ${now} 后` : `按 ${now} 启用后`
  return (
    <Notice
      title={`「${tier.name}」${deed}：新增 ${count(counts.in)} 个客户，减少 ${count(counts.out)} 个，差一点的 ${count(counts.nearIn)} 个`}
    >
      {[
        !isApplied && before.active && (was === now ? orderText(tier, before) : `现行规则：${was}。`),
        `共 ${count(counts.have)} 个客户有此标签`,
        counts.nearOut > 0 && `，其中 ${count(counts.nearOut)} 个如不再购买或联系，31 天内会跌出`,
        '。',
      ]
        .filter(Boolean)
        .join('')}
    </Notice>
  )
}

function orderText(tier: RunTier, before: Props['before']) {
  const order = ({ priority, exclusive }: Pick<Tier, 'priority' | 'exclusive'>) =>
    `优先顺序 ${priority}${exclusive ? `，互斥组「${exclusive}」` : ''}`
  return order(tier) === order(before) ? '规则没有变化。' : `规则不变；原来${order(before)}，改为${order(tier)}。`
}
