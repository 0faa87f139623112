import type { ListedStrategy } from '#lib/strategies/queries'
import { ActionButton } from '../ui/action-button.tsx'
import { LinkButton } from '../ui/button.tsx'
import type { FormAction } from '../ui/form.tsx'

type Props = {
  strategy: ListedStrategy
  /** How many it would reach now, where that was counted. */
  reached: number | undefined
  isUsed: boolean
  may: Record<'edit' | 'copy' | 'activate' | 'pause' | 'remove', boolean>
  actions: Record<'activate' | 'copy' | 'pause' | 'remove', FormAction>
}

/** What can be done with a strategy as it stands. */
export function StrategyDeeds({ strategy: { id, version, active, name }, reached, isUsed, may, actions }: Props) {
  const values = { id, version }
  return (
    <>
      {may.remove && !active && !isUsed && (
        <ActionButton action={actions.remove} values={values} variant="danger" confirm={`删除策略「${name}」？`} yes="删除策略">
          删除策略
        </ActionButton>
      )}
      {may.copy && (
        <ActionButton action={actions.copy} values={{ id }}>
          复制策略
        </ActionButton>
      )}
      {may.edit && <LinkButton href={`/strategies/${id}/edit`}>编辑策略</LinkButton>}
      {may.pause && active && (
        <ActionButton action={actions.pause} values={values} confirm={`暂停「${name}」？已推送的待办保留，之后不再推送。`} yes="暂停策略">
          暂停策略
        </ActionButton>
      )}
      {may.activate && !active && (
        <ActionButton action={actions.activate} values={values} variant="first" confirm={askOf(name, reached)} yes="启用策略">
          启用策略
        </ActionButton>
      )}
    </>
  )
}

const askOf = (name: string, reached: number | undefined) =>
  reached === undefined ? `启用「${name}」？` : `启用「${name}」？几分钟内推送给 ${reached.toLocaleString('en-US')} 位客户的负责同事。`
