import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { raiseNotifications } from '#lib/notifications/commands'
import { horizon, type Message, messageOf } from '#lib/notifications/model'
import { listDueAfter, listTold, longestLead } from '#lib/notifications/queries'
import type { Run } from './schedule.ts'
import { inSlices } from './slices.ts'

const actor = { job: 'reminders' }
const me = grant(actor, 'notification.raise')
const PAGE = 200
const AT_ONCE = 10

/** Tells people what falls due and what is overdue (S0-34), each thing once. The workbench is right without it; this only knocks. */
export async function remind({ at, signal }: Pick<Run, 'at' | 'signal'>): Promise<string> {
  let told = 0
  await inSlices(untold(at), signal, (messages) => {
    if (messages.length > 0) execute(raiseNotifications, actor, { messages })
    told += messages.length
  })
  return `提醒 ${told} 条`
}

// A few at a time; none at the end of a page, so that others get their turn where everything has been told already.
function* untold(at: number): Generator<Message[]> {
  const before = horizon(at, longestLead(me))
  for (let mark = { dueAt: 0, id: 0 }; ; ) {
    const due = listDueAfter(me, mark, before, PAGE)
    const messages = unknownOf(due.flatMap((one) => messageOf(one, at) ?? []))
    for (let from = 0; from <= messages.length; from += AT_ONCE) yield messages.slice(from, from + AT_ONCE)
    const last = due.at(-1)
    if (!last || due.length < PAGE) return
    mark = last
  }
}

function unknownOf(messages: Message[]): Message[] {
  const byPerson = Map.groupBy(messages, (message) => message.userId)
  return [...byPerson].flatMap(([userId, theirs]) => {
    const told = new Set(
      listTold(
        me,
        userId,
        theirs.map((message) => message.key),
      ),
    )
    return theirs.filter((message) => !told.has(message.key))
  })
}
