import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { raiseNotifications } from '#lib/notifications/commands'
import type { Message } from '#lib/notifications/model'
import { listAsleep, listTold } from '#lib/notifications/queries'
import { LINK_MS } from '#lib/scores/model'
import { listUnusedLinks, reminderOf } from '#lib/scores/queries-unused'
import { readCalendar, readLadder } from '#lib/sla/queries'
import { alarmsOf } from '#lib/tickets/alarms'
import { listClocked, listHeads } from '#lib/tickets/queries-late'
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
    yield unknownOf(page.filter((one) => !asleep.has(one.by)).map(reminderOf))
    const last = page.at(-1)
    if (!last || page.length < AT_ONCE) return
    mark = last
  }
}

function* untold(at: number, asleep: ReadonlySet<number>): Generator<Message[]> {
  const [people, ladder, calendar] = [listHeads(me), readLadder(), readCalendar()]
  for (let mark = { dueAt: 0, id: 0 }; ; ) {
    const page = listClocked(me, mark, PAGE)
    const due = page.flatMap((one) => alarmsOf(one, people, ladder, calendar, at))
    const messages = unknownOf(due.filter(({ userId }) => !asleep.has(userId)))
    for (let from = 0; from <= messages.length; from += AT_ONCE) yield messages.slice(from, from + AT_ONCE)
    const last = page.at(-1)
    if (!last || last.dueAt === null || page.length < PAGE) return
    mark = { dueAt: last.dueAt, id: last.id }
  }
}

function unknownOf(messages: Message[]): Message[] {
  return [...Map.groupBy(messages, ({ userId }) => userId)].flatMap(([userId, theirs]) => {
    const keys = theirs.map(({ key }) => key)
    const told = new Set(listTold(me, userId, keys))
    return theirs.filter(({ key }) => !told.has(key))
  })
}
