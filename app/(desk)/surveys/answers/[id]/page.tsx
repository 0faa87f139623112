import { Done } from '#components/done'
import { AnswerFacts } from '#components/surveys/answer-facts'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { can } from '#lib/kernel/grant'
import { isLow } from '#lib/surveys/answers'
import { sourceLabels } from '#lib/surveys/labels'
import { findResponse } from '#lib/surveys/queries-answers'
import { momentWords } from '#lib/tickets/words'
import { allow, idIn, orNotFound } from '../../../../_web/allow.ts'
import type { SearchParams } from '../../../../_web/query.ts'

export const metadata = { title: '调研答复' }

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams }

export default async function AnswerPage({ params, searchParams }: Props) {
  const me = await allow('survey.read')
  const id = await idIn(params)
  const response = orNotFound(me, () => findResponse(me, id))
  const { done } = await searchParams
  return (
    <>
      <PageHeader
        title="调研答复"
        sub={`${response.customer} · ${momentWords(response.at)} · ${sourceLabels[response.source]}${response.by ? ` · ${response.by}录入` : ''}`}
        trail={[
          { href: '/surveys', label: '调研' },
          { href: `/surveys/${response.surveyId}`, label: response.survey },
        ]}
        badges={isLow(response) ? [{ text: '低分', tone: 'bad' }] : []}
      />
      <Section title="回答">
        <AnswerFacts response={response} mayReadTicket={can(me.actor, 'ticket.read')} mayReadTodo={can(me.actor, 'todo.read')} />
      </Section>
      <Done word={done} />
    </>
  )
}
