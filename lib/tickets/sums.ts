import { and, asc, type Column, eq, gt, inArray, isNotNull, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { departments, users } from '#db/schema/people'
import { ticketCauses, ticketClosings, ticketSolutions, tickets, ticketTypes } from '#db/schema/tickets'
import type { Grant } from '../kernel/grant.ts'
import { listRounds } from './closings.ts'
import { type Fact, type Figures, figuresOf, monthsUpTo, type Names, spanOf } from './figures.ts'
import { causeLabels, type Kind, solutionLabels } from './labels.ts'
import { listTicketsForExport } from './list-rows.ts'
import type { Urgency } from './model.ts'
import { reached } from './reach.ts'
import { type Bare, onlyRound, roundsOf } from './rounds.ts'

type Reading = Grant<'ticket.read'>
export type FigureFilter = { kind?: Kind; type?: number; department?: number; handler?: number; urgency?: Urgency }
export type Ask = FigureFilter & { month: string; at: number }

const PAGE = 500

const fact = {
  id: tickets.id,
  typeId: tickets.typeId,
  departmentId: tickets.departmentId,
  handlerId: tickets.handlerId,
  urgency: tickets.urgency,
  cause: tickets.cause,
  solution: tickets.solution,
  createdAt: tickets.createdAt,
  receivedAt: tickets.receivedAt,
  respondedAt: tickets.respondedAt,
  closedAt: tickets.closedAt,
  handlingMinutes: tickets.handlingMinutes,
  score: tickets.score,
  repeatOfId: tickets.repeatOfId,
  reopenings: tickets.reopenings,
}

/** Every round of a ticket within reach that has to do with a month or the twelve before it, read by index in pages; yields after each. */
export function* gatherFacts(me: Reading, { month, at: _, ...filter }: Ask, from: Source = reader()): Generator<void, Fact[]> {
  const [first, last] = [spanOf(monthsUpTo(month, 13)[0]!, 0), spanOf(month, 0)]
  const filtered = and(ne(tickets.status, 'void'), reached(me), asked(filter))
  const [created, closed] = [sql`${tickets.createdAt}`, sql`${tickets.closedAt}`]
  const before = lt(sql`+${tickets.createdAt}`, first.from)
  const facts = [
    ...(yield* walk(created, first.from, and(lt(tickets.createdAt, last.until), filtered), from)),
    ...(yield* walk(closed, first.from, and(isNotNull(tickets.closedAt), before, filtered), from)),
    ...(yield* walk(created, 0, and(isNull(tickets.closedAt), lt(tickets.createdAt, first.from), filtered), from)),
  ]
  const { department, handler } = filter
  return facts.filter((one) => (department ?? one.departmentId) === one.departmentId && (handler ?? one.handlerId) === one.handlerId)
}

/** The figures of a month for what this person may see (S0-46); yields between portions of work. */
export function* workOutFigures(me: Reading, ask: Ask, from: Source = reader()): Generator<void, { figures: Figures; facts: Fact[] }> {
  const facts = yield* gatherFacts(me, ask, from)
  return { figures: yield* figuresOf(facts, ask.month, ask.at, readNames(from)), facts }
}

/** Those of these tickets that this person may see, in their order, as a list shows them. */
export function listOfThese(me: Reading, ids: number[], from: Source = reader()) {
  if (ids.length === 0) return []
  const seen = from
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(inArray(tickets.id, ids), reached(me)))
    .all()
  const visible = new Set(seen.map(({ id }) => id))
  return listTicketsForExport(
    ids.filter((id) => visible.has(id)),
    from,
  )
}

const asked = ({ kind, type, department, handler, urgency }: FigureFilter) =>
  and(
    kind && eq(tickets.kind, kind),
    type === undefined ? undefined : eq(tickets.typeId, type),
    department === undefined ? undefined : nowOrOnce(tickets.departmentId, ticketClosings.departmentId, department),
    handler === undefined ? undefined : nowOrOnce(tickets.handlerId, ticketClosings.handlerId, handler),
    urgency && eq(tickets.urgency, urgency),
  )

// Whose it is, or whose it was when it was closed before.
const nowOrOnce = (now: Column, once: Column, id: number) =>
  or(
    eq(now, id),
    and(
      gt(tickets.reopenings, 0),
      sql`exists (select 1 from ${ticketClosings} where ${ticketClosings.ticketId} = ${tickets.id} and ${once} = ${id})`,
    ),
  )

// By key and id, each page beginning where the last one ended.
function* walk(key: SQL, start: number, where: SQL | undefined, from: Source): Generator<void, Fact[]> {
  const found: Fact[] = []
  for (let mark = { key: start, id: 0 }; ; ) {
    const rest = sql`(${key}, ${tickets.id}) > (${mark.key}, ${mark.id})`
    const page = from
      .select({ ...fact, key: sql<number>`${key}` })
      .from(tickets)
      .where(and(rest, where))
      .orderBy(asc(key), asc(tickets.id))
      .limit(PAGE)
      .all()
    for (const one of allRounds(page, from)) found.push(one)
    yield
    const last = page.at(-1)
    if (!last || page.length < PAGE) return found
    mark = last
  }
}

function allRounds(page: (Bare & { reopenings: number; key: number })[], from: Source): Fact[] {
  const again = page.filter(({ reopenings }) => reopenings > 0).map(({ id }) => id)
  const { closings, scores } = listRounds(again, from)
  return page.flatMap(({ key: _, reopenings, ...one }) =>
    reopenings === 0 ? onlyRound(one) : roundsOf(one, closings.get(one.id) ?? [], scores.get(one.id) ?? []),
  )
}

function readNames(from: Source): Names {
  const named = (rows: { id: number; name: string }[], none: string) => {
    const names = new Map(rows.map(({ id, name }) => [id, name]))
    return (key: number) => names.get(key) ?? none
  }
  return {
    type: named(from.select({ id: ticketTypes.id, name: ticketTypes.name }).from(ticketTypes).all(), '未分类'),
    department: named(from.select({ id: departments.id, name: departments.name }).from(departments).all(), '未分派部门'),
    handler: named(from.select({ id: users.id, name: users.name }).from(users).all(), '未分派处理人'),
    urgency: (key) => ['', '高', '中', '低'][key] ?? '',
    cause: (key) => (key === 0 ? '尚未归类' : causeLabels[ticketCauses[key - 1]!]),
    solution: (key) => (key === 0 ? '尚未填写' : solutionLabels[ticketSolutions[key - 1]!]),
  }
}
