import { listOf, type Query } from '#components/ui/place'
import { urgencies } from '#db/schema/archive'
import { clockTimes, ticketKinds } from '#db/schema/sla'
import { instantOf, isDay } from '#lib/kernel/time'
import type { Calendar } from '#lib/sla/calendar'
import { type Explanation, explain } from '#lib/sla/explain'
import { minutesFor } from '#lib/sla/policy'
import { readPolicy } from '#lib/sla/queries'
import { oneOf } from '../../../_web/query.ts'

const MOMENT = /^((?:19|20)\d\d-\d\d-\d\d)T((?:[01]\d|2[0-3]):[0-5]\d)/

/** What the address asks to be calculated; undefined while no moment is named. */
export function tried(query: Query, calendar: Calendar): Explanation | undefined {
  const start = momentIn(query.start)
  if (start === undefined) return undefined
  const policy = readPolicy(oneOf(query.kind, ticketKinds) ?? 'complaint', oneOf(query.urgency, urgencies) ?? 'high')
  const from = momentIn(query.from)
  return explain(
    {
      start,
      minutes: minutesFor(oneOf(query.watched, ['receive', 'respond', 'resolve']) ?? 'respond', policy),
      time: oneOf(query.time, clockTimes) ?? policy.time,
      pauses: from === undefined ? [] : [{ from, to: momentIn(query.to) ?? null }],
    },
    calendar,
  )
}

function momentIn(value: Query[string]): number | undefined {
  const [, day, time] = MOMENT.exec(listOf(value)[0] ?? '') ?? []
  return day && time && isDay(day) ? instantOf(day, time) : undefined
}
