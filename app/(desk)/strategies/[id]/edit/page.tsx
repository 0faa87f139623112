import { strategyFields } from '#components/strategies/strategy-fields'
import { Form } from '#components/ui/form'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { findStrategy } from '#lib/strategies/queries'
import { allow, idIn, orNotFound } from '../../../../_web/allow.ts'
import { edit } from '../../actions.ts'
import { choicesFor } from '../../choices.ts'

export const metadata = { title: '编辑策略' }

export default async function EditStrategyPage({ params }: { params: Promise<{ id: string }> }) {
  const me = await allow('strategy.edit')
  const id = await idIn(params)
  const strategy = orNotFound(me, () => findStrategy(me, id))
  return (
    <>
      <PageHeader
        title="编辑策略"
        trail={[
          { href: '/strategies', label: '服务策略' },
          { href: `/strategies/${id}`, label: strategy.name },
        ]}
      />
      {strategy.active && <Notice>策略正在执行，保存后几分钟内按新内容推送；已推送的待办保留，待发文字换成新内容。</Notice>}
      <Form
        action={edit}
        id="strategy"
        columns={2}
        submit="保存策略"
        cancel={{ href: `/strategies/${id}` }}
        guard
        draft={`strategy-${id}`}
        fields={[
          { kind: 'hidden', name: 'id', value: id },
          { kind: 'hidden', name: 'version', value: strategy.version },
          ...strategyFields(choicesFor(me), strategy),
        ]}
      />
    </>
  )
}
