import { forbidden, notFound, redirect } from 'next/navigation'
import { z } from 'zod'
import type { FormState } from '#components/ui/form'
import { type Deed, deeds } from '#lib/aside/deeds'
import { executeAside } from '#lib/aside/in-worker'
import { currentRequest } from '#lib/door/current-request'
import { Suspected } from '#lib/duplicates/suspected'
import { execute, executeOnce } from '#lib/execute'
import type { Change, Command } from '#lib/kernel/command'
import { Forbidden, Missing, Refusal, Unfit } from '#lib/kernel/errors'
import type { Permission } from '#lib/kernel/permissions'
import type { SignedIn } from '#lib/sessions/queries'
import { currentUser, permit } from './allow.ts'
import { withUndo } from './with-undo.ts'

type Fields = Record<string, unknown>
const MOST_FIELDS = 500

class TooMuch extends Error {
  readonly status = 413
}

type Prepare = (fields: Fields, user: SignedIn) => unknown | Promise<unknown>

type Next = (id: number, fields: Fields) => string
/** What is done with the input; `key` is the form's own, where it has one. */
type CarryOut = (user: SignedIn, input: unknown, key: string | undefined) => number | Promise<number>

/** Turns a command into a form's action: carry it out, then send the browser on. `prepare` turns what was typed into the command's input. */
export function formAction<P extends Permission, I extends z.ZodType, C extends Change>(
  command: Command<P, I, C>,
  next: Next,
  prepare: Prepare = (fields) => fields,
) {
  return actionOf(hereWith(command), next, prepare)
}

/** The same for a deed about many: where `isLarge`, in a thread of its own, so that pages go on. */
export function asideAction(deed: Deed, next: Next, { prepare = (fields) => fields, isLarge = () => true }: Aside = {}) {
  const here = hereWith(deeds[deed] as unknown as Command<Permission, z.ZodType, Change>)
  const carryOut: CarryOut = (user, input, key) =>
    isLarge(input) ? executeAside({ deed, key, actor: user, input }) : here(user, input, key)
  return actionOf(carryOut, next, prepare)
}

type Aside = { prepare?: Prepare; isLarge?: (input: unknown) => boolean }

const hereWith =
  <P extends Permission, I extends z.ZodType, C extends Change>(command: Command<P, I, C>): CarryOut =>
  (user, input, key) =>
    key === undefined ? idOf(execute(command, user, input as z.input<I>)) : executeOnce(key, command, user, input as z.input<I>)

function actionOf(carryOut: CarryOut, next: Next, prepare: Prepare) {
  // A form whose page keeps its state sends that too; a button sends the form alone.
  const action = async (state: FormState | FormData, typed?: FormData): Promise<FormState> => {
    const user = await currentUser()
    const { once, ...fields } = fieldsOf(typed ?? (state as FormData))
    let id: number
    try {
      const key = typeof once === 'string' && once !== '' ? `${user.id}:${once}` : undefined
      id = await carryOut(user, await prepare(fields, user), key)
    } catch (error) {
      const failure = refused(error, fields)
      if (!typed) noteFailure(action, failure, fields)
      return failure
    }
    redirect(withUndo(next(id, fields), user))
  }
  return action
}

function noteFailure(action: object, { message, errors = {} }: FormState, values: Fields) {
  const request = currentRequest()
  const said = message ?? Object.values(errors).flat()[0]
  if (request && said) request.failed = { action: (action as { $$id?: string }).$$id ?? '', values, message: said }
}

/** The same for what is said once and must stand in no address, such as an initial password: it comes back on the page that asked, and nowhere else. */
export function tellingAction<P extends Permission, I extends z.ZodType, C extends Change, T>(
  command: Command<P, I, C>,
  prepare: (fields: Fields) => Promise<{ input: unknown; tell: (change: C) => T }>,
) {
  return async (_: FormState, form: FormData): Promise<FormState & { told?: T }> => {
    const user = await currentUser()
    const fields = fieldsOf(form)
    try {
      permit(user, command.name)
      const { input, tell } = await prepare(fields)
      return { told: tell(execute(command, user, input as z.input<I>)) }
    } catch (error) {
      return refused(error, fields)
    }
  }
}

/** What a refusal looks like: errors at their fields, everything typed kept; 403 and 404 are pages of their own. */
export function refused(error: unknown, fields: Fields): FormState {
  if (error instanceof z.ZodError) return { ...problemsOf(error), values: shown(fields) }
  if (error instanceof Suspected) return { ...warned(error), values: shown(fields) }
  if (error instanceof Forbidden) forbidden()
  if (error instanceof Missing) notFound()
  if (error instanceof Unfit) return { errors: { [error.field]: [error.message] }, values: shown(fields) }
  if (error instanceof Refusal) return { message: error.message, values: shown(fields) }
  throw error
}

// The page that is shown again tells what was found, above its buttons.
function warned({ message, hits, mark, field }: Suspected): FormState {
  const request = currentRequest()
  if (request) request.alike = { hits, mark }
  if (field) return { errors: { [field]: [message] } }
  return mark ? { message: '可能已经有这位客户，还没有保存。请先看下面的提示，填写的内容都还在。' } : {}
}

/** The fields of a form by name; a name that stands several times is a list. What Next adds is left out. */
export function fieldsOf(form: FormData): Fields {
  const fields = new Map<string, unknown>()
  for (const [name, value] of form.entries()) {
    if (name.startsWith('$')) continue
    const before = fields.get(name)
    fields.set(name, before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value])
    if (fields.size > MOST_FIELDS) throw new TooMuch('a form with too many fields')
  }
  return Object.fromEntries(fields)
}

function problemsOf(error: z.ZodError): FormState {
  const { fieldErrors, formErrors } = z.flattenError(error)
  const unknown = error.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []))
  const message = unknown.length > 0 ? `表单里有不认识的内容：${unknown.join('、').slice(0, 100)}，本次未保存` : formErrors[0]
  return { errors: fieldErrors as Record<string, string[]>, message }
}

const idOf = (change: Change | undefined) => (change ? (change.after ?? change.before).id : 0)

// A password is typed again, never sent back.
const shown = (fields: Fields) =>
  Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => !/password/i.test(name) && (typeof value === 'string' || Array.isArray(value))),
  )
