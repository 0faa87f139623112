import { NoteForm } from '#components/analysis/note-form'
import { NoteList } from '#components/analysis/note-list'
import { FigureSections } from '#components/charts/figure-sections'
import { Jumps } from '#components/charts/jumps'
import { Done } from '#components/done'
import { Filters } from '#components/ui/filters'
import { at } from '#components/ui/place'
import { Section } from '#components/ui/section'
import { needsSections } from '#lib/analysis/contents-needs'
import { periods } from '#lib/analysis/model'
import { findPart } from '#lib/analysis/queries'
import { listNotes, listStrategyNames } from '#lib/analysis/queries-notes'
import { can, idOf } from '#lib/kernel/grant'
import { allow } from '../../../_web/allow.ts'
import type { SearchParams } from '../../../_web/query.ts'
import { conclude, takeBack } from '../actions.ts'
import { Frame } from '../frame.tsx'
import { periodIn } from './asked.ts'

export const metadata = { title: '需求分析' }

export default async function NeedsPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('analysis.read')
  const { done, ...query } = await searchParams
  const part = findPart(me, 'needs')
  const period = periodIn(query.period)
  const place = { path: '/analysis/needs', query }
  const sections = part && needsSections(part.figures, period)
  const seesStrategies = can(me.actor, 'strategy.read')
  return (
    <>
      <Frame
        me={me}
        current="needs"
        path="/analysis/needs"
        href={at(place, {})}
        title="需求分析"
        made={part}
        period={period}
        before={
          <Filters
            place={place}
            target="figures"
            filters={[
              {
                kind: 'select',
                name: 'period',
                label: '周期',
                all: '近 90 天（默认）',
                options: periods.filter((one) => one !== 90).map((one) => ({ value: one, label: `近 ${one} 天` })),
              },
            ]}
          />
        }
      >
        {sections && <Jumps sections={[...sections, { id: 'notes', title: '据此调整的策略' }]} />}
        {sections && <FigureSections sections={sections} hrefOf={(code) => code} />}
      </Frame>
      <Section
        id="notes"
        title="据此调整的策略"
        sub="定期回看需求分析，把结论和对应的服务策略记在这里"
        deeds={seesStrategies && <a href="/strategies">服务策略</a>}
      >
        <NoteList notes={listNotes(me)} me={idOf(me.actor)} seesStrategies={seesStrategies} remove={takeBack} />
        {can(me.actor, 'analysisNote.create') && <NoteForm action={conclude} strategies={seesStrategies ? listStrategyNames() : []} />}
      </Section>
      <Done word={done} />
    </>
  )
}
