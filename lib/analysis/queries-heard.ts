import { type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { tickets } from '#db/schema/tickets'
import { living } from '../customers/queries.ts'
import { can, type Grant, grant } from '../kernel/grant.ts'
import { dayOf } from '../kernel/time.ts'
import { reached } from '../tickets/reach.ts'
import { heardBy, refsIn } from './heard.ts'
import type { VoiceKey } from './voices.ts'

/** What a customer said: when, its text (300 characters at most), and where it stands whole. */
export type Heard = { ref: string; voice: VoiceKey; customerId: number; customer: string; on: string; text: string; href: string }
type Row = { id: number; customerId: number; customer: string; at: number | null; day: string | null; text: string }

/** What stands behind a word or a mark, by refs of its list: what is within reach, in the order given. */
export function listHeard(me: Grant<'customer.read'>, refs: readonly string[], from: Source = reader()): Heard[] {
  const wanted = Map.groupBy(refsIn(refs), ({ voice }) => voice)
  const found = heardBy(me.actor).flatMap((voice) =>
    rowsOf(
      me,
      voice,
      (wanted.get(voice) ?? []).map(({ id }) => id),
      from,
    ),
  )
  const byRef = new Map(found.map((one) => [one.ref, one]))
  return refs.flatMap((ref) => byRef.get(ref) ?? [])
}

function rowsOf(me: Grant<'customer.read'>, voice: VoiceKey, ids: number[], from: Source): Heard[] {
  if (ids.length === 0) return []
  const rows = from.all<Row>(sql`${asked(voice)} where x.id in (select value from json_each(${JSON.stringify(ids)})) and ${living(me)}`)
  const seen = voice === 't' ? ticketsSeen(me, ids, from) : undefined
  return rows
    .filter(({ id }) => !seen || seen.has(id))
    .map(({ id, at, day, ...row }) => ({
      ...row,
      ref: voice + id.toString(36),
      voice,
      on: day ?? dayOf(at!),
      href: ways[voice](id, row.customerId),
    }))
}

const ways: Record<VoiceKey, (id: number, customerId: number) => string> = {
  f: (_, customer) => `/customers/${customer}?show=follow-ups`,
  p: (_, customer) => `/customers/${customer}/profile`,
  t: (id) => `/tickets/${id}`,
  s: (_, customer) => `/customers/${customer}`,
}

// A list of words without its brackets and quotes.
const bare = (list: SQL) => sql`replace(replace(replace(replace(${list}, '[', ''), ']', ''), '"', ''), ',', '、')`
const beside = sql`${customers}.id as customerId, ${customers}.name as customer`

function asked(voice: VoiceKey) {
  switch (voice) {
    case 'f':
      return sql`select x.id, ${beside}, x.occurred_at as at, null as day, substr(x.feedback, 1, 300) as text
        from follow_ups x join ${customers} on ${customers}.id = x.customer_id`
    case 'p':
      return sql`select x.id, ${beside}, x.updated_at as at, null as day, substr(x.needs || ' ' || ${bare(sql`x.pain_points`)} || ' ' || ${bare(sql`x.concerns`)}, 1, 300) as text
        from profiles x join ${customers} on ${customers}.id = x.id`
    case 't':
      return sql`select x.id, ${beside}, x.created_at as at, null as day, substr(x.description, 1, 300) as text
        from tickets x join ${customers} on ${customers}.id = x.customer_id`
    default:
      return sql`select x.id, ${beside}, null as at, r.day as day, substr(x.text, 1, 300) as text
        from survey_answers x join survey_responses r on r.id = x.response_id join ${customers} on ${customers}.id = r.customer_id`
  }
}

function ticketsSeen({ actor }: Grant, ids: number[], from: Source): Set<number> {
  if (!can(actor, 'ticket.read')) return new Set()
  const seen = sql`select ${tickets.id} as id from ${tickets} where ${tickets.id} in (select value from json_each(${JSON.stringify(ids)})) and ${reached(grant(actor, 'ticket.read'))}`
  return new Set(from.all<{ id: number }>(seen).map(({ id }) => id))
}
