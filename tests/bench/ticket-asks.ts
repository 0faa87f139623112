import Database from 'better-sqlite3'
import type { TicketFilter } from '#lib/tickets/list-asked'

/** One question to the ticket list: in words, as an address, and as the filter that the page makes of it. */
export type TicketAsk = { name: string; query: Record<string, string>; filter: TicketFilter }
/** What the data set holds to ask for. */
export type KnownTickets = {
  ended: number
  working: number
  number: string
  customer: number
  customerName: string
  type: number
  rareType: number
  handler: number
  department: number
  today: string
  since: string
  longSince: string
}

const ask = (name: string, query: Record<string, string>, filter: TicketFilter): TicketAsk => ({ name, query, filter })

/** Each filter of the list by itself, the common and the rare value of it. */
export function ticketFilters(known: KnownTickets): TicketAsk[] {
  const { type, rareType, handler, department, customer, today, since, longSince } = known
  const plain = { type, handler, department, customer }
  return [
    ...(['open', 'closed', 'void', 'unassigned', 'working', 'waiting'] as const).map((status) =>
      ask(`status=${status}`, { status }, { status }),
    ),
    ...(['complaint', 'suggestion'] as const).map((kind) => ask(`kind=${kind}`, { kind }, { kind })),
    ...(['high', 'low'] as const).map((urgency) => ask(`urgency=${urgency}`, { urgency }, { urgency })),
    ...Object.entries(plain).map(([key, id]) => ask(`${key} (common)`, { [key]: String(id) }, { [key]: id })),
    ask('type (rare)', { type: String(rareType) }, { type: rareType }),
    ask('handler=nobody', { handler: '0' }, { handler: 0 }),
    ask('repeated', { repeated: '1' }, { repeated: true }),
    ask('overdue', { overdue: '1' }, { overdue: true }),
    ask('created (90 days)', { created_from: since, created_to: today }, { from: since, to: today }),
    ask('created (until 21 months ago)', { created_to: longSince }, { to: longSince }),
    ask('mine to do', { status: 'open', handler: String(handler), sort: 'due' }, { status: 'open', handler, sort: 'due' }),
    ask('complaints of a type, 90 days', { type: String(type), created_from: since }, { type, from: since }),
    ask('rare type, until 21 months ago', { type: String(rareType), created_to: longSince }, { type: rareType, to: longSince }),
    ask('void, 90 days', { status: 'void', created_from: since }, { status: 'void', from: since }),
  ]
}

/** By its number, by words of what was told, by its customer. */
export const ticketSearches = ({ number, customerName }: KnownTickets): TicketAsk[] =>
  Object.entries({
    number,
    'end of a number': number.slice(-4),
    'words, common': '报警停机',
    'words, several': '发票 合同',
    'a customer': customerName,
    'many customers': '科技',
    nothing: '龘靐',
  }).map(([name, q]) => ask(`q: ${name}`, { q }, { q }))

/** Each order both ways, alone and under a filter that many and few tickets answer. */
export function ticketSorts(known: KnownTickets): TicketAsk[] {
  const orders = (['newest', 'due'] as const).flatMap((sort) =>
    (['asc', 'desc'] as const).map((dir) => ask(`sort=${sort} ${dir}`, { sort, dir }, { sort, dir })),
  )
  const among = ticketFilters(known).filter(({ name }) => /^status=(open|closed|void)|kind=complaint|type \(rare|90 days\)$/.test(name))
  return [...orders, ...orders.flatMap((order) => among.map((one) => both(one, order)))]
}

/** Far down the list. */
export const deepTickets: TicketAsk[] = [
  ask('page 100', { page: '100' }, { page: 100 }),
  ask('page 100 by due moment', { page: '100', sort: 'due' }, { page: 100, sort: 'due' }),
  ask('page 100 of status=closed', { page: '100', status: 'closed' }, { page: 100, status: 'closed' }),
]

/** Reads from the data what the questions need. */
export function readKnownTickets(file: string, days: Pick<KnownTickets, 'today' | 'since' | 'longSince'>): KnownTickets {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  const one = <T>(sql: string) => db.prepare(sql).pluck().get() as T
  const most = (column: string, order = 'desc') =>
    one<number>(
      `select ${column} from (select * from tickets order by id desc limit 5000) where ${column} is not null group by 1 order by count(*) ${order} limit 1`,
    )
  const ended = "from tickets where id >= (select max(id) / 2 from tickets) and status = 'closed' and score is not null order by id limit 1"
  try {
    const customer = most('customer_id')
    return {
      ended: one(`select id ${ended}`),
      number: one(`select number ${ended}`),
      working: one("select id from tickets where status = 'working' order by id desc limit 1"),
      customer,
      customerName: one(`select name from customers where id = ${customer}`),
      type: most('type_id'),
      rareType: most('type_id', 'asc'),
      handler: most('handler_id'),
      department: most('department_id'),
      ...days,
    }
  } finally {
    db.close()
  }
}

const both = (one: TicketAsk, other: TicketAsk): TicketAsk =>
  ask(`${one.name}, ${other.name}`, { ...one.query, ...other.query }, { ...one.filter, ...other.filter })
