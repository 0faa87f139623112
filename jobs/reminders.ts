import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { raiseNotification } from '#lib/notifications/commands'
import { horizon, type Message, messageOf } from '#lib/notifications/model'
import { listDueAfter, listTold, longestLead } from '#lib/notifications/queries'
import type { Run } from './schedule.ts'
import { inSlices } from './slices.ts'

const actor = { job: 'reminders' }
const me = grant(actor, 'notification.raise')
const SLICE = 200

/** Tells people what falls due and what is overdue (S0-34), each thing once. The workbench is right without it; this only knocks. */
export async function remind({ at, signal }: Pick<Run, 'at' | 'signal'>): Promise<string> {
  let told = 0
  await inSlices(untold(at), signal, (message) => {
    if (message && execute(raiseNotification, actor, message)) told++
  })
  return `提醒 ${told} 条`
}

// Undefined ends a page, so that others get their turn where everything has been told already.
function* untold(at: number): Generator<Message | undefined> {
  const before = horizon(at, longestLead(me))
  for (let mark = { dueAt: 0, id: 0 }; ; ) {
    const due = listDueAfter(me, mark, before, SLICE)
    yield* unknownOf(due.flatMap((one) => messageOf(one, at) ?? []))
    yield undefined
    const last = due.at(-1)
    if (!last || due.length < SLICE) return
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
