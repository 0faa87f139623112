import { LinkButton } from '#components/ui/button'
import { Notice } from '#components/ui/notice'
import { can, type Grant, grant } from '#lib/kernel/grant'
import { stateLabels } from '#lib/surveys/labels'
import { findByTodo } from '#lib/surveys/queries'

/** The invitation to a survey that a to-do is about, where there is one: the way to its link. */
export function AskingOf({ me: { actor }, todoId }: { me: Grant<'todo.read'>; todoId: number }) {
  const found = can(actor, 'survey.read') ? findByTodo(grant(actor, 'survey.read'), todoId) : undefined
  if (!found) return null
  return (
    <Notice
      title={`满意度调研：${stateLabels[found.state]}`}
      deeds={<LinkButton href={`/surveys/invitations/${found.id}`}>去发送</LinkButton>}
    >
      {found.state === 'waiting'
        ? '生成链接发给客户，或在电话访谈时录入；生成链接后这条待办自动完成。'
        : '可以查看邀请的进展，或重新生成链接。'}
    </Notice>
  )
}
