import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { raiseNotifications } from '#lib/notifications/commands'
import { horizon, keyOf, type Message, messageOf } from '#lib/notifications/model'
import { listDue, listOpenAfter, longestLead, untoldOf } from '#lib/notifications/queries'
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

// A few at a time; none at the end of a page, so that others get their turn where everything has been told already. What has been is known
// by its key alone, before the to-do and its customer are read.
function* untold(at: number): Generator<Message[]> {
  const before = horizon(at, longestLead(me))
  for (let mark = { dueAt: 0, id: 0 }; ; ) {
    const open = listOpenAfter(me, mark, before, PAGE)
    const fresh = untoldOf(
      me,
      open.map((one) => ({ ...one, key: keyOf(one, at) })),
    )
    const due = listDue(
      me,
      fresh.map(({ id }) => id),
    )
    const messages = due.flatMap((one) => messageOf(one, at) ?? [])
    for (let from = 0; from <= messages.length; from += AT_ONCE) yield messages.slice(from, from + AT_ONCE)
    const last = open.at(-1)
    if (!last || open.length < PAGE) return
    mark = last
  }
}
