import { RuleForm } from '#components/tiers/rule-form'
import { PageHeader } from '#components/ui/page-header'
import { Tabs } from '#components/ui/tabs'
import { grant } from '#lib/kernel/grant'
import { emptyRule } from '#lib/tier-rules/model'
import { listTierNames } from '#lib/tiers/list'
import { allow } from '../../../../_web/allow.ts'
import type { SearchParams } from '../../../../_web/query.ts'
import { create } from '../actions.ts'
import { decisionFields, dimensionsOf, offerNow, pointsField, wordFields } from '../fields.ts'

export const metadata = { title: '新增分层标签' }

export default async function NewTierPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('tier.create')
  const reading = grant(me.actor, 'tier.read')
  const kind = (await searchParams).kind === 'points' ? 'points' : 'any'
  return (
    <>
      <PageHeader title="新增分层标签" sub="保存后先试算，应用后生效" trail={[{ href: '/analysis/tiers', label: '客户分层' }]} />
      <Tabs
        label="规则方式"
        tabs={[
          { href: '/analysis/tiers/new', label: '按条件', current: kind === 'any' },
          { href: '/analysis/tiers/new?kind=points', label: '按积分', current: kind === 'points' },
        ]}
      />
      <RuleForm
        key={kind}
        id="tier"
        action={create}
        fields={[
          ...wordFields(dimensionsOf(reading)),
          { kind: 'heading', label: '判定规则' },
          ...(kind === 'points' ? [pointsField()] : []),
        ]}
        more={decisionFields(undefined, listTierNames().length + 1)}
        typed={emptyRule(kind)}
        offer={offerNow()}
        submit="保存标签"
        cancel="/analysis/tiers"
      />
    </>
  )
}
