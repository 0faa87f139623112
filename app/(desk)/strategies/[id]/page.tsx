import { Done } from '#components/done'
import { Preview } from '#components/strategies/preview'
import { Results } from '#components/strategies/results'
import { StrategyDeeds } from '#components/strategies/strategy-deeds'
import { StrategyFacts } from '#components/strategies/strategy-facts'
import { standingTones } from '#components/strategies/strategy-table'
import { WordsBox } from '#components/strategies/words-box'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { can } from '#lib/kernel/grant'
import { now } from '#lib/kernel/time'
import { standingLabels } from '#lib/strategies/labels'
import { exampleOf } from '#lib/strategies/placeholders'
import { findStrategy, findStrategyPage } from '#lib/strategies/queries'
import { shows } from '#lib/strategies/results'
import { previewOf, resultsOf } from '#lib/strategies/sums'
import { periodWords } from '#lib/strategies/words'
import { inTurns } from '#lib/tickets/turns'
import { allow, idIn, orNotFound } from '../../../_web/allow.ts'
import { oneOf, type SearchParams } from '../../../_web/query.ts'
import { activate, copy, pause, remove } from '../actions.ts'
import { Rows } from './rows.tsx'

export const metadata = { title: '服务策略' }

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams }

export default async function StrategyPage({ params, searchParams }: Props) {
  const me = await allow('strategy.read')
  const id = await idIn(params)
  const strategy = orNotFound(me, () => findStrategyPage(me, id))
  const { done, ...query } = await searchParams
  const show = oneOf(query.show, shows)
  const results = await inTurns(resultsOf(me, id))
  const preview = show ? undefined : await inTurns(previewOf(me, findStrategy(me, id), now()))
  return (
    <>
      <PageHeader
        title={strategy.name}
        trail={[{ href: '/strategies', label: '服务策略' }]}
        badges={[{ text: standingLabels[strategy.standing], tone: standingTones[strategy.standing] }]}
      >
        <StrategyDeeds
          strategy={strategy}
          reached={preview?.reached}
          isUsed={results.outcomes.length > 0}
          may={{
            edit: can(me.actor, 'strategy.edit'),
            copy: can(me.actor, 'strategy.create'),
            activate: can(me.actor, 'strategy.activate'),
            pause: can(me.actor, 'strategy.pause'),
            remove: can(me.actor, 'strategy.remove'),
          }}
          actions={{ activate, copy, pause, remove }}
        />
      </PageHeader>
      {show ? (
        <Rows me={me} id={id} results={results} show={show} query={query} />
      ) : (
        <>
          <Section title="内容">
            <StrategyFacts strategy={strategy} />
          </Section>
          {strategy.content && (
            <Section title="推送内容" sub="以示例客户填入">
              <WordsBox words={exampleOf(strategy)} />
            </Section>
          )}
          {preview && (
            <Preview
              preview={preview}
              tierId={strategy.tierId}
              period={periodWords(preview.period)}
              isActive={strategy.standing === 'running'}
            />
          )}
          <Results id={id} results={results} isSurvey={strategy.kind === 'survey'} />
        </>
      )}
      <Done word={done} />
    </>
  )
}
