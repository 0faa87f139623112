import { ActionButton } from '#components/ui/action-button'
import { LinkButton } from '#components/ui/button'
import type { FormAction } from '#components/ui/form'
import { Notice } from '#components/ui/notice'
import { Progress } from '#components/ui/progress'
import type { Target } from '#lib/imports/aliases'
import { unitLabels } from '#lib/imports/labels'
import type { Job } from '#lib/imports/queries'

type Deeds = { check: FormAction; start: FormAction; stop: FormAction }
type Props = { job: Job; mine: boolean; deeds: Deeds }

const words = (n: number) => n.toLocaleString('en-US')
const lists: Record<Target, string> = { customers: '/customers', followUps: '/follow-ups', purchases: '/customers' }

/** Where the import stands, and the one thing to do next. */
export function NextStep({ job, mine, deeds }: Props) {
  const values = { id: job.id }
  const stop = mine && (
    <ActionButton action={deeds.stop} values={values}>
      停止
    </ActionButton>
  )
  switch (job.status) {
    case 'reading':
      return <Progress label="正在读取表格" />
    case 'checking':
      return (
        <Progress
          label="试运行，还没有写入任何记录"
          value={job.valid + job.refused + job.duplicate}
          max={job.total}
          text={`${words(job.valid + job.refused + job.duplicate)} / ${words(job.total)}`}
        >
          {stop}
        </Progress>
      )
    case 'running':
      return (
        <Progress label="正在导入" value={job.imported} max={Math.max(job.valid, 1)} text={`${words(job.imported)} / ${words(job.valid)}`}>
          {stop}
        </Progress>
      )
    default:
      return <Standing job={job} mine={mine} deeds={deeds} />
  }
}

function Standing({ job, mine, deeds }: Props) {
  const values = { id: job.id }
  const unit = unitLabels[job.target]
  const giveUp = (
    <ActionButton action={deeds.stop} values={values} variant="quiet" confirm="不再导入这个文件？已导入的记录会保留。" yes="放弃导入">
      放弃
    </ActionButton>
  )
  if (job.status === 'mapping')
    return (
      <Notice
        tone={job.failure ? 'bad' : 'info'}
        title={job.failure || '请核对列和人员，然后试运行'}
        deeds={
          mine && (
            <>
              <ActionButton action={deeds.check} values={values} variant="first">
                试运行
              </ActionButton>
              {giveUp}
            </>
          )
        }
      >
        试运行检查全部记录，不写入任何内容。
      </Notice>
    )
  if (job.status === 'checked')
    return (
      <Notice
        tone={job.valid > 0 ? 'good' : 'warn'}
        title={job.valid > 0 ? `试运行完成：可导入 ${words(job.valid)} ${unit}` : '试运行完成：没有可导入的记录'}
        deeds={
          mine && (
            <>
              {job.valid > 0 && (
                <ActionButton action={deeds.start} values={values} variant="first">
                  开始导入
                </ActionButton>
              )}
              <ActionButton action={deeds.check} values={values}>
                重新试运行
              </ActionButton>
              {giveUp}
            </>
          )
        }
      >
        {`不合格 ${words(job.refused)} 条，重复 ${words(job.duplicate)} 条，不会导入。`}
      </Notice>
    )
  if (job.status === 'failed')
    return (
      <Notice
        tone="bad"
        alert
        title={job.failure}
        deeds={
          mine &&
          job.valid > 0 && (
            <>
              <ActionButton action={deeds.start} values={values} variant="first">
                继续导入
              </ActionButton>
              {giveUp}
            </>
          )
        }
      >
        {`已导入 ${words(job.imported)} ${unit}，不会重复。`}
      </Notice>
    )
  return (
    <Notice
      tone={job.status === 'done' ? 'good' : 'warn'}
      title={`${job.status === 'done' ? '导入完成' : '已停止'}：已导入 ${words(job.imported)} ${unit}`}
      deeds={job.imported > 0 && <LinkButton href={lists[job.target]}>{job.target === 'followUps' ? '查看跟进' : '查看客户'}</LinkButton>}
    >
      {`不合格 ${words(job.refused)} 条，重复 ${words(job.duplicate)} 条${job.status === 'cancelled' && job.valid > job.imported ? `，未导入 ${words(job.valid - job.imported)} 条` : ''}。`}
    </Notice>
  )
}
