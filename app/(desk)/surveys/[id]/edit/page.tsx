import { SurveyBuilder } from '#components/surveys/builder'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { findSurvey, listQuestions, wasAsked } from '#lib/surveys/queries'
import { allow, idIn, orNotFound } from '../../../../_web/allow.ts'
import { edit } from '../../actions.ts'
import { shownIn } from '../../typed.ts'

export const metadata = { title: '修改问卷' }

export default async function EditSurveyPage({ params }: { params: Promise<{ id: string }> }) {
  const me = await allow('survey.edit')
  const id = await idIn(params)
  const survey = orNotFound(me, () => findSurvey(me, id))
  const asked = wasAsked(id)
  return (
    <>
      <PageHeader
        title="修改问卷"
        trail={[
          { href: '/surveys', label: '调研' },
          { href: `/surveys/${id}`, label: survey.title },
        ]}
      />
      {asked && <Notice title="已有客户收到过这份问卷">修改会保存为新的一版草稿，启用后替换这一版；已有的邀请和答复不变。</Notice>}
      <SurveyBuilder
        action={edit}
        values={shownIn(survey, listQuestions(id))}
        handle={{ id, version: survey.version }}
        submit={asked ? '保存为新的一版' : '保存'}
        cancel={`/surveys/${id}`}
      />
    </>
  )
}
