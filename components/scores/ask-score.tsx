import type { LinkState } from '#lib/scores/model'
import { momentWords } from '#lib/tickets/words'
import { Section } from '../ui/section.tsx'
import { type LinkAction, LinkForm } from './link-form.tsx'

type Last = { createdAt: number; expiresAt: number; usedAt: number | null; by: string | null; state: LinkState }
type Props = { ticketId: number; action: LinkAction; last: Last | undefined }

const HINT = '生成链接发给客户，客户不用登录就能打 1 至 5 分。链接 14 天内有效，只能用一次，客户只看到工单标题。'

/** Lets the customer score by itself (S0-47): a link to send, and what became of the last one. */
export const AskScore = ({ ticketId, action, last }: Props) => (
  <Section title="请客户评分" id="ask-score">
    <LinkForm action={action} ticketId={ticketId} hint={last ? lastWords(last) : HINT} />
  </Section>
)

function lastWords({ createdAt, expiresAt, usedAt, by, state }: Last): string {
  const made = `上一个链接由${by ?? '同事'}在 ${momentWords(createdAt)} 生成`
  if (state === 'used') return `${made}，客户已在 ${momentWords(usedAt!)} 评分。`
  if (state === 'open') return `${made}，${momentWords(expiresAt)} 前有效，客户还没有评分。`
  return `${made}，已失效，客户没有用它评分。`
}
