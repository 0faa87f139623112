import { can, type Grant, grant } from '#lib/kernel/grant'
import { dayOf, timeOf } from '#lib/kernel/time'
import { rhythmLabels, kindLabels as strategyLabels } from '#lib/strategies/labels'
import { type ListedStrategy, listForTier } from '#lib/strategies/queries'
import { periodText, ruleText } from '#lib/tiers/model'
import { lastRun, listTiers } from '#lib/tiers/queries'

/** 模板4：客户分层策略表 (S0-74), its heads in the document's order. */
export const sheetHeads = [
  '分层标签',
  '分层维度',
  '判定规则/阈值',
  '统计周期',
  '客户数量',
  '服务策略',
  '推送内容',
  '责任部门/责任人',
  '执行频率',
  '生效日期',
  '最近计算时间',
]

/** Every label with its rule in words, its customers, and the strategies for it that this person may see. */
export function tierLines(me: Grant<'tier.read'>) {
  const last = lastRun(me)
  const strategies = can(me.actor, 'strategy.read') ? listForTier(grant(me.actor, 'strategy.read')) : new Map<number, ListedStrategy[]>()
  return listTiers(me).map((tier) => ({
    ...tier,
    rule: ruleText(tier.rule),
    period: periodText(tier.rule),
    effective: effectiveOf(tier),
    computed: last?.finishedAt ? `${dayOf(last.finishedAt)} ${timeOf(last.finishedAt)}` : '',
    moved: last?.counts.tiers[tier.id],
    runId: last?.id,
    strategies: strategies.get(tier.id) ?? [],
  }))
}

/** Since when a rule is as it is; the rules of the start set have been there from the beginning. */
export const effectiveOf = ({ updatedAt }: { updatedAt: number }) => (updatedAt > 0 ? dayOf(updatedAt) : '初始规则')

export type TierLine = ReturnType<typeof tierLines>[number]

/** The table as a sheet: a line a strategy, or one that has none yet. */
export const sheetOf = (lines: TierLine[]): (string | number)[][] =>
  lines
    .filter(({ active }) => active)
    .flatMap((tier) => {
      const own = [tier.name, tier.dimension, tier.rule, tier.period, tier.customers]
      const told = tier.strategies.map((one) => [
        ...own,
        strategyLabels[one.kind],
        one.content || one.advice,
        whoOf(one),
        rhythmLabels[one.rhythm],
        one.effectiveFrom,
        tier.computed,
      ])
      return told.length > 0 ? told : [[...own, '', '', '', '', tier.effective, tier.computed]]
    })

/** 责任部门/责任人; the customer's own manager where nobody is named. */
export const whoOf = ({ department, responsible }: Pick<ListedStrategy, 'department' | 'responsible'>) =>
  [department, responsible].filter(Boolean).join('/') || '客户负责人'
