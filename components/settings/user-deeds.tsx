import { ActionButton } from '#components/ui/action-button'
import { LinkButton } from '#components/ui/button'
import type { FormAction } from '#components/ui/form'
import { type Held, heldWords, sumOf } from '#lib/handovers/model'
import type { UserState } from '#lib/users/model'

type Deed = 'deactivate' | 'activate' | 'unlock'
type Props = {
  user: { id: number; name: string }
  state: UserState
  may: Record<Deed | 'reset' | 'leave', boolean>
  actions: Record<Deed, FormAction>
  /** What the person holds: whoever deactivates is told, and led to the hand-over (D-05). */
  held: Held
}

/** What can be done to an account as it stands now. */
export function UserDeeds({ user: { id, name }, state, may, actions, held }: Props) {
  const told = sumOf(held)
  const holds = told > 0 ? `名下 ${heldWords(held)}会留在原名下，没有人跟进，建议先办理离职交接。` : '可以随时重新启用。'
  return (
    <>
      {state === 'locked' && may.unlock && (
        <ActionButton action={actions.unlock} values={{ id }}>
          解除锁定
        </ActionButton>
      )}
      {state !== 'inactive' && may.reset && <LinkButton href={`/settings/users/${id}/password`}>重置密码</LinkButton>}
      {may.leave && (state !== 'inactive' || told > 0) && <LinkButton href={`/settings/users/${id}/leave`}>离职交接</LinkButton>}
      {state !== 'inactive' && may.deactivate && (
        <ActionButton
          action={actions.deactivate}
          values={{ id, told }}
          variant="danger"
          confirm={`停用 ${name}？对方会立即在所有设备上退出登录。${holds}`}
          yes="停用"
        >
          停用
        </ActionButton>
      )}
      {state === 'inactive' && may.activate && (
        <ActionButton action={actions.activate} values={{ id }} variant="first">
          启用
        </ActionButton>
      )}
    </>
  )
}
