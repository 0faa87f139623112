import { questionFields } from '#components/surveys/fields'
import { Fields } from '#components/ui/fields'
import { PageHeader } from '#components/ui/page-header'
import { readSettings } from '#lib/settings/queries'
import { findSurvey, listQuestions } from '#lib/surveys/queries'
import { allow, idIn, orNotFound } from '../../../../_web/allow.ts'

export const metadata = { title: '预览问卷' }

/** The questionnaire as a customer sees it; nothing can be sent from here. */
export default async function PreviewSurveyPage({ params }: { params: Promise<{ id: string }> }) {
  const me = await allow('survey.read')
  const id = await idIn(params)
  const survey = orNotFound(me, () => findSurvey(me, id))
  return (
    <>
      <PageHeader
        title="预览问卷"
        sub="客户看到的样子，在这里不能提交"
        trail={[
          { href: '/surveys', label: '调研' },
          { href: `/surveys/${id}`, label: survey.title },
        ]}
      />
      <div className="sheet asked max-w-2xl">
        <h2 className="text-xl">{survey.title}</h2>
        <p className="hint">{readSettings().companyName}</p>
        {survey.intro && <p className="says">{survey.intro}</p>}
        <div className="form">
          <Fields fields={questionFields(listQuestions(id))} id="preview" />
        </div>
        {survey.thanks && <p className="says text-ink-3">{`提交后显示：${survey.thanks}`}</p>}
      </div>
    </>
  )
}
