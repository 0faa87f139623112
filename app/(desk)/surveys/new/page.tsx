import { SurveyBuilder } from '#components/surveys/builder'
import { PageHeader } from '#components/ui/page-header'
import { allow } from '../../../_web/allow.ts'
import { create } from '../actions.ts'
import { shownIn } from '../typed.ts'

export const metadata = { title: '新建问卷' }

export default async function NewSurveyPage() {
  await allow('survey.create')
  return (
    <>
      <PageHeader title="新建问卷" trail={[{ href: '/surveys', label: '调研' }]} />
      <SurveyBuilder action={create} values={shownIn()} submit="保存为草稿" cancel="/surveys" />
    </>
  )
}
