import type { Metadata } from 'next'
import { DataTable, type Row } from '#components/ui/data-table'
import { Facts } from '#components/ui/facts'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { listJobRuns } from '#lib/jobs/queries'
import { dayOf, now, timeOf } from '#lib/kernel/time'
import { readSystem } from '#lib/system/queries'
import { allow } from '../../../_web/allow.ts'

export const metadata: Metadata = { title: '系统状态' }

const SCARCE = 1024 ** 3

export default async function SystemPage() {
  const me = await allow('job.read')
  const system = readSystem(me)
  const jobs = listJobRuns(me)
  return (
    <>
      <PageHeader title="系统状态" sub={`${dayOf(now())} ${timeOf(now())}`} trail={[{ href: '/settings', label: '设置' }]} />
      {system.freeBytes < SCARCE && (
        <Notice tone="bad" title="磁盘空间不足">{`数据所在磁盘只剩 ${sizeWords(system.freeBytes)}，请清理后再导入或备份。`}</Notice>
      )}
      <Section title="数据与版本">
        <Facts facts={factsOf(system, jobs)} />
      </Section>
      <Section title="定时任务" sub="错过的任务在恢复后补做一次">
        <DataTable
          caption="定时任务"
          columns={[
            { key: 'job', label: '任务', name: true },
            { key: 'state', label: '结果' },
            { key: 'last', label: '上次开始', tag: true },
            { key: 'took', label: '用时', num: true, tag: true },
            { key: 'next', label: '下次', tag: true },
            { key: 'note', label: '说明', wrap: true },
          ]}
          rows={jobs.map(rowOf)}
          empty={{ title: '还没有任务记录', text: '平台启动后，任务会按计划自动运行。' }}
        />
      </Section>
    </>
  )
}

type Job = ReturnType<typeof listJobRuns>[number]
const states = {
  running: { text: '进行中', badge: 'accent' },
  done: { text: '成功', badge: 'good' },
  failed: { text: '失败', badge: 'bad' },
} as const

function rowOf({ job, label, last, nextAt }: Job): Row {
  const moment = (at: number | null | undefined) => (at ? { text: `${dayOf(at)} ${timeOf(at)}`, time: new Date(at).toISOString() } : null)
  return {
    id: job,
    tone: last?.status === 'failed' ? 'bad' : undefined,
    cells: {
      job: { text: label, weak: job },
      state: last ? [states[last.status], ...(last.attempts > 1 ? [{ text: `第 ${last.attempts} 次尝试` }] : [])] : '尚未运行',
      last: moment(last?.startedAt),
      took: last?.finishedAt ? tookWords(last.finishedAt - last.startedAt) : null,
      next: moment(nextAt),
      note: last?.note || null,
    },
  }
}

function factsOf(system: ReturnType<typeof readSystem>, jobs: Job[]) {
  const backup = jobs.find(({ job }) => job === 'backup')?.last
  const backedUp =
    backup?.status === 'done' && backup.finishedAt ? `${dayOf(backup.finishedAt)} ${timeOf(backup.finishedAt)}` : '没有成功的记录'
  return [
    { label: '数据库', value: `${sizeWords(system.databaseBytes)}，另有日志 ${sizeWords(system.logBytes)}` },
    { label: '磁盘空间', value: `剩余 ${sizeWords(system.freeBytes)}，共 ${sizeWords(system.diskBytes)}` },
    { label: '最近备份', value: <a href="/settings/backups">{backedUp}</a> },
    { label: '已运行', value: tookWords(system.upSeconds * 1000) },
    { label: '版本', value: `${system.version}（Node ${system.node}，SQLite ${system.sqlite}）` },
  ]
}

function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const [size, unit] = bytes < 1024 ** 2 ? [1024, 'KB'] : bytes < 1024 ** 3 ? [1024 ** 2, 'MB'] : [1024 ** 3, 'GB']
  return `${(bytes / size).toFixed(1)} ${unit}`
}

function tookWords(ms: number): string {
  if (ms < 1000) return `${ms} 毫秒`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} 秒`
  if (ms < 3_600_000) return `${Math.floor(ms / 60_000)} 分 ${Math.round((ms % 60_000) / 1000)} 秒`
  return `${Math.floor(ms / 3_600_000)} 小时 ${Math.round((ms % 3_600_000) / 60_000)} 分`
}
