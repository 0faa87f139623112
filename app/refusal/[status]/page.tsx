import type { Metadata } from 'next'
import { REFERENCE_SLOT, refusals, spokenStatus } from '#lib/door/refusals'

type Props = { params: Promise<{ status: string }> }

// Rendered at build, without a person or the database, so that they can be shown when neither can be had.
export const dynamicParams = false
export const generateStaticParams = () => Object.keys(refusals).map((status) => ({ status }))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: refusals[Number((await params).status)]!.title }
}

export default async function RefusalPage({ params }: Props) {
  const status = spokenStatus(Number((await params).status))
  const { title, advice } = refusals[status]!
  // A customer with an old link has no account and no workbench.
  const isStrangers = status === 410
  return (
    <main className="refusal" id="main">
      {!isStrangers && <p className="refusal-status">{status}</p>}
      <h1>{title}</h1>
      <p>{advice}</p>
      {status === 500 && (
        <p>
          编号 <code>{REFERENCE_SLOT}</code>
        </p>
      )}
      {!isStrangers && (
        <p className="deeds">
          <a className="btn first" href="/">
            返回工作台
          </a>
        </p>
      )}
    </main>
  )
}
