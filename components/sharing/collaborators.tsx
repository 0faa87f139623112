import { dayOf } from '#lib/kernel/time'
import { ActionButton } from '../ui/action-button.tsx'
import type { FormAction } from '../ui/form.tsx'
import { Section } from '../ui/section.tsx'
import { TodoList } from '../ui/todo-list.tsx'

type Props = {
  customerId: number
  collaborators: { userId: number; name: string; active: boolean; addedAt: number }[]
  requests: { id: number; asker: string; reason: string }[]
  mayAdd: boolean
  mayRemove: boolean
  actions: { remove: FormAction; accept: FormAction }
}

/** Who works on a customer beside its owner, who asks to, and the way in (S1-23). */
export function Collaborators({ customerId, collaborators, requests, mayAdd, mayRemove, actions }: Props) {
  const items = [
    ...requests.map(({ id, asker, reason }) => ({
      id: `request-${id}`,
      when: '申请协作',
      title: asker,
      note: reason,
      deeds: (
        <>
          <ActionButton action={actions.accept} values={{ id }} label={`同意 ${asker} 协作`}>
            同意
          </ActionButton>
          <a className="btn quiet" href={`/collaborations/${id}/refuse`}>
            拒绝
          </a>
        </>
      ),
    })),
    ...collaborators.map(({ userId, name, active, addedAt }) => ({
      id: userId,
      when: name,
      title: `${dayOf(addedAt)} 起协作`,
      badges: active ? [] : [{ text: '已停用' }],
      deeds: mayRemove && (
        <ActionButton
          action={actions.remove}
          values={{ customerId, userId }}
          variant="quiet"
          confirm={`移除协作人 ${name}？对方立即不能再查看这位客户，已写的跟进保留。`}
          yes="移除"
          label={`移除协作人 ${name}`}
        >
          移除
        </ActionButton>
      ),
    })),
  ]
  return (
    <Section id="collaborators" title="协作人" deeds={mayAdd && <a href={`/customers/${customerId}/collaborators`}>添加协作人</a>}>
      {items.length > 0 ? <TodoList items={items} /> : <p className="none">还没有协作人</p>}
    </Section>
  )
}
