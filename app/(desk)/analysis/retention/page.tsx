import { FigureSections } from '#components/charts/figure-sections'
import { Done } from '#components/done'
import { retentionSections } from '#lib/analysis/contents-retention'
import { findPart } from '#lib/analysis/queries'
import { allow } from '../../../_web/allow.ts'
import type { SearchParams } from '../../../_web/query.ts'
import { Frame } from '../frame.tsx'

export const metadata = { title: '留存与复购' }

export default async function RetentionPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('analysis.read')
  const { done } = await searchParams
  const part = findPart(me, 'retention')
  return (
    <>
      <Frame me={me} current="retention" path="/analysis/retention" title="留存与复购" made={part}>
        {part && <FigureSections sections={retentionSections(part.figures)} hrefOf={(code) => code} />}
      </Frame>
      <Done word={done} />
    </>
  )
}
