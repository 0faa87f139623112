import type { listMine } from '#lib/tickets/queries-mine'
import { Section } from '../ui/section.tsx'
import { TicketLines } from './customer-tickets.tsx'

type Props = { found: ReturnType<typeof listMine>; at: number; userId: number }

/** My tickets to receive, answer and solve, the most urgent first, and what waits to be taken; nothing where there is none. */
export function MyTickets({ found: { rows, total, queue }, at, userId }: Props) {
  if (total === 0 && queue === 0) return null
  const late = rows.filter(({ dueAt }) => dueAt !== null && dueAt < at).length
  return (
    <Section
      title="我的工单"
      sub={late > 0 ? `${late} 张已超时` : undefined}
      deeds={queue > 0 && <a href="/tickets?status=unassigned">{`部门待领取 ${queue} 张`}</a>}
    >
      {rows.length > 0 ? <TicketLines tickets={rows} at={at} withCustomer /> : <p className="none">没有要处理的工单</p>}
      {total > rows.length && (
        <p>
          <a href={`/tickets?status=open&handler=${userId}&sort=due`}>{`查看全部 ${total} 张`}</a>
        </p>
      )}
    </Section>
  )
}
