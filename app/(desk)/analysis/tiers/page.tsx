import { AnalysisTabs } from '#components/analysis/tabs'
import { Done } from '#components/done'
import { Live } from '#components/tiers/live'
import { RunProgress } from '#components/tiers/run-progress'
import { TierTable } from '#components/tiers/tier-table'
import { ActionButton } from '#components/ui/action-button'
import { LinkButton } from '#components/ui/button'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { can, type Grant } from '#lib/kernel/grant'
import { dayOf, timeOf } from '#lib/kernel/time'
import { rhythmLabels } from '#lib/strategies/labels'
import { lastRun, listRuns, listUnderWay } from '#lib/tiers/queries'
import { allow } from '../../../_web/allow.ts'
import type { SearchParams } from '../../../_web/query.ts'
import { calculate } from './actions.ts'
import { type TierLine, tierLines, whoOf } from './lines.ts'

export const metadata = { title: '客户分层' }

export default async function TiersPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('tier.read')
  const { done } = await searchParams
  const last = lastRun(me)
  const underWay = listUnderWay(me).find(({ kind }) => kind !== 'trial')
  return (
    <>
      <Live href="/analysis/tiers" polling={underWay !== undefined}>
        <PageHeader title="客户分层" sub={last ? `截至 ${last.day}，${last.customers.toLocaleString('en-US')} 位客户` : undefined}>
          <LinkButton href="/analysis/tiers/runs">计算记录</LinkButton>
          <LinkButton href="/analysis/tiers/export" download>
            导出
          </LinkButton>
          {can(me.actor, 'tier.create') && <LinkButton href="/analysis/tiers/new">新增标签</LinkButton>}
          {can(me.actor, 'tier.run') && !underWay && (
            <ActionButton action={calculate} variant="first">
              立即计算
            </ActionButton>
          )}
        </PageHeader>
        <AnalysisTabs me={me.actor} current="tiers" />
        {underWay && <RunProgress run={underWay} last={last?.customers} />}
        {!last && !underWay && <Notice title="还没有计算过">每天 03:00 自动计算全部客户的分层标签；也可以现在「立即计算」。</Notice>}
        {can(me.actor, 'tier.edit') && <OpenTrials me={me} />}
        <TierTable rows={tierLines(me).map(rowOf)} seesCustomers={can(me.actor, 'customer.read')} />
        <p className="mt-2 text-ink-2">
          标签按规则自动给客户，一位客户可以有多个标签；每天 03:00 重新计算。点标签名称查看规则；修改规则先试算，看清谁会变动，再应用。
        </p>
      </Live>
      <Done word={done} />
    </>
  )
}

const LATEST = 20

/** Trials that wait to be applied or left. */
function OpenTrials({ me }: { me: Grant<'tier.read'> }) {
  const open = listRuns(me, { size: LATEST, trials: true }).rows.filter(({ kind, status }) => kind === 'trial' && status === 'ready')
  return open.map(({ id, by, askedAt, rules, counts }) => {
    const names = rules.filter((tier) => counts.changed?.includes(tier.id)).map(({ name }) => `「${name}」`)
    return (
      <Notice key={id} title={`${names.join('')}的试算等待应用`}>
        {`${by ?? '系统'} ${dayOf(askedAt)} ${timeOf(askedAt)}，`}
        <a href={`/analysis/tiers/runs/${id}`}>查看谁会变动</a>
      </Notice>
    )
  })
}

const rowOf = ({ strategies, ...tier }: TierLine) => ({
  ...tier,
  strategies: strategies.map((one) => ({
    id: one.id,
    name: one.name,
    content: one.content || one.advice,
    who: whoOf(one),
    rhythm: rhythmLabels[one.rhythm],
    from: one.effectiveFrom,
  })),
})
