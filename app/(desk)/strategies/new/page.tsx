import { strategyFields } from '#components/strategies/strategy-fields'
import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { strategyKinds } from '#db/schema/strategies'
import { allow } from '../../../_web/allow.ts'
import { oneOf, type SearchParams, wholeIn } from '../../../_web/query.ts'
import { create } from '../actions.ts'
import { choicesFor } from '../choices.ts'

export const metadata = { title: '新建策略' }

export default async function NewStrategyPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('strategy.create')
  const { tier, kind } = await searchParams
  return (
    <>
      <PageHeader title="新建策略" trail={[{ href: '/strategies', label: '服务策略' }]} sub="保存后先看会推送给谁，再启用" />
      <Form
        action={create}
        id="strategy"
        columns={2}
        submit="保存策略"
        cancel={{ href: '/strategies' }}
        guard
        draft="strategy-new"
        fields={strategyFields(choicesFor(me), { tierId: wholeIn(tier), kind: oneOf(kind, strategyKinds) })}
      />
    </>
  )
}
