import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ScoreForm } from '#components/scores/score-form'
import { SurveyForm } from '#components/surveys/survey-form'
import { stateTexts } from '#lib/scores/model'
import { findScoreLink } from '#lib/scores/queries'
import { readSettings } from '#lib/settings/queries'
import { linkTexts } from '#lib/surveys/labels'
import { findSurveyLink, listQuestions } from '#lib/surveys/queries'
import { answer, score } from './actions.ts'

type Props = { params: Promise<{ token: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { token } = await params
  return { title: findSurveyLink(token)?.title ?? '服务评分', robots: { index: false, follow: false } }
}

/** What a customer is asked by a link, without signing in: to score a ticket (S0-47), of which it shows the title, or a questionnaire (S1-57); nothing of the customer's own stands here (I-07). */
export default async function QuestionPage({ params }: Props) {
  const { token } = await params
  const link = findScoreLink(token)
  if (!link) return <SurveyPage token={token} />
  if (link.state !== 'open') return <Said {...stateTexts[link.state]} />
  return (
    <main className="door [&_.choices]:flex-col" id="main">
      <h1>请为我们的服务评分</h1>
      <p className="sub">
        {readSettings().companyName}
        <br />
        {link.title}
      </p>
      <ScoreForm action={score} token={token} />
    </main>
  )
}

function SurveyPage({ token }: { token: string }) {
  const link = findSurveyLink(token)
  if (!link) notFound()
  const { state, title, intro, thanks, surveyId } = link
  if (state !== 'sent') return <Said {...linkTexts[state]} more={state === 'answered' ? thanks : undefined} />
  return (
    <main className="door wide asked" id="main">
      <h1>{title}</h1>
      <p className="sub">{readSettings().companyName}</p>
      {intro && <p className="says">{intro}</p>}
      <SurveyForm action={answer} token={token} questions={listQuestions(surveyId)} />
    </main>
  )
}

const Said = ({ title, text, more }: { title: string; text: string; more?: string }) => (
  <main className="door asked" id="main">
    <h1>{title}</h1>
    <p className="sub">{readSettings().companyName}</p>
    <p>{text}</p>
    {more && <p className="says">{more}</p>}
  </main>
)
