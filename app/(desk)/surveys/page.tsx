import { Done } from '#components/done'
import { SurveyTable } from '#components/surveys/survey-table'
import { LinkButton } from '#components/ui/button'
import { PageHeader } from '#components/ui/page-header'
import { can } from '#lib/kernel/grant'
import { CAP } from '#lib/kernel/pages'
import { countInvitations } from '#lib/surveys/list'
import { listSurveys } from '#lib/surveys/queries'
import { allow } from '../../_web/allow.ts'
import type { SearchParams } from '../../_web/query.ts'

export const metadata = { title: '调研' }

export default async function SurveysPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('survey.read')
  const { done } = await searchParams
  const rows = listSurveys(me).map((survey) => ({
    ...survey,
    asked: counted(countInvitations(me, survey.id, {})),
    answered: counted(countInvitations(me, survey.id, { state: 'answered' })),
  }))
  return (
    <>
      <PageHeader title="调研" sub={`${rows.length} 份问卷`}>
        {can(me.actor, 'survey.create') && <LinkButton href="/surveys/new">新建问卷</LinkButton>}
        {can(me.actor, 'survey.ask') && (
          <LinkButton href="/surveys/invite" variant="first">
            邀请客户
          </LinkButton>
        )}
      </PageHeader>
      <SurveyTable rows={rows} mayCreate={can(me.actor, 'survey.create')} />
      <p className="mt-3 text-s text-ink-3">
        客户合作满 3 个月时自动邀请：待办进入客户负责人的工作台，由负责人发送链接，或在电话访谈时录入。邀请和答复只统计你可见的客户。
      </p>
      <Done word={done} />
    </>
  )
}

const counted = (n: number) => (n > CAP ? `${CAP.toLocaleString('en-US')}+` : n.toLocaleString('en-US'))
