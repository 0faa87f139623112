import { Done } from '#components/done'
import { LabelHistory } from '#components/tiers/label-history'
import { NearTable } from '#components/tiers/near-table'
import { Why } from '#components/tiers/why'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { grant } from '#lib/kernel/grant'
import { mayWith } from '#lib/sharing/queries'
import { listTierNames } from '#lib/tiers/list'
import { lastRun } from '#lib/tiers/queries'
import { labelsOf, movesOf, restOf } from '#lib/tiers/queries-held'
import { nearOf, whyOf } from '#lib/tiers/why'
import { allow } from '../../../../_web/allow.ts'
import { type SearchParams, wholeIn } from '../../../../_web/query.ts'
import { archiveAt } from '../merged.ts'
import { Decided } from './decided.tsx'

export const metadata = { title: '分层依据' }

const MOST_MOVES = 100

export default async function CustomerTiersPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: SearchParams }) {
  const me = await allow('tier.read')
  const { id, name } = await archiveAt(params)
  const { done, ...query } = await searchParams
  const labels = labelsOf(me, id)
  const asked = listTierNames().find((tier) => tier.id === wholeIn(query.tier) && tier.active && !tier.isRest)
  const others = asked && !labels.some((label) => label.id === asked.id) ? [asked] : []
  const run = lastRun(me)
  const mayDecide = mayWith(grant(me.actor, 'customer.read'), id)('tier.override')
  return (
    <>
      <PageHeader
        title="分层依据"
        sub={run ? `标签截至 ${run.day}` : '还没有计算过'}
        trail={[
          { href: '/customers', label: '客户' },
          { href: `/customers/${id}`, label: name },
        ]}
      />
      {labels.length === 0 && <Rest />}
      {labels.map((label) => (
        <Section
          key={label.id}
          id={`tier-${label.id}`}
          title={label.name}
          sub={`${label.dimension}，自 ${label.since} 起`}
          deeds={<a href={`/analysis/tiers/${label.id}`}>查看规则</a>}
        >
          <Why why={whyOf(me, id, label.id)} has />
        </Section>
      ))}
      {others.map((tier) => (
        <Section
          key={tier.id}
          id={`tier-${tier.id}`}
          title={`${tier.name}：没有此标签`}
          deeds={<a href={`/analysis/tiers/${tier.id}`}>查看规则</a>}
        >
          <Why why={whyOf(me, id, tier.id)} has={false} />
        </Section>
      ))}
      <Section title="离其他标签还差多少">
        <NearTable customerId={id} rows={nearOf(me, id)} />
      </Section>
      <Decided me={me} id={id} mayDecide={mayDecide} asked={wholeIn(query.tier)} />
      <Section id="history" title="标签变动">
        <LabelHistory moves={movesOf(me, id, MOST_MOVES)} />
      </Section>
      <Done word={done} />
    </>
  )
}

function Rest() {
  const rest = restOf()
  return (
    <Notice title={rest?.name ?? '没有分层标签'}>
      {rest ? `${rest.meaning || '没有其他分层标签'}。下面列出离各个标签还差多少。` : '这位客户目前不符合任何标签的规则。'}
    </Notice>
  )
}
