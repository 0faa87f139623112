import { Done } from '#components/done'
import { InvitationFilters, InvitationTable } from '#components/surveys/invitation-table'
import { QuestionList } from '#components/surveys/question-list'
import { SurveyDeeds } from '#components/surveys/survey-deeds'
import { statusTones } from '#components/surveys/survey-table'
import { LinkButton } from '#components/ui/button'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { Section } from '#components/ui/section'
import { Tabs } from '#components/ui/tabs'
import { can } from '#lib/kernel/grant'
import { statusLabels } from '#lib/surveys/labels'
import { listInvitations } from '#lib/surveys/list'
import type { Survey } from '#lib/surveys/model'
import { findSurvey, listEditions, listQuestions, wasAsked } from '#lib/surveys/queries'
import { allow, idIn, orNotFound } from '../../../_web/allow.ts'
import type { SearchParams } from '../../../_web/query.ts'
import { close, open, remove, schedule } from '../actions.ts'
import { invitationsAsked } from '../asked.ts'

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props) {
  const me = await allow('survey.read')
  const id = await idIn(params)
  return { title: orNotFound(me, () => findSurvey(me, id)).title }
}

export default async function SurveyPage({ params, searchParams }: Props) {
  const me = await allow('survey.read')
  const id = await idIn(params)
  const survey = orNotFound(me, () => findSurvey(me, id))
  const { done, ...query } = await searchParams
  const { rows, total, capped, page, size } = listInvitations(me, id, invitationsAsked(query))
  const place = { path: `/surveys/${id}`, query }
  const editions = listEditions(me, id)
  const isFiltered = ['q', 'state', 'reason', 'created_from', 'created_to', 'customer'].some((name) => query[name])
  const mayAsk = survey.status === 'open' && can(me.actor, 'survey.ask')
  return (
    <>
      <PageHeader
        title={survey.title}
        trail={[{ href: '/surveys', label: '调研' }]}
        badges={[
          { text: statusLabels[survey.status], tone: statusTones[survey.status] },
          ...(survey.atThreeMonths ? [{ text: '满 3 个月自动邀请' }] : []),
        ]}
      >
        <SurveyDeeds
          survey={survey}
          asked={wasAsked(id)}
          may={{ edit: can(me.actor, 'survey.edit'), remove: can(me.actor, 'survey.remove') }}
          actions={{ open, close, schedule, remove }}
        />
        <LinkButton href={`/surveys/${id}/results`}>结果</LinkButton>
        {mayAsk && (
          <LinkButton href={`/surveys/invite?survey=${id}`} variant="first">
            邀请客户
          </LinkButton>
        )}
      </PageHeader>
      {editions.length > 1 && (
        <Tabs
          label="版次"
          tabs={editions.map((one) => ({ href: `/surveys/${one.id}`, label: `第 ${one.edition} 版`, current: one.id === id }))}
        />
      )}
      <QuestionList survey={survey} questions={listQuestions(id)} />
      <Section title="邀请" id="invitations" sub={`${total.toLocaleString('en-US')}${capped ? '+' : ''} 位`}>
        <InvitationFilters place={place} />
        <div id="list">
          <InvitationTable rows={rows} place={place} empty={emptyOf(survey, isFiltered, mayAsk)} />
          <Pager place={place} page={page} size={size} total={total} capped={capped} unit="位" />
        </div>
      </Section>
      <Done word={done} />
    </>
  )
}

function emptyOf({ id, status, atThreeMonths }: Survey, isFiltered: boolean, mayAsk: boolean) {
  if (isFiltered)
    return { title: '没有符合条件的邀请', text: '去掉一些条件再试。', deed: { href: `/surveys/${id}`, label: '查看全部邀请' } }
  return {
    title: '还没有邀请客户',
    text: `${status === 'open' ? '可以逐位邀请客户' : '启用后可以逐位邀请客户'}${atThreeMonths ? '；客户合作满 3 个月时也会自动邀请' : ''}。`,
    deed: mayAsk ? { href: `/surveys/invite?survey=${id}`, label: '邀请客户' } : undefined,
  }
}
