import { Done } from '#components/done'
import { InvitationFacts } from '#components/surveys/invitation-facts'
import { stateTones } from '#components/surveys/invitation-table'
import { LinkForm } from '#components/surveys/link-form'
import { ActionButton } from '#components/ui/action-button'
import { LinkButton } from '#components/ui/button'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { can } from '#lib/kernel/grant'
import { stateLabels } from '#lib/surveys/labels'
import { LINK_DAYS } from '#lib/surveys/model'
import { findInvitationPage } from '#lib/surveys/queries'
import { momentWords } from '#lib/tickets/words'
import { allow, idIn, orNotFound } from '../../../../_web/allow.ts'
import type { SearchParams } from '../../../../_web/query.ts'
import { cancel, makeLink } from '../../actions.ts'

export const metadata = { title: '调研邀请' }

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams }

export default async function InvitationPage({ params, searchParams }: Props) {
  const me = await allow('survey.read')
  const id = await idIn(params)
  const invitation = orNotFound(me, () => findInvitationPage(me, id))
  const { state, surveyId, customerId, customer } = invitation
  const { done } = await searchParams
  const isOver = state === 'answered' || state === 'cancelled'
  return (
    <>
      <PageHeader
        title="调研邀请"
        sub={customer}
        trail={[
          { href: '/surveys', label: '调研' },
          { href: `/surveys/${surveyId}`, label: invitation.survey },
        ]}
        badges={[{ text: stateLabels[state], tone: stateTones[state] }]}
      >
        {!isOver && can(me.actor, 'survey.cancel') && (
          <ActionButton action={cancel} values={{ id }} confirm={`取消对「${customer}」的邀请？已发出的链接不再有效。`} yes="取消邀请">
            取消邀请
          </ActionButton>
        )}
        {!isOver && can(me.actor, 'survey.record') && (
          <LinkButton href={`/surveys/${surveyId}/answer?customer=${customerId}`}>录入电话访谈</LinkButton>
        )}
        {invitation.responseId !== null && (
          <LinkButton href={`/surveys/answers/${invitation.responseId}`} variant="first">
            看答复
          </LinkButton>
        )}
      </PageHeader>
      {!isOver && can(me.actor, 'survey.link') && (
        <Section title="发送链接" id="link">
          <LinkForm action={makeLink} id={id} hint={hintOf(invitation)} />
        </Section>
      )}
      <Section title="邀请">
        <InvitationFacts invitation={invitation} />
      </Section>
      <Done word={done} />
    </>
  )
}

function hintOf({ linkedAt, expiresAt, state }: { linkedAt: number | null; expiresAt: number | null; state: string }): string {
  const rule = `链接 ${LINK_DAYS} 天内有效，只能填写一次，客户不用登录，也看不到任何客户资料。`
  if (linkedAt === null) return `生成链接，用微信或短信发给客户。${rule}`
  const until = state === 'expired' ? '已经过期' : `${momentWords(expiresAt ?? linkedAt)} 前有效`
  return `${momentWords(linkedAt)} 生成过一次链接，${until}，客户还没有填写。重新生成后，之前的链接失效。${rule}`
}
