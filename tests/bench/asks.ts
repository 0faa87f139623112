import Database from 'better-sqlite3'
import type { CustomerFilter } from '#lib/customers/asking'

/** One question to the customer list: in words, as an address, and as the filter that the page makes of it. */
export type Ask = { name: string; query: Record<string, string>; filter: CustomerFilter }
/** What the data set holds to ask for. */
export type Known = {
  owner: number
  source: string
  phoneTail: string
  phone: string
  number: string
  contact: string
  rareName: string
  archive: number
  /** Archives to walk through. */
  archives: number[]
  busy: number
  today: string
  since: string
}

const ask = (name: string, query: Record<string, string>, filter: CustomerFilter): Ask => ({ name, query, filter })

export const pathOf = ({ query }: Pick<Ask, 'query'>, path = '/customers') => {
  const text = new URLSearchParams(query).toString()
  return text ? `${path}?${text}` : path
}

/** Each filter of the list by itself, the common and the rare value of it. */
export function filters({ owner, source, since, today }: Known): Ask[] {
  return [
    ask('type=person', { type: 'person' }, { type: 'person' }),
    ask('level=vip', { level: 'vip' }, { level: 'vip' }),
    ask('level=strategic', { level: 'strategic' }, { level: 'strategic' }),
    ask('potential=A', { potential: 'A' }, { potential: 'A' }),
    ask('status=lost', { status: 'lost' }, { status: 'lost' }),
    ask('status=normal', { status: 'normal' }, { status: 'normal' }),
    ask('source (common)', { source }, { source }),
    ask('source (rare)', { source: '其他' }, { source: '其他' }),
    ask('industry=C', { industry: 'C' }, { industry: 'C' }),
    ask('industry=T', { industry: 'T' }, { industry: 'T' }),
    ask('owner (busiest)', { owner: String(owner) }, { owner }),
    ask('owner=nobody', { owner: '0' }, { owner: 0 }),
    ...(['none', 'overdue', 'today', 'week'] as const).map((next) => ask(`next=${next}`, { next }, { next })),
    ask('created (90 days)', { created_from: since, created_to: today }, { from: since, to: today }),
    ask('created (before all)', { created_to: '2001-01-01' }, { to: '2001-01-01' }),
    ...['high_value', 'dormant', 'ordinary'].map((tier) => ask(`tier=${tier}`, { tier }, { tier })),
  ]
}

/** Two filters at once, each pair of different kinds. */
export function pairs(known: Known): Ask[] {
  const some = filters(known).filter(({ name }) => !/normal|rare|industry=T|before all|next=week|level=strategic|ordinary/.test(name))
  return some.flatMap((one, n) => some.slice(n + 1).flatMap((other) => (isSameKind(one, other) ? [] : [both(one, other)])))
}

/** Labels beside words, days and another filter, and far down, by name and by the latest contact. */
export function labelled(known: Known): Ask[] {
  const labels = filters(known).filter(({ name }) => name.startsWith('tier='))
  const beside = [...filters(known), ...searches(known)].filter(({ name }) =>
    /level=vip|next=(none|overdue)|90 days|characters, common$/.test(name),
  )
  const orders = (
    [
      ['name', 'asc'],
      ['lastContact', 'desc'],
    ] as const
  ).map(([sort, dir]) => ask(`sort=${sort} ${dir}`, { sort, dir }, { sort, dir }))
  return labels.flatMap((label) =>
    orders.flatMap((order) => [
      ...beside.map((one) => both(both(label, one), order)),
      both(both(label, order), ask('page 50', { page: '50' }, { page: 50 })),
    ]),
  )
}

/** Each order both ways, alone and under a filter that many, some and few customers answer. */
export function sorts(known: Known): Ask[] {
  const orders = (['newest', 'name', 'createdOn', 'lastContact', 'nextDue'] as const).flatMap((sort) =>
    (['asc', 'desc'] as const).map((dir) => ask(`sort=${sort} ${dir}`, { sort, dir }, { sort, dir })),
  )
  const among = filters(known).filter(({ name }) =>
    /status=normal|status=lost|level=vip|level=strategic|owner \(|next=none|next=overdue|industry=T|owner=nobody|tier=/.test(name),
  )
  const searched = searches(known).filter(({ name }) => /common/.test(name))
  return [...orders, ...orders.flatMap((order) => [...among, ...searched].map((one) => both(one, order)))]
}

export function searches({ phoneTail, phone, number, contact, rareName }: Known): Ask[] {
  const asked = {
    'two characters, common': '科技',
    'two characters, rare': '鼍龙',
    'whole name': rareName,
    'initials, common': 'kj',
    'initials of a name': 'szhr',
    pinyin: 'suzhou',
    'phone tail': phoneTail,
    'whole phone': phone,
    number: number,
    contact: contact,
    'one character': '科',
    nothing: '龘靐',
  }
  const one = Object.entries(asked).map(([name, q]) => ask(`q: ${name}`, { q }, { q }))
  const vip = ask('level=vip', { level: 'vip' }, { level: 'vip' })
  return [...one, both(one[0]!, vip), both(one[1]!, vip), both(one[6]!, vip)]
}

/** Far down the list, as far as an address can ask. */
export function deep(customers: number): Ask[] {
  const last = Math.ceil(customers / 50)
  const page = (name: string, page: number, more: Record<string, string> = {}, filter: CustomerFilter = {}) =>
    ask(name, { ...more, page: String(page) }, { ...filter, page })
  return [
    page('page 100', Math.min(100, last)),
    page('middle', Math.ceil(last / 2)),
    page('last page', last),
    page('last page by name', last, { sort: 'name' }, { sort: 'name' }),
    page('page 150 of level=vip', Math.min(150, Math.ceil(last / 10)), { level: 'vip' }, { level: 'vip' }),
    page('page 1,000,000 of status=normal', 1_000_000, { status: 'normal' }, { status: 'normal' }),
  ]
}

/** Reads from the data what the questions need. */
export function readKnown(file: string, today: string, since: string): Known {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  const one = <T>(sql: string) => db.prepare(sql).pluck().get() as T
  try {
    const middle = db
      .prepare(
        'select phone, number, contact from customers where id >= (select max(id) / 2 from customers) and length(phone) = 11 order by id limit 1',
      )
      .get() as { phone: string; number: string; contact: string }
    return {
      ...middle,
      phoneTail: middle.phone.slice(-4),
      owner: one('select owner_id from customer_totals where owner_id > 0 group by owner_id order by sum(total) desc limit 1'),
      source: one('select source from (select source from customers limit 1000) group by source order by count(*) desc limit 1'),
      rareName: one("select name from customers where type = 'company' and id >= 42 limit 1"),
      archive: one(
        'select customer_id from (select customer_id from follow_ups limit 5000) group by customer_id having count(*) between 3 and 4 limit 1',
      ),
      archives: db.prepare('select id from customers where deleted_at is null order by id limit 1000').pluck().all() as number[],
      busy: one(
        'select customer_id from (select customer_id from follow_ups limit 5000) group by customer_id order by count(*) desc limit 1',
      ),
      today,
      since,
    }
  } finally {
    db.close()
  }
}

const isSameKind = (one: Ask, other: Ask) => Object.keys(one.query).some((key) => key in other.query)
const both = (one: Ask, other: Ask): Ask =>
  ask(`${one.name}, ${other.name}`, { ...one.query, ...other.query }, { ...one.filter, ...other.filter })
