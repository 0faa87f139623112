import { ExportForm } from '#components/exports/export-form'
import { PageHeader } from '#components/ui/page-header'
import { countRisks } from '#lib/analysis/list'
import { MANY } from '#lib/exports/model'
import { allow } from '../../../../_web/allow.ts'
import { problemsIn } from '../../../../_web/export-file.ts'
import { type SearchParams, textIn } from '../../../../_web/query.ts'
import { wantedOf } from './wanted.ts'

export const metadata = { title: '导出流失风险客户' }

const names = ['owner', 'industry', 'level', 'sort', 'dir']

export default async function ExportChurnPage({ searchParams }: { searchParams: SearchParams }) {
  const analysis = await allow('analysis.read')
  const me = await allow('customer.export')
  const { problem, reason, format, ...rest } = await searchParams
  const query = new URLSearchParams(names.flatMap((name) => (typeof rest[name] === 'string' ? [[name, rest[name]]] : []))).toString()
  const { wanted, filter } = wantedOf(me, rest)
  const { count } = countRisks(analysis, wanted.filter)
  const back = query ? `/analysis/churn?${query}` : '/analysis/churn'
  return (
    <>
      <PageHeader title="导出流失风险客户" trail={[{ href: back, label: '流失风险客户' }]} />
      <ExportForm
        action="/analysis/churn/export/file"
        back={back}
        count={count.toLocaleString('en-US')}
        unit="位"
        filter={filter}
        order={wanted.filter.sort === 'points' ? '按风险分' : '按涉及金额'}
        isMany={count > MANY}
        query={query}
        values={{ reason: textIn(reason, 100), format: textIn(format) }}
        problem={problemsIn(textIn(problem))}
      />
    </>
  )
}
