import { notFound } from 'next/navigation'
import { Form } from '#components/ui/form'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { isOver, MOST_SENTENCE, sentenceFor, TELL_DAYS } from '#lib/suggestions/model'
import { allow } from '../../../../../_web/allow.ts'
import { land } from '../../../actions.ts'
import { ideaFor } from '../idea.ts'

export const metadata = { title: '登记已落地' }

export default async function LandIdeaPage({ params }: { params: Promise<{ id: string }> }) {
  const me = await allow('idea.land')
  const { idea, sums, back, further, hidden } = await ideaFor(me, params)
  if (isOver(idea.status)) notFound()
  return (
    <>
      <PageHeader title="登记已落地" trail={further} />
      <Notice title={sums.askers > 0 ? `${sums.askers} 位客户提过，登记后各有一条告知待办` : '还没有客户归入这个事项'}>
        {`待办给客户的负责人，${TELL_DAYS} 天内完成；没有负责人的由主管分派。之后归入的客户也会有待办。`}
      </Notice>
      <Form
        action={land}
        id="land"
        submit="登记已落地"
        cancel={{ href: back }}
        guard
        fields={[
          ...hidden,
          {
            kind: 'textarea',
            name: 'sentence',
            label: '告知客户的话',
            required: true,
            rows: 3,
            maxLength: MOST_SENTENCE,
            value: idea.sentence || sentenceFor(idea.title),
            help: '同事会照着说给客户，例如 您提到的“交期太长”，我们已增加一条产线，下次合作提速 20%',
            autoFocus: true,
          },
          {
            kind: 'textarea',
            name: 'reason',
            label: '落地说明',
            required: true,
            rows: 2,
            maxLength: 300,
            help: '何时起、怎样改的，只给同事看',
          },
        ]}
      />
    </>
  )
}
