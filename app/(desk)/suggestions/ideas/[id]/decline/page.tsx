import { notFound } from 'next/navigation'
import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { isOver, MOST_SENTENCE } from '#lib/suggestions/model'
import { allow } from '../../../../../_web/allow.ts'
import { decline } from '../../../actions.ts'
import { ideaFor } from '../idea.ts'

export const metadata = { title: '不采纳' }

export default async function DeclineIdeaPage({ params }: { params: Promise<{ id: string }> }) {
  const me = await allow('idea.decline')
  const { idea, sums, back, further, hidden } = await ideaFor(me, params)
  if (isOver(idea.status)) notFound()
  return (
    <>
      <PageHeader title="不采纳" trail={further} sub={`${sums.askers} 位客户提过`} />
      <Form
        action={decline}
        id="decline"
        submit="登记不采纳"
        cancel={{ href: back }}
        guard
        fields={[
          ...hidden,
          { kind: 'textarea', name: 'reason', label: '原因', required: true, rows: 3, maxLength: 300, autoFocus: true },
          {
            kind: 'checkbox',
            name: 'tells',
            label: `告知提出者（${sums.askers} 位客户各一条待办）`,
            on: '1',
          },
          {
            kind: 'textarea',
            name: 'sentence',
            label: '告知客户的话',
            rows: 3,
            maxLength: MOST_SENTENCE,
            value: idea.sentence,
            help: '勾选「告知提出者」时必填，例如 您提到的“…”我们认真评估过，目前暂不能做到，原因是…',
          },
        ]}
      />
    </>
  )
}
