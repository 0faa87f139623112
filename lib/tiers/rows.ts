import { and, asc, count, desc, eq, gt, gte, isNotNull, lte, ne, notInArray, type SQL, sql } from 'drizzle-orm'
import type { Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { followUps, purchases } from '#db/schema/followups'
import { ticketScores, tickets, ticketTypes } from '#db/schema/tickets'
import type { Rule } from '#db/schema/tiers'
import { reached } from '../customers/queries.ts'
import { can, type Grant, grant } from '../kernel/grant.ts'
import { endOf } from '../kernel/time.ts'
import { reached as reachedTickets } from '../tickets/reach.ts'
import { type Field, fieldOf } from './fields.ts'
import { conditionsOf } from './settle.ts'
import { readHere } from './sums.ts'
import { momentsOf, type Span, spanBefore, spanOf } from './windows.ts'

type Kind = NonNullable<Field['rows']>
type Behind = { kind: Kind; span: Span; isFirst: boolean }

const MOST_ROWS = 50
const BEGINNING = '0000-01-01'

/** The rows that a rule's figures rest on, of each kind at most 50 with the total, newest first; what a person may not read is left out. */
export function listRowsBehind(me: Grant<'tier.read'>, customerId: number, rule: Rule, day: string, from: Source = readHere()) {
  const behind = behindOf(rule, day)
  const asked = { customerId, from, me }
  return {
    purchases: behind.purchases && can(me.actor, 'purchase.read') ? purchasesBehind(asked, behind.purchases) : undefined,
    tickets: can(me.actor, 'ticket.read') ? ticketsBehind(asked, behind) : undefined,
    followUps: behind.followUps && can(me.actor, 'followUp.read') ? followUpsBehind(asked, behind.followUps) : undefined,
  }
}

type Asked = { customerId: number; from: Source; me: Grant<'tier.read'> }

/** Of each kind of rows the widest span that the rule looks at; a field without a window looks at all up to the day. */
function behindOf(rule: Rule, day: string): Partial<Record<Kind, Behind>> {
  const found: Partial<Record<Kind, Behind>> = {}
  for (const condition of conditionsOf(rule)) {
    const field = fieldOf(condition.field)
    if (!field?.rows) continue
    const size = condition.window ?? field.window?.default
    const after =
      field.window === undefined || size === undefined
        ? BEGINNING
        : field.key === 'growth'
          ? spanBefore(day, field.window.unit, size).after
          : spanOf(day, field.window.unit, size).after
    const known = found[field.rows]
    const isFirst = field.key === 'firstPurchase' && (known?.isFirst ?? true)
    found[field.rows] = {
      kind: field.rows,
      span: { after: known && known.span.after < after ? known.span.after : after, to: day },
      isFirst,
    }
  }
  return found
}

function purchasesBehind({ customerId, from, me }: Asked, { span, isFirst }: Behind) {
  const where = and(
    eq(purchases.customerId, customerId),
    gt(purchases.purchasedOn, span.after),
    lte(purchases.purchasedOn, span.to),
    reached(grant(me.actor, 'purchase.read')),
  )
  const joined = eq(customers.id, purchases.customerId)
  const sums = from
    .select({ total: count(), fen: sql<number>`coalesce(sum(${purchases.amountFen}), 0)` })
    .from(purchases)
    .innerJoin(customers, joined)
    .where(where)
    .get()!
  const by = isFirst ? [asc(purchases.purchasedOn), asc(purchases.id)] : [desc(purchases.purchasedOn), desc(purchases.id)]
  const rows = from
    .select({ id: purchases.id, product: purchases.product, amountFen: purchases.amountFen, purchasedOn: purchases.purchasedOn })
    .from(purchases)
    .innerJoin(customers, joined)
    .where(where)
    .orderBy(...by)
    .limit(MOST_ROWS)
    .all()
  return { ...sums, span, rows }
}

function ticketsBehind({ customerId, from, me }: Asked, { complaints, scores, tickets: open }: Partial<Record<Kind, Behind>>) {
  const wanted = [
    complaints && and(eq(tickets.kind, 'complaint'), madeIn(complaints.span)),
    scores && and(isNotNull(tickets.score), scoredIn(scores.span)),
    open && notInArray(tickets.status, ['closed', 'void']),
  ].filter((one) => one !== undefined)
  if (wanted.length === 0) return undefined
  const where = and(
    eq(tickets.customerId, customerId),
    ne(tickets.status, 'void'),
    sql`(${sql.join(wanted, sql` or `)})`,
    reachedTickets(grant(me.actor, 'ticket.read')),
  )
  const total = from.select({ n: count() }).from(tickets).where(where).get()!.n
  const rows = from
    .select({
      id: tickets.id,
      number: tickets.number,
      kind: tickets.kind,
      type: ticketTypes.name,
      status: tickets.status,
      createdAt: tickets.createdAt,
      score: tickets.score,
      repeatOfId: tickets.repeatOfId,
    })
    .from(tickets)
    .leftJoin(ticketTypes, eq(ticketTypes.id, tickets.typeId))
    .where(where)
    .orderBy(desc(tickets.createdAt), desc(tickets.id))
    .limit(MOST_ROWS)
    .all()
  return { total, rows }
}

function madeIn(span: Span): SQL | undefined {
  const { from, until } = momentsOf({ ...span, after: span.after === BEGINNING ? '1970-01-01' : span.after })
  return and(gte(tickets.createdAt, from), lte(tickets.createdAt, until))
}

function scoredIn(span: Span): SQL {
  const { from, until } = momentsOf(span)
  return sql`(select s.at from ${ticketScores} s where s.ticket_id = ${tickets.id} order by s.id desc limit 1) between ${from} and ${until}`
}

function followUpsBehind({ customerId, from, me }: Asked, { span }: Behind) {
  const where = and(
    eq(followUps.customerId, customerId),
    lte(followUps.occurredAt, endOf(span.to)),
    reached(grant(me.actor, 'followUp.read')),
  )
  const joined = eq(customers.id, followUps.customerId)
  const total = from.select({ n: count() }).from(followUps).innerJoin(customers, joined).where(where).get()!.n
  const rows = from
    .select({
      id: followUps.id,
      number: followUps.number,
      occurredAt: followUps.occurredAt,
      method: followUps.method,
      content: followUps.content,
    })
    .from(followUps)
    .innerJoin(customers, joined)
    .where(where)
    .orderBy(desc(followUps.occurredAt), desc(followUps.id))
    .limit(MOST_ROWS)
    .all()
  return { total, rows }
}
