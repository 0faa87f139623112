import { and, asc, eq, getTableColumns, gte, lte, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { calendarDays, slaPolicies } from '#db/schema/sla'
import { builtOnce } from '#db/statements'
import { readSettings } from '../settings/queries.ts'
import { type Calendar, calendarOf } from './calendar.ts'
import type { Ladder } from './clock.ts'
import type { SlaPolicy, TicketKind } from './model.ts'
import { completed, defaultPolicy, type Urgency } from './policy.ts'

const { id: _, ...policyColumns } = getTableColumns(slaPolicies)

/** What is promised for a kind and an urgency; the default where nobody changed it. */
export function readPolicy(kind: TicketKind, urgency: Urgency, from: Source = reader()): SlaPolicy {
  const stored = from
    .select(policyColumns)
    .from(slaPolicies)
    .where(and(eq(slaPolicies.kind, kind), eq(slaPolicies.urgency, urgency)))
    .get()
  return stored ?? defaultPolicy(kind, urgency)
}

/** All twelve policies, by kind and urgency. */
export const listPolicies = (from: Source = reader()): SlaPolicy[] => completed(from.select(policyColumns).from(slaPolicies).all())

/** The calendar that clocks count by: the company's week and the announced days. */
export const readCalendar = (from: Source = reader()): Calendar => calendarOf(readSettings(from), daysOf(from).all())

const daysOf = builtOnce((from) =>
  from
    .select({ date: calendarDays.date, kind: calendarDays.kind, name: calendarDays.name })
    .from(calendarDays)
    .orderBy(asc(calendarDays.date))
    .prepare(),
)

/** How many minutes late each person is told. */
export function readLadder(from: Source = reader()): Ladder {
  const { tellHandler, tellHead, tellManager } = readSettings(from)
  return { handler: tellHandler, head: tellHead, manager: tellManager }
}

/** The days of a year that differ from the week, by date. */
export const listDays = (year: number, from: Source = reader()) =>
  from
    .select()
    .from(calendarDays)
    .where(and(gte(calendarDays.date, `${year}-01-01`), lte(calendarDays.date, `${year}-12-31`)))
    .orderBy(asc(calendarDays.date))
    .all()

/** The years for which days stand in the calendar. */
export const listYears = (from: Source = reader()): number[] =>
  from
    .selectDistinct({ year: sql<number>`cast(substr(${calendarDays.date}, 1, 4) as integer)` })
    .from(calendarDays)
    .orderBy(asc(sql`1`))
    .all()
    .map(({ year }) => year)
