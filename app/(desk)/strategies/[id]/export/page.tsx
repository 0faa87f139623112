import { ExportForm } from '#components/exports/export-form'
import { PageHeader } from '#components/ui/page-header'
import { MANY } from '#lib/exports/model'
import { grant } from '#lib/kernel/grant'
import { findStrategy } from '#lib/strategies/queries'
import { behind } from '#lib/strategies/results'
import { resultsOf } from '#lib/strategies/sums'
import { inTurns } from '#lib/tickets/turns'
import { allow, idIn, orNotFound } from '../../../../_web/allow.ts'
import { problemsIn } from '../../../../_web/export-file.ts'
import { type SearchParams, textIn } from '../../../../_web/query.ts'
import { wantedOf } from './asked.ts'

export const metadata = { title: '导出推送记录' }

export default async function ExportPushesPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: SearchParams }) {
  const me = await allow('strategy.export')
  const id = await idIn(params)
  const { name } = orNotFound(me, () => findStrategy(me, id))
  const { problem, reason, format, ...rest } = await searchParams
  const { wanted, filter } = wantedOf(id, name, rest)
  const count = behind(await inTurns(resultsOf(grant(me.actor, 'strategy.read'), id)), wanted.show, wanted.period).length
  const query = new URLSearchParams({ show: wanted.show, ...(wanted.period && { period: wanted.period }) }).toString()
  const back = `/strategies/${id}?${query}`
  return (
    <>
      <PageHeader
        title="导出推送记录"
        trail={[
          { href: '/strategies', label: '服务策略' },
          { href: back, label: name },
        ]}
      />
      <ExportForm
        action={`/strategies/${id}/export/file`}
        back={back}
        count={count.toLocaleString('en-US')}
        unit="条"
        filter={`${filter}；只含你可见的客户`}
        order="按推送时间降序"
        isMany={count > MANY}
        query={query}
        values={{ reason: textIn(reason, 100), format: textIn(format) }}
        problem={problemsIn(textIn(problem))}
      />
    </>
  )
}
