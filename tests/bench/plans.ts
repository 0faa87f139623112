import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import type { Client } from '#db/client'
import * as schema from '#db/schema/index'
import { listHistory } from '#lib/audit/queries'
import { countCustomers, listCustomers } from '#lib/customers/list'
import { countReveals, findArchive } from '#lib/customers/queries-archive'
import { type FollowUpFilter, listFollowUps } from '#lib/followups/queries'
import { countStory, listCustomerFollowUps, listCustomerPurchases } from '#lib/followups/queries-story'
import { grant, type User } from '#lib/kernel/grant'
import { whatMay } from '#lib/roles/queries'
import { listTodos, type TodoFilter } from '#lib/todos/list'
import { countOverdue, listCustomerTodos } from '#lib/todos/queries'
import { type Ask, deep, filters, type Known, labelled, pairs, searches, sorts } from './asks.ts'
import type { KnownTickets } from './ticket-asks.ts'
import { ticketQuestions } from './ticket-plans.ts'
import { type Said, tell } from './traced.ts'

/** A statement as the product runs it, how SQLite goes about it, and what it took on this data. */
export type Plan = { asked: string; sql: string; values: unknown[]; plan: string[]; flags: string[]; rows: number; ms: number }

// Tables that stay small however many customers there are, and lists of ids that are asked for.
const SMALL =
  /^(users|departments|settings|role_permissions|customer_totals|serials|sessions|ticket_types|ticket_texts|sla_policies|calendar_days|tiers|json_each)\b/
const OURS =
  /\b(customers|customer_search|follow_ups|todos|purchases|audit_log|tickets|ticket_search|ticket_entries|ticket_scores|ticket_pauses|ticket_closings|customer_tiers|tier_moves)\b/
const SLOW_MS = 20
const MOST_MS = 600_000

/** Runs every list of the product with its statements told, and explains each statement of each question. */
export function explainLists(file: string, known: Known, knownTickets: KnownTickets, customers: number): Plan[] {
  const said: Said[] = []
  const [traced, plain] = [openLikeReader(file), openLikeReader(file)]
  tell(traced, said)
  const from: Client = drizzle(traced, { schema })
  try {
    const until = performance.now() + MOST_MS
    return [...questionsOf(from, known, customers), ...ticketQuestions(from, knownTickets, (login) => personOf(from, login))].flatMap(
      ({ asked, run }) => {
        if (performance.now() > until) return [leftOut(asked)]
        said.length = 0
        run()
        return said.filter(({ sql }) => OURS.test(sql)).map((one) => explain(plain, asked, one))
      },
    )
  } finally {
    traced.close()
    plain.close()
  }
}

const leftOut = (asked: string): Plan => ({ asked, sql: '', values: [], plan: [], flags: ['not asked: out of time'], rows: 0, ms: 0 })

function openLikeReader(file: string) {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  for (const pragma of ['cache_size = -32000', 'mmap_size = 268435456', 'trusted_schema = OFF']) db.pragma(pragma)
  return db
}

function explain(db: Database.Database, asked: string, { sql, values, ms, rows }: Said): Plan {
  const plan = (db.prepare(`explain query plan ${sql}`).all(...values) as { detail: string }[]).map(({ detail }) => detail)
  return { asked, sql, values, plan, flags: flagsOf(plan, sql, ms), rows, ms }
}

// A walk along an index or the ids ends when the page is full. Counting ends only when enough was found, and sorting never ends early.
function flagsOf(plan: string[], sql: string, ms: number): string[] {
  const scans = plan.filter(
    (line) => /^SCAN (?!\(|CONSTANT)/.test(line) && !/VIRTUAL TABLE INDEX \d+:\S/.test(line) && !SMALL.test(line.slice('SCAN '.length)),
  )
  const sorted = plan.some((line) => line.includes('TEMP B-TREE FOR ORDER BY'))
  const whole = sorted || /^select count\(/i.test(sql) || !/\blimit\b/i.test(sql)
  return [scans.length > 0 && (whole ? 'SCAN' : 'walk'), sorted && 'sorts', ms > SLOW_MS && 'slow'].filter((flag) => flag !== false)
}

export type Question = { asked: string; run: () => unknown }

function questionsOf(from: Client, known: Known, customers: number): Question[] {
  const people = { admin: personOf(from, 'admin'), manager: personOf(from, 'manager1'), sales: personOf(from, 'sales1') }
  return Object.entries(people).flatMap(([who, actor]) => [
    ...listAsks(known, customers).map((ask) => ({
      asked: `customers (${who}) ${ask.name}`,
      run: () => listCustomers(grant(actor, 'customer.read'), ask.filter, from),
    })),
    ...todoFilters(known).map((filter) => ({
      asked: `to-dos (${who}) ${JSON.stringify(filter)}`,
      run: () => listTodos(grant(actor, 'todo.read'), filter, from),
    })),
    ...followUpFilters(known).map((filter) => ({
      asked: `follow-ups (${who}) ${JSON.stringify(filter)}`,
      run: () => listFollowUps(grant(actor, 'followUp.read'), filter, from),
    })),
    { asked: `frame (${who})`, run: () => countOverdue(grant(actor, 'todo.read'), from) },
    { asked: `workbench (${who}) none`, run: () => countCustomers(grant(actor, 'customer.read'), { next: 'none', owner: actor.id }, from) },
    { asked: `workbench (${who}) latest`, run: () => listCustomers(grant(actor, 'customer.read'), { owner: actor.id, size: 20 }, from) },
    ...(who === 'admin' ? archiveOf(from, actor, known.busy) : []),
  ])
}

const listAsks = (known: Known, customers: number): Ask[] => [
  { name: 'all', query: {}, filter: {} },
  ...filters(known),
  ...pairs(known),
  ...sorts(known),
  ...labelled(known),
  ...searches(known),
  ...deep(customers),
]

function archiveOf(from: Client, actor: User, id: number): Question[] {
  const me = grant(actor, 'customer.read')
  const parts = {
    archive: () => findArchive(me, id, from),
    story: () => countStory(me, id, from),
    'follow-ups': () => listCustomerFollowUps(me, id, 30, from),
    purchases: () => listCustomerPurchases(grant(actor, 'purchase.read'), id, 30, from),
    'to-dos': () => listCustomerTodos(grant(actor, 'todo.read'), id, from),
    history: () => listHistory(me, id, 30, from),
    reveals: () => countReveals(me, id, 0, from),
  }
  return Object.entries(parts).map(([name, run]) => ({ asked: `archive: ${name}`, run }))
}

const todoFilters = ({ owner, since, today }: Known): TodoFilter[] => [
  ...(['open', 'overdue', 'today', 'soon', 'later', 'undated'] as const).map((standing) => ({ standing })),
  { standing: 'open', person: owner },
  { status: 'done' },
  { status: 'done', person: owner },
  { status: 'cancelled' },
  { standing: 'open', from: since, to: today },
  { standing: 'open', page: 100 },
]

const followUpFilters = ({ owner, since, today, rareName }: Known): FollowUpFilter[] => [
  {},
  { dir: 'asc' },
  { page: 100 },
  { method: 'visit' },
  { method: 'other' },
  { person: owner },
  { late: true },
  { from: since, to: today },
  { method: 'other', person: owner },
  { q: rareName },
  { q: '科技' },
]

function personOf(from: Client, login: string): User {
  const { id, name, role, departmentId } = from.query.users.findFirst({ where: (users, { eq }) => eq(users.login, login) }).sync()!
  return { id, login, name, role, departmentId, may: whatMay(role, from) }
}
