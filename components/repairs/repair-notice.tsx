import type { Repair } from '#lib/repairs/queries'
import { Notice } from '../ui/notice.tsx'

type Props = { repair: Repair | undefined; mayReadTicket: boolean }

/** 修复期 (N-12): said where somebody might sell something. */
export function RepairNotice({ repair, mayReadTicket }: Props) {
  if (!repair) return null
  const { ticketId, number, left, nextOn } = repair
  return (
    <Notice tone="warn" title="修复期：暂停推销">
      {'因工单 '}
      {mayReadTicket ? <a href={`/tickets/${ticketId}`}>{number}</a> : number}
      {`，这位客户还有 ${left} 次修复联系${nextOn ? `，下一次 ${nextOn}` : ''}。完成前请只谈服务，不要推销。`}
    </Notice>
  )
}
