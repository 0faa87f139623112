import { Done } from '#components/done'
import { CountTable } from '#components/tiers/count-table'
import { Live } from '#components/tiers/live'
import { RunProgress } from '#components/tiers/run-progress'
import { TrialSummary } from '#components/tiers/summary'
import { ActionButton } from '#components/ui/action-button'
import { LinkButton } from '#components/ui/button'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { can, type Grant } from '#lib/kernel/grant'
import { dayOf, timeOf } from '#lib/kernel/time'
import { noCounts, runKindLabels, runStatusLabels } from '#lib/tiers/model'
import { findRun, findTier, lastRun } from '#lib/tiers/queries'
import { allow, idIn, orNotFound } from '../../../../../_web/allow.ts'
import type { SearchParams } from '../../../../../_web/query.ts'
import { apply, drop, tryAgain } from '../../actions.ts'
import { Moves } from './moves.tsx'
import { isStale } from './stale.ts'

export const metadata = { title: '分层计算' }

type Run = ReturnType<typeof findRun>
type Props = { params: Promise<{ id: string }>; searchParams: SearchParams }

export default async function RunPage({ params, searchParams }: Props) {
  const me = await allow('tier.read')
  const id = await idIn(params)
  const run = orNotFound(me, () => findRun(me, id))
  const { done, ...query } = await searchParams
  const isBusy = ['waiting', 'working', 'writing'].includes(run.status)
  const path = `/analysis/tiers/runs/${id}`
  return (
    <>
      <Live href={path} polling={isBusy}>
        <PageHeader
          title={run.kind === 'trial' ? '分层试算' : runKindLabels[run.kind]}
          sub={subOf(run)}
          badges={[
            { text: runStatusLabels[run.status], tone: run.status === 'failed' ? 'bad' : run.status === 'ready' ? 'accent' : 'plain' },
          ]}
          trail={[
            { href: '/analysis/tiers', label: '客户分层' },
            { href: '/analysis/tiers/runs', label: '计算记录' },
          ]}
        >
          <Deeds me={me} run={run} />
        </PageHeader>
        {isBusy && <RunProgress run={run} last={lastRun(me)?.customers} />}
        {run.status === 'failed' && (
          <Notice tone="bad" title="这次计算没有完成，客户的标签保持原样">
            {run.note}
          </Notice>
        )}
        {run.status === 'ready' && isStale(me, run) && (
          <Notice tone="warn" title="数据已变，请重新试算">
            试算之后，标签已重新计算，或规则被修改过；为了所见即所得，这次试算不能再应用。
          </Notice>
        )}
        <Outcome me={me} run={run} />
        {!isBusy && run.status !== 'failed' && <Moves me={me} run={run} place={{ path, query }} />}
      </Live>
      <Done word={done} />
    </>
  )
}

function Deeds({ me, run }: { me: Grant<'tier.read'>; run: Run }) {
  const [changed] = run.counts.changed ?? []
  const mayEdit = can(me.actor, 'tier.edit')
  if (!mayEdit || run.kind !== 'trial') return changed ? <LinkButton href={`/analysis/tiers/${changed}`}>查看规则</LinkButton> : null
  const again = (
    <ActionButton action={tryAgain} values={{ id: run.id }} variant={run.status === 'ready' && !isStale(me, run) ? 'plain' : 'first'}>
      重新试算
    </ActionButton>
  )
  if (run.status !== 'ready') return ['failed', 'dropped'].includes(run.status) ? again : null
  return (
    <>
      <ActionButton action={drop} values={{ id: run.id }}>
        放弃
      </ActionButton>
      <LinkButton href={`/analysis/tiers/${changed}`}>再改规则</LinkButton>
      {isStale(me, run) ? (
        again
      ) : (
        <ActionButton action={apply} values={{ id: run.id }} variant="first" confirm={`应用这次试算？${movedText(run)}`} yes="应用">
          应用
        </ActionButton>
      )}
    </>
  )
}

function Outcome({ me, run }: { me: Grant<'tier.read'>; run: Run }) {
  if (run.status !== 'ready' && run.status !== 'done' && run.status !== 'dropped') return null
  const changed = run.counts.changed ?? []
  if (changed.length === 0)
    return (
      <Section title="各标签的客户数">
        <CountTable runId={run.id} tiers={run.rules} counts={run.counts} />
      </Section>
    )
  return run.rules
    .filter(({ id }) => changed.includes(id))
    .map((tier) => (
      <TrialSummary
        key={tier.id}
        tier={tier}
        before={findTier(me, tier.id)}
        counts={run.counts.tiers[tier.id] ?? noCounts}
        isApplied={run.kind !== 'trial'}
      />
    ))
}

const subOf = ({ day, status, customers, finishedAt, by }: Run) =>
  [
    `截至 ${day}`,
    status !== 'waiting' && `${customers.toLocaleString('en-US')} 位客户`,
    finishedAt && `${dayOf(finishedAt)} ${timeOf(finishedAt)}`,
    by,
  ]
    .filter(Boolean)
    .join(' · ')

function movedText({ rules, counts }: Run) {
  const said = rules.flatMap(({ id, name }) => {
    const { in: came, out: went } = counts.tiers[id] ?? noCounts
    return came + went > 0 ? [`「${name}」新增 ${came.toLocaleString('en-US')} 个客户，减少 ${went.toLocaleString('en-US')} 个`] : []
  })
  return said.length > 0 ? `${said.join('；')}。` : '没有客户变动，只更新规则。'
}
