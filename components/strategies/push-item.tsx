import { kindLabels, wayLabels } from '#lib/strategies/labels'
import type { ListedPush } from '#lib/strategies/list'
import { momentWords } from '#lib/tickets/words'
import { ActionButton } from '../ui/action-button.tsx'
import { Badge } from '../ui/badge.tsx'
import type { FormAction } from '../ui/form.tsx'
import { Section } from '../ui/section.tsx'
import { WordsBox } from './words-box.tsx'

export type PushDeeds = { send: FormAction; refuse: FormAction }
type Props = {
  push: ListedPush
  deeds: PushDeeds
  may: { read: boolean; follow: boolean; refuse: boolean }
  isRepairing: boolean
  back: string
  alone?: boolean
  withPerson?: boolean
}

/** One thing to bring to a customer: what to say, ready to copy, and the deed when it has reached them. */
export function PushItem({ push, deeds, may, isRepairing, back, alone, withPerson }: Props) {
  const { id, customerId, customer, strategy, kind, way, advice, words, dueOn, assignee, sentAt, pushedAt } = push
  const isOpen = sentAt === null && push.todoStatus !== 'cancelled'
  const sub = [strategy, dueOn && isOpen && `${dueOn} 前完成`, withPerson && assignee, `${momentWords(pushedAt)} 推送`]
    .filter(Boolean)
    .join(' · ')
  const title = alone ? kindLabels[kind] : customer
  return (
    <Section
      title={title}
      sub={sub}
      deeds={
        <>
          {may.read && !alone && <a href={`/customers/${customerId}`}>打开档案</a>}
          {isOpen && push.invitationId !== null && <a href={`/surveys/invitations/${push.invitationId}`}>生成问卷链接</a>}
          {isOpen && may.follow && !alone && push.todoId !== null && (
            <a href={`/customers/${customerId}/follow-up?todo=${push.todoId}`}>记跟进</a>
          )}
        </>
      }
    >
      <p className="mb-2">
        <Badge>{wayLabels[way]}</Badge> <StateBadge push={push} isRepairing={isRepairing} />
        {advice && <span>{advice}</span>}
      </p>
      {isOpen && words !== '' && push.consent !== 'refused' && <WordsBox words={words} mayCopy />}
      {isOpen && (
        <p className="deeds mt-2">
          {push.consent !== 'refused' && (
            <ActionButton action={deeds.send} values={{ id, back }} label={`${customer} 已送达`}>
              已送达
            </ActionButton>
          )}
          {may.refuse && push.marketing && (
            <ActionButton
              action={deeds.refuse}
              values={{ customerId, marketing: 'refused', source: '回复退订', back }}
              variant="quiet"
              confirm={`登记「${customer}」不再接收营销信息？之后不再推送营销和调研。`}
              yes="登记退订"
              label={`${customer} 回复退订`}
            >
              客户退订
            </ActionButton>
          )}
        </p>
      )}
    </Section>
  )
}

function StateBadge({ push: { sentAt, todoStatus, consent, marketing }, isRepairing }: Pick<Props, 'push' | 'isRepairing'>) {
  if (sentAt !== null) return <Badge tone="good">{`${momentWords(sentAt)} 已送达`}</Badge>
  if (todoStatus === 'cancelled') return <Badge>已取消</Badge>
  if (consent === 'refused' && marketing) return <Badge tone="bad">客户已拒绝，不要发送</Badge>
  return isRepairing && marketing ? <Badge tone="warn">修复期，请暂缓推销</Badge> : null
}
