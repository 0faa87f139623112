import { Done } from '#components/done'
import { StrategyTable, type TierFacts } from '#components/strategies/strategy-table'
import { ActionButton } from '#components/ui/action-button'
import { LinkButton } from '#components/ui/button'
import { optionsOf } from '#components/ui/field-spec'
import { Filters } from '#components/ui/filters'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { strategyKinds } from '#db/schema/strategies'
import { can, type Grant, grant } from '#lib/kernel/grant'
import { pageWithin } from '#lib/kernel/pages'
import { kindLabels, standingLabels } from '#lib/strategies/labels'
import { listStrategies, listTierChoices } from '#lib/strategies/queries'
import { momentWords } from '#lib/tickets/words'
import { periodText, ruleText } from '#lib/tiers/model'
import { lastRun, listTiers } from '#lib/tiers/queries'
import { allow } from '../../_web/allow.ts'
import { oneOf, pageIn, type SearchParams, sizeIn, textIn, wholeIn } from '../../_web/query.ts'
import { suggest } from './actions.ts'

export const metadata = { title: '服务策略' }

const standings = ['off', 'coming', 'running', 'over'] as const
export default async function StrategiesPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('strategy.read')
  const { done, ...query } = await searchParams
  const filter = {
    q: textIn(query.q),
    tier: wholeIn(query.tier),
    kind: oneOf(query.kind, strategyKinds),
    standing: oneOf(query.standing, standings),
  }
  const all = listStrategies(me, filter)
  const size = sizeIn(query.size)
  const page = pageWithin(all.length, { page: pageIn(query.page), size })
  const place = { path: '/strategies', query }
  const mayCreate = can(me.actor, 'strategy.create')
  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  const isNone = all.length === 0 && !isFiltered
  const { facts, countedAt } = tierFacts(me)
  return (
    <>
      <PageHeader title="服务策略" sub={`${all.length} 条${countedAt === null ? '' : `，分层最近计算 ${momentWords(countedAt)}`}`}>
        {can(me.actor, 'strategy.send') && <LinkButton href="/strategies/pushes">查看推送</LinkButton>}
        {mayCreate && (
          <>
            <ActionButton action={suggest} title="为还没有策略的分层标签各生成一条草稿" variant={isNone ? 'first' : undefined}>
              采用建议策略
            </ActionButton>
            <LinkButton href="/strategies/new" variant={isNone ? undefined : 'first'}>
              新建策略
            </LinkButton>
          </>
        )}
      </PageHeader>
      <Filters
        place={place}
        filters={[
          { kind: 'search', name: 'q', label: '搜索策略', placeholder: '策略名称、推送内容、分层标签' },
          {
            kind: 'select',
            name: 'tier',
            label: '分层标签',
            options: listTierChoices(me).map(({ id, name }) => ({ value: id, label: name })),
          },
          { kind: 'select', name: 'kind', label: '服务策略', options: optionsOf(kindLabels) },
          { kind: 'select', name: 'standing', label: '状态', options: optionsOf(standingLabels) },
        ]}
      />
      <div id="list">
        <StrategyTable rows={all.slice((page - 1) * size, page * size)} tiers={facts} empty={emptyOf(isFiltered, mayCreate)} />
        <Pager place={place} page={page} size={size} total={all.length} unit="条" />
      </div>
      <Done word={done} />
    </>
  )
}

function tierFacts({ actor }: Grant<'strategy.read'>): { facts: Map<number, TierFacts>; countedAt: number | null } {
  if (!can(actor, 'tier.read')) return { facts: new Map(), countedAt: null }
  const me = grant(actor, 'tier.read')
  const facts = listTiers(me).map(({ id, rule, customers }) => [id, { rule: ruleText(rule), period: periodText(rule), customers }] as const)
  return { facts: new Map(facts), countedAt: lastRun(me)?.finishedAt ?? null }
}

function emptyOf(isFiltered: boolean, mayCreate: boolean) {
  if (isFiltered) return { title: '没有符合条件的策略', text: '去掉一些条件再试。', deed: { href: '/strategies', label: '查看全部策略' } }
  return {
    title: '还没有服务策略',
    text: `为每个分层标签定下推送什么、由谁做、多久一次。${mayCreate ? '可以先点「采用建议策略」，看过会推送给谁再启用。' : ''}`,
  }
}
