import { ResponseTable } from '#components/surveys/response-table'
import { LinkButton } from '#components/ui/button'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { at } from '#components/ui/place'
import { can } from '#lib/kernel/grant'
import { pageWithin } from '#lib/kernel/pages'
import { isIn } from '#lib/surveys/figures'
import { findSurvey, listQuestions } from '#lib/surveys/queries'
import { sliceWords } from '#lib/surveys/slice-words'
import { gatherFacts, listResponses } from '#lib/surveys/sums'
import { inTurns } from '#lib/tickets/turns'
import { allow, idIn, orNotFound } from '../../../../_web/allow.ts'
import { pageIn, type SearchParams, sizeIn } from '../../../../_web/query.ts'
import { periodAsked, sliceAsked } from '../../asked.ts'

export const metadata = { title: '答复明细' }

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams }

/** The answers behind a figure of the results, newest first. */
export default async function ResponsesPage({ params, searchParams }: Props) {
  const me = await allow('survey.read')
  const id = await idIn(params)
  const survey = orNotFound(me, () => findSurvey(me, id))
  const query = await searchParams
  const [period, slice, questions] = [periodAsked(query), sliceAsked(query), listQuestions(id)]
  const facts = await inTurns(gatherFacts(me, id, period))
  const ids = facts
    .filter((fact) => isIn(fact, questions, slice))
    .map((fact) => fact.id)
    .reverse()
  const size = sizeIn(query.size)
  const page = pageWithin(ids.length, { page: pageIn(query.page), size })
  const place = { path: `/surveys/${id}/responses`, query }
  const back = at({ path: `/surveys/${id}/results`, query: { day_from: period.from, day_to: period.to, source: slice.source } }, {})
  return (
    <>
      <PageHeader
        title="答复明细"
        sub={`${sliceWords(slice, questions, period)}，${ids.length.toLocaleString('en-US')} 份`}
        trail={[
          { href: '/surveys', label: '调研' },
          { href: `/surveys/${id}`, label: survey.title },
          { href: back, label: '调研结果' },
        ]}
      >
        {can(me.actor, 'survey.export') && (
          <LinkButton href={at({ path: `/surveys/${id}/export`, query }, { page: null, size: null })}>导出</LinkButton>
        )}
      </PageHeader>
      <div id="list">
        <ResponseTable
          rows={listResponses(me, ids.slice((page - 1) * size, page * size))}
          mayReadTicket={can(me.actor, 'ticket.read')}
          empty={{ title: '没有这样的答复', deed: { href: back, label: '回到调研结果' } }}
        />
        <Pager place={place} page={page} size={size} total={ids.length} unit="份" />
      </div>
    </>
  )
}
