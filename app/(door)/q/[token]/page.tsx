import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ScoreForm } from '#components/scores/score-form'
import { stateTexts } from '#lib/scores/model'
import { findScoreLink } from '#lib/scores/queries'
import { readSettings } from '#lib/settings/queries'
import { score } from './actions.ts'

export const metadata: Metadata = { title: '服务评分', robots: { index: false, follow: false } }

type Props = { params: Promise<{ token: string }> }

/** A customer scores a ticket here without signing in (S0-47): of the ticket it shows the title and nothing else (I-07). */
export default async function ScorePage({ params }: Props) {
  const { token } = await params
  const link = findScoreLink(token)
  if (!link) notFound()
  const { companyName } = readSettings()
  if (link.state !== 'open') {
    const { title, text } = stateTexts[link.state]
    return (
      <main className="door" id="main">
        <h1>{title}</h1>
        <p className="sub">{companyName}</p>
        <p>{text}</p>
      </main>
    )
  }
  return (
    <main className="door [&_.choices]:flex-col" id="main">
      <h1>请为我们的服务评分</h1>
      <p className="sub">
        {companyName}
        <br />
        {link.title}
      </p>
      <ScoreForm action={score} token={token} />
    </main>
  )
}
