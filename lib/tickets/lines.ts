import { and, desc, eq, inArray, isNotNull, ne, or } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Tx } from '#db/client'
import { users } from '#db/schema/people'
import { tickets, ticketTypes } from '#db/schema/tickets'
import { dayOf } from '../kernel/time.ts'
import { kindLabels, statusLabels } from './labels.ts'
import { isOpen, openStatuses } from './model.ts'
import { scoreWords } from './rating.ts'

const MOST = 10
const SCORES = 3

/** What a hand-over book says of these customers' tickets: those still open, and how they were scored last. */
export function ticketsOf(tx: Tx, ids: number[]): Map<number, string> {
  const rows = Map.groupBy(rowsOf(tx, ids), ({ customerId }) => customerId)
  return new Map([...rows].map(([id, all]) => [id, [...openLines(all), ...scoreLine(all)].join('\n')] as const).filter(([, text]) => text))
}

const handlers = alias(users, 'handlers')

const rowsOf = (tx: Tx, ids: number[]) =>
  tx
    .select({
      customerId: tickets.customerId,
      number: tickets.number,
      kind: tickets.kind,
      type: ticketTypes.name,
      status: tickets.status,
      handler: handlers.nameMasked,
      score: tickets.score,
      closedAt: tickets.closedAt,
    })
    .from(tickets)
    .leftJoin(ticketTypes, eq(ticketTypes.id, tickets.typeId))
    .leftJoin(handlers, eq(handlers.id, tickets.handlerId))
    .where(
      and(
        inArray(tickets.customerId, ids),
        ne(tickets.status, 'void'),
        or(inArray(tickets.status, [...openStatuses]), isNotNull(tickets.score)),
      ),
    )
    .orderBy(desc(tickets.createdAt), desc(tickets.id))
    .all()

type Row = ReturnType<typeof rowsOf>[number]

const openLines = (rows: Row[]) =>
  rows
    .filter(({ status }) => isOpen(status))
    .slice(0, MOST)
    .map(
      ({ number, kind, type, status, handler }) =>
        `${number} ${type ?? kindLabels[kind]}，${statusLabels[status]}${handler ? `（${handler}）` : ''}`,
    )

function scoreLine(rows: Row[]): string[] {
  const said = rows
    .filter(({ score }) => score !== null)
    .slice(0, SCORES)
    .map(({ score, closedAt }) => `${scoreWords(score!)}${closedAt === null ? '' : `（${dayOf(closedAt)}）`}`)
  return said.length > 0 ? [`最近评分：${said.join('、')}`] : []
}
