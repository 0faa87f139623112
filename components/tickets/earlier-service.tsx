import { methodLabels } from '#lib/followups/model'
import type { listEarlierService } from '#lib/tickets/queries-of-customer'
import { whenWords } from '#lib/tickets/words'
import { Section } from '../ui/section.tsx'
import { TodoList } from '../ui/todo-list.tsx'
import { TicketLines } from './customer-tickets.tsx'

/** 历史服务记录 beside a ticket (S0-12): the customer's other tickets, then what was spoken of and where one went. */
export function EarlierService({ found: { tickets, contacts }, at }: { found: ReturnType<typeof listEarlierService>; at: number }) {
  return (
    <Section title="历史服务记录" id="earlier">
      {tickets.length === 0 && contacts.length === 0 && <p className="none">这位客户以前没有服务记录</p>}
      {tickets.length > 0 && <TicketLines tickets={tickets} at={at} />}
      {contacts.length > 0 && (
        <TodoList
          items={contacts.map(({ id, number, occurredAt, method, content }) => ({
            id,
            when: whenWords(occurredAt, at),
            datetime: new Date(occurredAt).toISOString(),
            title: `跟进 · ${methodLabels[method]}`,
            note: `${content} · ${number}`,
          }))}
        />
      )}
    </Section>
  )
}
