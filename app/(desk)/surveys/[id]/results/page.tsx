import { FigureSections } from '#components/charts/figure-sections'
import { Comments } from '#components/surveys/comments'
import { ResultFilters } from '#components/surveys/result-filters'
import { LinkButton } from '#components/ui/button'
import { EmptyState } from '#components/ui/empty-state'
import { Figures } from '#components/ui/figures'
import { PageHeader } from '#components/ui/page-header'
import { at } from '#components/ui/place'
import { Tabs } from '#components/ui/tabs'
import { can, grant } from '#lib/kernel/grant'
import { meanWords, npsWords } from '#lib/surveys/figure-cells'
import { sectionsOf } from '#lib/surveys/figure-words'
import { dimensionsOf, figuresOf, type Line } from '#lib/surveys/figures'
import { findSurvey, listEditions, listQuestions } from '#lib/surveys/queries'
import { countAsked, gatherFacts, listComments } from '#lib/surveys/sums'
import { inTurns } from '#lib/tickets/turns'
import { allow, idIn, orNotFound } from '../../../../_web/allow.ts'
import type { SearchParams } from '../../../../_web/query.ts'
import { monthsIn, periodAsked, sliceAsked } from '../../asked.ts'

export const metadata = { title: '调研结果' }

// Words are looked for among so many of the latest answers.
const SPOKEN = 500

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams }

export default async function SurveyResultsPage({ params, searchParams }: Props) {
  const me = await allow('survey.read')
  const id = await idIn(params)
  const survey = orNotFound(me, () => findSurvey(me, id))
  const query = await searchParams
  const [period, { source }] = [periodAsked(query), sliceAsked(query)]
  const questions = listQuestions(id)
  const facts = (await inTurns(gatherFacts(me, id, period))).filter((fact) => source === undefined || fact.source === source)
  const figures = await inTurns(figuresOf(facts, questions, monthsIn(period)))
  const asked = await inTurns(countAsked(me, id, period))
  const place = { path: `/surveys/${id}/results`, query }
  const span = { day_from: period.from, day_to: period.to, ...(source && { source }) }
  const rows = (code: string) => at({ path: `/surveys/${id}/responses`, query: span }, Object.fromEntries(new URLSearchParams(code)))
  const editions = listEditions(me, id)
  return (
    <>
      <PageHeader
        title="调研结果"
        sub={`${period.from} 至 ${period.to}${grant(me.actor, 'customer.read').reach === 'all' ? '' : '，仅你可见的客户'}`}
        trail={[
          { href: '/surveys', label: '调研' },
          { href: `/surveys/${id}`, label: survey.title },
        ]}
      >
        {can(me.actor, 'survey.export') && <LinkButton href={at({ path: `/surveys/${id}/export`, query: span }, {})}>导出</LinkButton>}
      </PageHeader>
      {editions.length > 1 && (
        <Tabs
          label="版次"
          tabs={editions.map((one) => ({ href: `/surveys/${one.id}/results`, label: `第 ${one.edition} 版`, current: one.id === id }))}
        />
      )}
      <ResultFilters place={place} target="figures" />
      <div id="figures">
        <Figures figures={headlines(figures.whole, asked, rows, `/surveys/${id}?created_from=${period.from}&created_to=${period.to}`)} />
        {facts.length === 0 ? (
          <EmptyState
            title="这段时间还没有答复"
            text="邀请客户填写，或把电话访谈的回答录入进来。"
            deed={{ href: `/surveys/${id}`, label: '查看邀请' }}
          />
        ) : (
          <FigureSections sections={sectionsOf(figures, dimensionsOf(questions))} hrefOf={rows} />
        )}
        <Comments
          rows={listComments(
            me,
            facts.slice(-SPOKEN).map((fact) => fact.id),
          )}
        />
      </div>
    </>
  )
}

function headlines(
  whole: Line,
  { asked, answered }: { asked: number; answered: number },
  rows: (code: string) => string,
  invitations: string,
) {
  return [
    { label: '答复', value: whole.count, unit: '份', href: rows('') },
    { label: '平均分', value: meanWords(whole.mean), note: '1 至 5 分，所有评分题', href: rows('') },
    { label: '净推荐值', value: npsWords(whole.nps), href: rows('') },
    {
      label: '低分',
      value: whole.low,
      unit: '份',
      note: '有 1、2 分，或推荐意愿 0 至 6 分',
      href: rows('low=1'),
      ...(whole.low > 0 && { tone: 'bad' as const }),
    },
    {
      label: '答复率',
      value: asked === 0 ? '-' : `${((answered / asked) * 100).toFixed(0)}%`,
      note: `这段时间邀请 ${asked.toLocaleString('en-US')} 位，答复 ${answered.toLocaleString('en-US')} 位`,
      href: invitations,
    },
  ]
}
