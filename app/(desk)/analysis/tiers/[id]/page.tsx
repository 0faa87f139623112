import { Done } from '#components/done'
import { FieldHelp } from '#components/tiers/field-help'
import { RuleForm } from '#components/tiers/rule-form'
import { RunTable } from '#components/tiers/run-table'
import { ActionButton } from '#components/ui/action-button'
import { LinkButton } from '#components/ui/button'
import { Facts } from '#components/ui/facts'
import { Form } from '#components/ui/form'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { can } from '#lib/kernel/grant'
import { typedOf } from '#lib/tier-rules/typed'
import { fields, periodText, ruleText, type Tier } from '#lib/tiers/model'
import { countsOf, findTier, listRuns } from '#lib/tiers/queries'
import { allow, idIn, orNotFound } from '../../../../_web/allow.ts'
import type { SearchParams } from '../../../../_web/query.ts'
import { retire, saveWords, tryRule } from '../actions.ts'
import { decisionFields, dimensionsOf, offerNow, pointsField, wordFields } from '../fields.ts'
import { effectiveOf } from '../lines.ts'
import { sourcesNow } from '../posted.ts'

export const metadata = { title: '分层标签' }

const LATEST = 10

export default async function TierPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: SearchParams }) {
  const me = await allow('tier.read')
  const id = await idIn(params)
  const tier = orNotFound(me, () => findTier(me, id))
  const mayEdit = can(me.actor, 'tier.edit')
  const isRest = tier.rule.kind === 'rest'
  const held = countsOf(me).get(id) ?? 0
  return (
    <>
      <PageHeader
        title={tier.name}
        sub={`${held.toLocaleString('en-US')} 位客户`}
        badges={[{ text: tier.dimension }, ...(tier.active ? [] : [{ text: '未启用', tone: 'warn' as const }])]}
        trail={[{ href: '/analysis/tiers', label: '客户分层' }]}
      >
        {can(me.actor, 'tier.retire') && tier.active && !isRest && (
          <ActionButton
            action={retire}
            values={{ id, version: tier.version }}
            variant="danger"
            confirm={`停用「${tier.name}」？${held.toLocaleString('en-US')} 位客户将不再有这个标签，以后可以重新试算启用。`}
            yes="停用标签"
          >
            停用
          </ActionButton>
        )}
        {tier.active && can(me.actor, 'customer.read') && <LinkButton href={`/customers?tier=${id}`}>查看客户</LinkButton>}
      </PageHeader>
      {!tier.active && mayEdit && (
        <Notice tone="warn" title="这个标签还没有启用">
          试算会列出哪些客户将得到它，确认后应用即启用。
        </Notice>
      )}
      <Section id="rule" title="判定规则" sub={tier.meaning || undefined}>
        <Facts facts={factsOf(tier)} />
      </Section>
      {mayEdit && !isRest && (
        <Section title="修改规则" sub="先试算，看清谁会变动；应用之前什么都不改变">
          <Rule tier={tier} />
          <FieldHelp fields={fields} />
        </Section>
      )}
      {mayEdit && (
        <Section title="名称与说明" sub="保存后立即生效，不影响客户的标签">
          <Form
            key={tier.version}
            id="words"
            action={saveWords}
            columns={2}
            submit="保存名称与说明"
            variant="plain"
            fields={[
              { kind: 'hidden', name: 'id', value: id },
              { kind: 'hidden', name: 'version', value: tier.version },
              ...wordFields(dimensionsOf(me), tier),
            ]}
          />
        </Section>
      )}
      <Section title="最近的变动" deeds={<a href="/analysis/tiers/runs">全部计算记录</a>}>
        <RunTable runs={listRuns(me, { size: LATEST }).rows} tier={id} />
      </Section>
      <Done word={(await searchParams).done} />
    </>
  )
}

function Rule({ tier }: { tier: Tier }) {
  const { id, version, rule, active } = tier
  if (rule.kind === 'rest') return null
  return (
    <RuleForm
      key={version}
      id="rule-form"
      action={tryRule}
      fields={[
        { kind: 'hidden', name: 'id', value: id },
        { kind: 'hidden', name: 'version', value: version },
        ...(active ? [] : [{ kind: 'hidden', name: 'active', value: '1' } as const]),
        ...(rule.kind === 'points' ? [pointsField(rule.atLeast)] : []),
      ]}
      more={decisionFields(tier)}
      typed={typedOf(rule, sourcesNow())}
      offer={offerNow()}
      submit="试算"
      cancel="/analysis/tiers"
    />
  )
}

const factsOf = (tier: Tier) => [
  { label: '规则', value: ruleText(tier.rule) },
  { label: '统计周期', value: periodText(tier.rule) },
  { label: '优先顺序', value: `${tier.priority}${tier.exclusive ? `，互斥组「${tier.exclusive}」` : ''}` },
  { label: '生效日期', value: effectiveOf(tier) },
]
