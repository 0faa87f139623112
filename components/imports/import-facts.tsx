import { Facts } from '#components/ui/facts'
import { Figures } from '#components/ui/figures'
import { Notice } from '#components/ui/notice'
import { unitLabels } from '#lib/imports/labels'
import type { Job } from '#lib/imports/queries'
import { dayOf, timeOf } from '#lib/kernel/time'

type Props = { job: Job; earlier?: { id: number; createdAt: number; imported: number }; ownOnly: boolean }

/** How the file was understood, and its records by verdict. */
export function ImportFacts({ job, earlier, ownOnly }: Props) {
  const isJudged = !['reading', 'mapping'].includes(job.status)
  const hasBegun = ['running', 'done', 'cancelled', 'failed'].includes(job.status)
  return (
    <>
      {isJudged && (
        <Figures
          figures={[
            { label: '记录', value: job.total },
            { label: '可导入', value: job.valid },
            ...(hasBegun ? [{ label: '已导入', value: job.imported, tone: 'good' as const }] : []),
            { label: '不合格', value: job.refused, tone: job.refused > 0 ? ('bad' as const) : undefined },
            { label: '重复', value: job.duplicate, tone: job.duplicate > 0 ? ('warn' as const) : undefined },
          ]}
        />
      )}
      <section>
        <Facts
          columns={2}
          facts={[
            { label: '文件格式', value: job.encoding },
            { label: '上传时间', value: `${dayOf(job.createdAt)} ${timeOf(job.createdAt)}` },
          ]}
        />
      </section>
      {earlier && (
        <Notice tone="warn" title="这个文件导入过">
          <a
            href={`/imports/${earlier.id}`}
          >{`${dayOf(earlier.createdAt)} ${timeOf(earlier.createdAt)} 已导入 ${earlier.imported.toLocaleString('en-US')} ${unitLabels[job.target]}`}</a>
          ，相同的记录不会再次导入。
        </Notice>
      )}
      {ownOnly && <Notice>导入的客户都记在自己名下；「负责人」列不影响结果。</Notice>}
    </>
  )
}
