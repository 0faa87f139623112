import type { scoreLinks } from '#db/schema/closing'
import { DAY } from '../kernel/time.ts'
import { allows, isOpen, type Ticket } from '../tickets/model.ts'

/** A link to score by is good for so long, once (S0-47). */
export const LINK_DAYS = 14
export const LINK_MS = LINK_DAYS * DAY

/** Who made a link that is not used is reminded once, so long after (W-34). */
export const REMIND_DAYS = 3
export const REMIND_MS = REMIND_DAYS * DAY

type Link = Pick<typeof scoreLinks.$inferSelect, 'usedAt' | 'expiresAt'>
/** `busy`: the ticket is being worked on again, and the customer is asked once that is done. */
export type LinkState = 'open' | 'used' | 'expired' | 'busy'

/** What a link is good for at this moment; used comes before expired, since that is what the customer remembers. */
export function stateOf({ usedAt, expiresAt }: Link, ticket: Pick<Ticket, 'status'>, at: number): LinkState {
  if (usedAt !== null) return 'used'
  if (at >= expiresAt) return 'expired'
  if (allows(ticket, 'score')) return 'open'
  return isOpen(ticket.status) ? 'busy' : 'expired'
}

/** What a customer reads instead of the form. */
export const stateTexts: Record<Exclude<LinkState, 'open'>, { title: string; text: string }> = {
  used: { title: '已提交', text: '感谢评价，我们已经收到。每个链接只能评分一次。' },
  expired: { title: '已过期', text: `评分链接 ${LINK_DAYS} 天内有效。如仍想评价，请联系为你服务的同事重新发送。` },
  busy: { title: '还在处理', text: '这次服务还在继续处理。处理完成后，请再打开这个链接评分。' },
}

/** The words that go to the customer with the link, ready for WeChat or a short message. */
export const invitation = (company: string, number: string, url: string) =>
  `您好，您在${company}的服务（工单 ${number}）已处理完成，请为我们评分（1 至 5 分，无需登录，${LINK_DAYS} 天内有效）：${url}`
