import { Why } from '#components/sla/explanation'
import { Notice } from '#components/ui/notice'
import { explain } from '#lib/sla/explain'
import { readCalendar } from '#lib/sla/queries'
import { watchedLabels } from '#lib/tickets/clock'
import type { TicketPage as Page } from '#lib/tickets/queries-page'
import { lightOf, momentWords } from '#lib/tickets/words'

/** The clock that counts now: by when, and the sum line by line (N-06). */
export function Clock({ page: { ticket, watch }, at }: { page: Page; at: number }) {
  const light = lightOf(ticket, at)
  if (!watch || ticket.dueAt === null || !light) return null
  const time = watch.watched === 'revisit' ? 'natural' : ticket.terms.time
  const explanation = explain(
    { start: watch.start, minutes: watch.minutes, pauses: watch.pauses, time, stored: ticket.dueAt },
    readCalendar(),
  )
  return (
    <Notice
      tone={light.tone === 'bad' ? 'bad' : light.tone === 'warn' ? 'warn' : 'info'}
      title={`${watchedLabels[watch.watched]}时限 ${momentWords(ticket.dueAt)}，${light.text}`}
    >
      <Why explanation={explanation} />
    </Notice>
  )
}
