import { Form } from '#components/ui/form'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { ideaStatusLabels } from '#lib/suggestions/labels'
import { isOver, openStatuses } from '#lib/suggestions/model'
import { allow } from '../../../../../_web/allow.ts'
import { move } from '../../../actions.ts'
import { ideaFor } from '../idea.ts'

export const metadata = { title: '更新状态' }

export default async function MoveIdeaPage({ params }: { params: Promise<{ id: string }> }) {
  const me = await allow('idea.move')
  const { idea, back, further, hidden } = await ideaFor(me, params)
  const over = isOver(idea.status)
  const choices = openStatuses.filter((status) => status !== idea.status)
  return (
    <>
      <PageHeader title={over ? '退回处理' : '更新状态'} trail={further} sub={`现在是「${ideaStatusLabels[idea.status]}」`} />
      {idea.tells && <Notice tone="warn">还没有完成的告知待办会取消；已经告知过的客户保留记录，再次落地时不重复告知。</Notice>}
      <Form
        action={move}
        id="move"
        submit={over ? '退回' : '更新状态'}
        cancel={{ href: back }}
        guard
        fields={[
          ...hidden,
          {
            kind: 'radio',
            name: 'status',
            label: '改为',
            required: true,
            value: over ? 'weighed' : choices[0],
            options: choices.map((value) => ({ value, label: ideaStatusLabels[value] })),
          },
          { kind: 'textarea', name: 'reason', label: '原因', required: true, rows: 3, maxLength: 300 },
        ]}
      />
    </>
  )
}
