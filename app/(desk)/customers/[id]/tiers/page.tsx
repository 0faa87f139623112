import { Done } from '#components/done'
import { LabelHistory } from '#components/tiers/label-history'
import { NearTable } from '#components/tiers/near-table'
import { Why } from '#components/tiers/why'
import { ActionButton } from '#components/ui/action-button'
import { Form } from '#components/ui/form'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { type Grant, grant } from '#lib/kernel/grant'
import { addDays, today } from '#lib/kernel/time'
import { mayWith } from '#lib/sharing/queries'
import { labelsOf, movesOf, overridesOf, restOf } from '#lib/tiers/held'
import { listTierNames } from '#lib/tiers/list'
import { lastRun } from '#lib/tiers/queries'
import { nearOf, whyOf } from '#lib/tiers/why'
import { allow } from '../../../../_web/allow.ts'
import { type SearchParams, wholeIn } from '../../../../_web/query.ts'
import { archiveAt } from '../merged.ts'
import { decide, takeBack } from './actions.ts'

export const metadata = { title: '分层依据' }

const SEASON = 90
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

type DecidedProps = { me: Grant<'tier.read'>; id: number; mayDecide: boolean; asked: number | undefined }

function Decided({ me, id, mayDecide, asked }: DecidedProps) {
  const overrides = overridesOf(me, id)
  return (
    <Section id="by-hand" title="人工设定" sub="自动判定不合适时，可以给予或不给某个标签，到期后恢复按规则判定">
      {overrides.length === 0 && <p className="none mb-2">没有人工设定</p>}
      {overrides.map((one) => (
        <Notice
          key={one.id}
          tone="warn"
          title={`${one.has ? '给予' : '不给'}「${one.tier}」，至 ${one.until}`}
          deeds={
            mayDecide ? (
              <ActionButton
                action={takeBack}
                values={{ id: one.id, customerId: id }}
                confirm={`撤销对「${one.tier}」的人工设定？标签立即恢复按规则判定。`}
              >
                撤销设定
              </ActionButton>
            ) : undefined
          }
        >
          {`原因：${one.reason}（${one.by ?? '系统'}）`}
        </Notice>
      ))}
      {mayDecide ? <DecideForm id={id} asked={asked} /> : <p className="text-ink-2">对自动判定有异议时，请联系销售主管或管理员设定。</p>}
    </Section>
  )
}

function DecideForm({ id, asked }: { id: number; asked: number | undefined }) {
  const tiers = listTierNames().filter(({ isRest, active }) => active && !isRest)
  return (
    <Form
      id="decide"
      action={decide}
      columns={2}
      submit="保存设定"
      variant="plain"
      fields={[
        { kind: 'hidden', name: 'customerId', value: id },
        {
          kind: 'select',
          name: 'tierId',
          label: '分层标签',
          required: true,
          value: asked,
          options: tiers.map((tier) => ({ value: tier.id, label: tier.name })),
        },
        {
          kind: 'radio',
          name: 'has',
          label: '设定',
          required: true,
          value: 'true',
          options: [
            { value: 'true', label: '给予' },
            { value: 'false', label: '不给' },
          ],
        },
        { kind: 'text', name: 'reason', label: '原因', required: true, maxLength: 200, wide: true },
        {
          kind: 'date',
          name: 'until',
          label: '截止日期',
          required: true,
          value: addDays(today(), SEASON),
          min: today(),
          max: addDays(today(), 366),
          help: '最长一年，当天仍有效',
        },
      ]}
    />
  )
}
