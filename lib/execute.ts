import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { type Tx, writer } from '#db/client'
import { onceKeys } from '#db/schema/settings'
import { record, recordDenial } from './kernel/audit.ts'
import type { Change, Command } from './kernel/command.ts'
import { isStorageTrouble, Refusal } from './kernel/errors.ts'
import { type Actor, grant } from './kernel/grant.ts'
import type { Permission } from './kernel/permissions.ts'
import { now } from './kernel/time.ts'
import { consequencesOf } from './reactions.ts'

// Where a rule says nothing of its own, a person reads this and not the library's English.
z.config({ customError: ({ code }) => (code === 'unrecognized_keys' ? undefined : '请填写这一项，或核对后重新选择') })

/** The one door to the database. Permission, input, change, record, consequences: always these, always in this order. A refusal changes nothing and leaves one audit row. */
export function execute<P extends Permission, I extends z.ZodType, C extends Change>(
  command: Command<P, I, C>,
  actor: Actor,
  input: z.input<I>,
): C {
  try {
    return writer().transaction((tx) => carryOut(tx, command, actor, input), { behavior: 'immediate' })
  } catch (error) {
    const why = refusalIn(error)
    if (why !== undefined) refuse(actor, command.name, why, input)
    throw error
  }
}

/** The same, for a form that may arrive twice: the second time nothing happens, and the id of the first result comes back (J-01). */
export function executeOnce<P extends Permission, I extends z.ZodType, C extends Change>(
  key: string,
  command: Command<P, I, C>,
  actor: Actor,
  input: z.input<I>,
): number {
  const own = onceKey(key, command.name, input)
  const earlier = writer().select().from(onceKeys).where(eq(onceKeys.key, own)).get()
  if (earlier) return earlier.rowId
  const change = execute({ ...command, run: remembering(own, command) }, actor, input)
  return idOfChange(change)
}

// The same key with other content is another form: both are carried out.
const onceKey = (key: string, command: string, input: unknown) =>
  createHash('sha256')
    .update(JSON.stringify([key, command, input]))
    .digest('base64url')

/** Leaves the audit row of something that was refused outside a command: a page, a route. */
export function refuse(actor: Actor, what: string, why: string, input?: unknown) {
  const id = Number((input as { id?: unknown } | undefined)?.id)
  attempt(() =>
    writer().transaction((tx) => recordDenial(tx, actor, what, why, Number.isSafeInteger(id) ? id : null), { behavior: 'immediate' }),
  )
}

/** Writes what may be missed when nothing can be written: the answer itself must not fail of it. */
export function attempt(work: () => unknown) {
  try {
    work()
  } catch (error) {
    if (!isStorageTrouble(error)) throw error
  }
}

function carryOut<P extends Permission, I extends z.ZodType, C extends Change>(
  tx: Tx,
  command: Command<P, I, C>,
  actor: Actor,
  input: z.input<I>,
): C {
  const me = grant(actor, command.name)
  const changes = [command.run(tx, me, command.input.parse(input))].flat() as C[]
  for (const change of changes) {
    record(tx, me, change)
    for (const next of consequencesOf(command, change)) carryOut(tx, next.command, { job: command.name }, next.input)
  }
  return changes[0] as C
}

function remembering<P extends Permission, I extends z.ZodType, C extends Change>(
  key: string,
  command: Command<P, I, C>,
): Command<P, I, C>['run'] {
  return (tx, me, input) => {
    const result = command.run(tx, me, input)
    tx.insert(onceKeys)
      .values({ key, command: command.name, rowId: idOfChange([result].flat()[0]), at: now() })
      .run()
    return result
  }
}

// Nothing may have been left to change.
const idOfChange = (change: Change | undefined) => (change ? (change.after ?? change.before).id : 0)

/** In words, why this error is a refusal; undefined where it is a bug. */
function refusalIn(error: unknown) {
  if (error instanceof z.ZodError)
    return `输入不合要求：${[...new Set(error.issues.map((i) => (i.code === 'unrecognized_keys' ? i.keys.join('、') : i.path.join('.'))))].join('、')}`
  return error instanceof Refusal ? error.message : undefined
}
