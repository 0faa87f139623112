import { FigureSections } from '#components/charts/figure-sections'
import { Done } from '#components/done'
import { rfmSections } from '#lib/analysis/contents-rfm'
import { findPart } from '#lib/analysis/queries'
import { allow } from '../../../_web/allow.ts'
import type { SearchParams } from '../../../_web/query.ts'
import { Frame } from '../frame.tsx'

export const metadata = { title: 'RFM 分析' }

export default async function RfmPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('analysis.read')
  const { done } = await searchParams
  const part = findPart(me, 'rfm')
  return (
    <>
      <Frame me={me} current="rfm" path="/analysis/rfm" title="RFM 分析" made={part}>
        {part && <FigureSections sections={rfmSections(part.figures)} hrefOf={(code) => code} />}
      </Frame>
      <Done word={done} />
    </>
  )
}
