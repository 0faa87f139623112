import { kindLabels, rhythmLabels, wayLabels } from '#lib/strategies/labels'
import type { ListedStrategy } from '#lib/strategies/queries'
import { Facts } from '../ui/facts.tsx'
import { whoWords } from './strategy-table.tsx'

/** What a strategy says, as its page shows it. */
export const StrategyFacts = ({ strategy: s }: { strategy: ListedStrategy }) => (
  <Facts
    columns={2}
    facts={[
      { label: '分层标签', value: `${s.tier}（${s.dimension}）` },
      { label: '服务策略', value: kindLabels[s.kind] },
      { label: '推送方式', value: wayLabels[s.way] },
      { label: '执行频率', value: `${rhythmLabels[s.rhythm]}，同一位客户每期最多一次` },
      { label: '责任部门/责任人', value: whoWords(s) },
      { label: '完成期限', value: `推送后 ${s.dueDays} 天` },
      { label: '生效日期', value: s.effectiveUntil ? `${s.effectiveFrom} 至 ${s.effectiveUntil}` : `${s.effectiveFrom} 起` },
      { label: '营销内容', value: s.marketing ? '是，只推送给同意接收的客户' : '否' },
      { label: '给同事的建议', value: s.advice },
    ]}
  />
)
