import type { Metadata } from 'next'
import { BackupRun, WhileRunning } from '#components/backups/backup-run'
import { BackupTable } from '#components/backups/backup-table'
import { HowToRestore } from '#components/backups/how-to-restore'
import { Done } from '#components/done'
import { ActionButton } from '#components/ui/action-button'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import type { Query } from '#components/ui/place'
import { Section } from '#components/ui/section'
import { sizeWords, WARN_AFTER } from '#lib/backups/model'
import { backupPlace, listBackups } from '#lib/backups/queries'
import { listRunsOf } from '#lib/jobs/queries'
import { can, grant } from '#lib/kernel/grant'
import { dayOf, now, timeOf } from '#lib/kernel/time'
import { allow } from '../../../_web/allow.ts'
import { backUpNow } from './actions.ts'

export const metadata: Metadata = { title: '备份' }

export default async function BackupsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const me = await allow('backup.create')
  const { done } = await searchParams
  const copies = listBackups(me)
  const newest = copies.find((copy) => copy.whole)
  const run = can(me.actor, 'job.read') ? listRunsOf(grant(me.actor, 'job.read'), 'backup', 1)[0] : undefined
  const total = copies.reduce((sum, { bytes }) => sum + bytes, 0)
  return (
    <>
      <WhileRunning run={run}>
        <PageHeader title="备份" sub={`${copies.length} 份，共 ${sizeWords(total)}`} trail={[{ href: '/settings', label: '设置' }]}>
          <ActionButton action={backUpNow} variant="first" disabled={run?.status === 'running'}>
            立即备份
          </ActionButton>
        </PageHeader>
        {run?.status !== 'running' && (!newest || now() - newest.madeAt > WARN_AFTER) && <Late madeAt={newest?.madeAt} />}
        <BackupRun run={run} at={now()} />
        <Section title="备份列表" sub="每天 02:30 自动备份并校验；保留最近 7 天、4 周和 12 个月各一份">
          <BackupTable copies={copies} mayDownload={can(me.actor, 'backup.download')} />
        </Section>
        <Section title="恢复">
          <HowToRestore folder={backupPlace().backups} name={newest?.name} />
        </Section>
      </WhileRunning>
      <Done word={done} />
    </>
  )
}

function Late({ madeAt }: { madeAt?: number }) {
  return (
    <Notice tone="warn" title={madeAt ? '已超过 48 小时没有备份' : '还没有备份'} alert>
      {madeAt ? `上次备份：${dayOf(madeAt)} ${timeOf(madeAt)}。` : ''}请点「立即备份」；如果失败，先查看磁盘空间。
    </Notice>
  )
}
