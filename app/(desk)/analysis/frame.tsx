import { Live } from '#components/analysis/live'
import { type AnalysisTab, AnalysisTabs } from '#components/analysis/tabs'
import { ActionButton } from '#components/ui/action-button'
import { LinkButton } from '#components/ui/button'
import { EmptyState } from '#components/ui/empty-state'
import { PageHeader } from '#components/ui/page-header'
import { JOB } from '#lib/analysis/model'
import { progressNow } from '#lib/analysis/progress'
import { scopeName, scopeOf } from '#lib/analysis/queries'
import { findOpenRun } from '#lib/jobs/queries'
import { can, type Grant } from '#lib/kernel/grant'
import { dayOf, timeOf } from '#lib/kernel/time'
import { refresh } from './actions.ts'

type Props = {
  me: Grant<'analysis.read'>
  current: AnalysisTab
  path: string
  /** The address with its query, where that says what is shown. */
  href?: string
  title: string
  made: { at: number; day: string } | undefined
  /** Buttons beside those that every page has. */
  deeds?: React.ReactNode
  /** How far back the PDF shall look at needs, where that is not the usual. */
  period?: number
  /** Stands still while the figures are renewed: filters. */
  before?: React.ReactNode
  children: React.ReactNode
}

/** What the pages of the analysis have in common: as of when and for whom, working out anew, PDF, and what stands there before the first time. */
export function Frame({ me, current, path, href = path, title, made, deeds, period, before, children }: Props) {
  const scope = scopeOf(me)
  const open = findOpenRun(JOB)
  const running = open && (progressNow() ?? 'waiting')
  return (
    <>
      <PageHeader
        title={title}
        sub={made && scope !== undefined ? `${scopeName(scope)}，截至 ${made.day}，统计于 ${dayOf(made.at)} ${timeOf(made.at)}` : undefined}
        trail={current === 'overview' ? [] : [{ href: '/analysis', label: '客户分析' }]}
      >
        {deeds}
        {made && can(me.actor, 'analysis.download') && (
          <LinkButton href={period ? `/analysis/pdf?period=${period}` : '/analysis/pdf'} download>
            下载 PDF
          </LinkButton>
        )}
        {can(me.actor, 'analysis.refresh') && scope !== undefined && !open && (
          <ActionButton action={refresh} values={{ back: path }} variant={made ? undefined : 'first'}>
            {made ? '重新统计' : '立即统计'}
          </ActionButton>
        )}
      </PageHeader>
      <AnalysisTabs me={me.actor} current={current} />
      {made && before}
      <Live href={href} running={running}>
        {made ? children : <Nothing scope={scope} running={running !== undefined} />}
      </Live>
    </>
  )
}

function Nothing({ scope, running }: { scope: number | undefined; running: boolean }) {
  if (scope === undefined) return <EmptyState title="你还没有所属部门" text="客户分析按部门统计，请管理员在用户设置中为你选择部门。" />
  if (running) return <EmptyState title="正在统计" text="完成后本页显示数字。" />
  return <EmptyState title="还没有统计过" text="每天 03:30 自动统计；也可以现在「立即统计」。先有客户和购买记录，才有可看的数字。" />
}
