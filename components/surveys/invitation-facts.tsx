import { reasonLabels } from '#lib/surveys/labels'
import type { findInvitationPage } from '#lib/surveys/queries'
import { momentWords } from '#lib/tickets/words'
import { Facts } from '../ui/facts.tsx'

type Invitation = ReturnType<typeof findInvitationPage>

/** Who is asked, why, by whom, and how far it has come. */
export function InvitationFacts({ invitation: one }: { invitation: Invitation }) {
  const moment = (label: string, at: number | null) => (at === null ? [] : [{ label, value: momentWords(at) }])
  return (
    <Facts
      facts={[
        { label: '客户', value: <a href={`/customers/${one.customerId}`}>{one.customer}</a> },
        { label: '问卷', value: `${one.survey}${one.edition > 1 ? `（第 ${one.edition} 版）` : ''}` },
        { label: '邀请原因', value: reasonLabels[one.reason] },
        ...(one.contact ? [{ label: '填写人', value: one.contact }] : []),
        { label: '发送人', value: one.assignee?.name ?? '未指定' },
        { label: '邀请人', value: one.by ?? '系统' },
        ...moment('邀请时间', one.createdAt),
        ...moment('生成链接', one.linkedAt),
        ...moment('提醒时间', one.remindedAt),
        ...moment('答复时间', one.answeredAt),
        ...moment('取消时间', one.cancelledAt),
      ]}
    />
  )
}
