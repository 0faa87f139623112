import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { raiseNotifications } from '#lib/notifications/commands'
import type { Message } from '#lib/notifications/model'
import { listAsleep, untoldOf } from '#lib/notifications/queries'
import { LINK_MS } from '#lib/scores/model'
import { listUnusedLinks, reminderOf } from '#lib/scores/queries-unused'
import { readCalendar, readLadder } from '#lib/sla/queries'
import { alarmsOf, type Clocked, hrefOf } from '#lib/tickets/alarms'
import { listClocked, listHeads, nameTickets } from '#lib/tickets/queries-late'
import type { Run } from './schedule.ts'
import { inSlices } from './slices.ts'

const actor = { job: 'tickets' }
const me = grant(actor, 'notification.raise')
const PAGE = 100
const AT_ONCE = 10

/** Tells handlers what is nearly due, and one after the other what is late, and who sent a link to score by that it is not used; each once and never in quiet hours: after them. Lists are right without it; this only knocks. */
export async function warnOfTickets({ at, signal }: Pick<Run, 'at' | 'signal'>): Promise<string> {
  let told = 0
  await inSlices(allUntold(at), signal, (messages) => {
    if (messages.length > 0) execute(raiseNotifications, actor, { messages })
    told += messages.length
  })
  return `提醒 ${told} 条`
}

function* allUntold(at: number): Generator<Message[]> {
  const asleep = listAsleep(me, at)
  yield* untold(at, asleep)
  yield* unused(at, asleep)
}

function* unused(at: number, asleep: ReadonlySet<number>): Generator<Message[]> {
  for (let mark = { createdAt: at - LINK_MS, id: 0 }; ; ) {
    const page = listUnusedLinks(me, mark, at, AT_ONCE)
    yield untoldOf(me, page.filter((one) => !asleep.has(one.by)).map(reminderOf))
    const last = page.at(-1)
    if (!last || page.length < AT_ONCE) return
    mark = last
  }
}

// What has been said is known by its key alone, before number and customer are read.
function* untold(at: number, asleep: ReadonlySet<number>): Generator<Message[]> {
  const [people, ladder, calendar] = [listHeads(me), readLadder(), readCalendar()]
  const alarms = (one: Clocked) => alarmsOf(one, people, ladder, calendar, at).filter(({ userId }) => !asleep.has(userId))
  for (let mark = { dueAt: 0, id: 0 }; ; ) {
    const page = listClocked(me, mark, PAGE)
    const nameless = page.flatMap((one) => alarms({ ...one, number: '', customer: '' }))
    const fresh = new Set(untoldOf(me, nameless).map(({ href }) => href))
    const named = nameTickets(
      me,
      page.filter(({ id }) => fresh.has(hrefOf(id))),
    )
    const messages = untoldOf(me, named.flatMap(alarms))
    for (let from = 0; from <= messages.length; from += AT_ONCE) yield messages.slice(from, from + AT_ONCE)
    const last = page.at(-1)
    if (!last || page.length < PAGE) return
    mark = { dueAt: last.dueAt, id: last.id }
  }
}
