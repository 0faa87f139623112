import { LinkButton } from '#components/ui/button'
import { ActionButton, type FormAction } from '#components/ui/form'
import type { UserState } from '#lib/users/model'

type Deed = 'deactivate' | 'activate' | 'unlock'
type Props = {
  user: { id: number; name: string }
  state: UserState
  may: Record<Deed | 'reset', boolean>
  actions: Record<Deed, FormAction>
}

/** What can be done to an account as it stands now. */
export function UserDeeds({ user: { id, name }, state, may, actions }: Props) {
  return (
    <>
      {state === 'locked' && may.unlock && (
        <ActionButton action={actions.unlock} values={{ id }}>
          解除锁定
        </ActionButton>
      )}
      {state !== 'inactive' && may.reset && <LinkButton href={`/settings/users/${id}/password`}>重置密码</LinkButton>}
      {state !== 'inactive' && may.deactivate && (
        <ActionButton
          action={actions.deactivate}
          values={{ id }}
          variant="danger"
          confirm={`停用 ${name}？对方会立即在所有设备上退出登录，名下客户和待办保留，可以随时重新启用。`}
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
