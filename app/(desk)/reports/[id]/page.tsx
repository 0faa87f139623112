import { FigureSections } from '#components/charts/figure-sections'
import { CodeForm } from '#components/reports/code-form'
import { DownloadTable } from '#components/reports/download-table'
import { ActionButton } from '#components/ui/action-button'
import { LinkButton } from '#components/ui/button'
import { Facts } from '#components/ui/facts'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { can } from '#lib/kernel/grant'
import { contentsOf } from '#lib/reports/contents'
import { findMadeReport, listDownloads, listEditions } from '#lib/reports/queries'
import { allow, idIn, orNotFound } from '../../../_web/allow.ts'
import { textIn } from '../../../_web/query.ts'
import { makeReport } from '../actions.ts'

export const metadata = { title: '投诉分析报告' }

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function ReportPage({ params, searchParams }: Props) {
  const me = await allow('report.read')
  const id = await idIn(params)
  const { unknown } = await searchParams
  const report = orNotFound(me, () => findMadeReport(me, id))
  const { title, facts, sections } = contentsOf(report.frozen)
  const others = listEditions(me, report).filter((one) => one.id !== id && one.status === 'done')
  return (
    <>
      <PageHeader title={title} sub={`第 ${report.edition} 版`} trail={[{ href: '/reports', label: '月度报告' }]}>
        {can(me.actor, 'report.create') && (
          <ActionButton action={makeReport} values={{ month: report.month }}>
            重新生成
          </ActionButton>
        )}
        {can(me.actor, 'report.download') && (
          <>
            <LinkButton href={`/reports/${id}/xlsx`} download>
              下载 Excel
            </LinkButton>
            <LinkButton href={`/reports/${id}/pdf`} download variant="first">
              下载 PDF
            </LinkButton>
          </>
        )}
      </PageHeader>
      <Facts facts={facts.map(([label, value]) => ({ label, value }))} />
      {others.length > 0 && (
        <p className="mt-2 text-ink-2">
          其他版次：
          {others.map((one) => (
            <a key={one.id} href={`/reports/${one.id}`}>{`第 ${one.edition} 版 `}</a>
          ))}
        </p>
      )}
      <CodeForm id={id} unknown={textIn(unknown)} />
      <FigureSections sections={sections} hrefOf={(code) => `/reports/${id}/rows/${code}`} coded />
      <Section title="下载记录">
        <DownloadTable rows={listDownloads(me, id)} />
      </Section>
    </>
  )
}
