import { levelLabels } from '#lib/customers/model'
import type { TicketPage } from '#lib/tickets/queries-page'
import { Facts } from '../ui/facts.tsx'
import { Section } from '../ui/section.tsx'

type Props = { page: TicketPage; mayRead: boolean; mayReveal: boolean }

/** Whom a ticket is about: by masks, and the number behind a reason, to ring back. */
export function TicketCustomer({ page: { customer, phone, ticket }, mayRead, mayReveal }: Props) {
  return (
    <Section title="客户">
      <Facts
        facts={[
          { label: '客户名称', value: mayRead ? <a href={`/customers/${customer.id}`}>{customer.name}</a> : customer.name },
          { label: '客户编号', value: customer.number },
          { label: '客户等级', value: levelLabels[customer.level] },
          { label: '联系人', value: [customer.contactMasked, customer.position].filter(Boolean).join(' ') },
          {
            label: '联系方式',
            value: phone ? (
              <a href={`tel:${phone.replaceAll('-', '')}`}>{phone}</a>
            ) : (
              <>
                <span>{customer.phoneMasked}</span>
                {mayReveal && (
                  <a className="btn quiet" href={`/tickets/${ticket.id}/reveal`}>
                    查看
                  </a>
                )}
              </>
            ),
          },
          { label: '地址', value: customer.address },
        ]}
      />
    </Section>
  )
}
