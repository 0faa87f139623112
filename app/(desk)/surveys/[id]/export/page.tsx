import { ExportForm } from '#components/exports/export-form'
import { PageHeader } from '#components/ui/page-header'
import { MANY } from '#lib/exports/model'
import { isIn } from '#lib/surveys/figures'
import { findSurvey, listQuestions } from '#lib/surveys/queries'
import { gatherFacts } from '#lib/surveys/sums'
import { inTurns } from '#lib/tickets/turns'
import { allow, idIn, orNotFound } from '../../../../_web/allow.ts'
import { problemsIn } from '../../../../_web/export-file.ts'
import { type SearchParams, textIn } from '../../../../_web/query.ts'
import { wantedOf } from './asked.ts'

export const metadata = { title: '导出答复' }

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams }

const names = ['day_from', 'day_to', 'source', 'question', 'dimension', 'min', 'max', 'tier', 'month', 'low']

export default async function ExportAnswersPage({ params, searchParams }: Props) {
  const me = await allow('survey.export')
  const id = await idIn(params)
  const survey = orNotFound(me, () => findSurvey(me, id))
  const { problem, reason, format, ...rest } = await searchParams
  const kept = names.flatMap((name) => (typeof rest[name] === 'string' ? [[name, rest[name]]] : []))
  const query = new URLSearchParams(kept).toString()
  const { wanted, filter } = wantedOf(me.actor, id, rest)
  const questions = listQuestions(id)
  const facts = await inTurns(gatherFacts(me, id, wanted.period))
  const count = facts.filter((fact) => isIn(fact, questions, wanted.slice)).length
  const back = `/surveys/${id}/responses${query ? `?${query}` : ''}`
  return (
    <>
      <PageHeader
        title="导出答复"
        trail={[
          { href: `/surveys/${id}`, label: survey.title },
          { href: back, label: '答复明细' },
        ]}
      />
      <ExportForm
        action={`/surveys/${id}/export/file`}
        back={back}
        count={count.toLocaleString('en-US')}
        unit="份"
        filter={filter}
        order="按答复日期降序"
        isMany={count > MANY}
        query={query}
        values={{ reason: textIn(reason, 100), format: textIn(format) }}
        problem={problemsIn(textIn(problem))}
      />
    </>
  )
}
