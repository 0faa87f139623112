import { forbidden, notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { isShut, writable } from '#lib/aside/gate'
import { currentRequest, noteUser } from '#lib/door/request-context'
import { attempt, execute, refuse } from '#lib/execute'
import { Missing } from '#lib/kernel/errors'
import { type Actor, can, type Grant, grant, type User } from '#lib/kernel/grant'
import type { Permission } from '#lib/kernel/permissions'
import { now } from '#lib/kernel/time'
import { touchSession } from '#lib/sessions/commands'
import { isIdle } from '#lib/sessions/model'
import { findSignedIn, type SignedIn } from '#lib/sessions/queries'
import { readSettings } from '#lib/settings/queries'
import { readSid } from './cookie.ts'

const TOUCH_EVERY = 60_000
// The bell asks by itself; a person who has left is not there because of it.
const BELL = '/help?bell'

/** Whoever is signed in, read afresh from the database once per request; undefined for a stranger. */
export const signedIn = cache(async (): Promise<SignedIn | undefined> => {
  const sid = await readSid()
  const found = sid ? findSignedIn(sid) : undefined
  if (!found || isIdle(found.seenAt, readSettings().idleMinutes, now())) return undefined
  if (now() - found.seenAt > TOUCH_EVERY && pathNow() !== BELL && !isShut())
    attempt(() => execute(touchSession, { job: 'session' }, { id: found.sessionId }))
  noteUser(found.id)
  return { ...found, from: originOf() }
})

/** The person a page or an action works for; a stranger is led to the sign-in page, a first password to its change (S0-18). */
export const currentUser = cache(async (): Promise<SignedIn> => {
  const user = await signedIn()
  if (!user) redirect(`/login?next=${encodeURIComponent(wayBack())}`)
  if (user.mustChangePassword) redirect('/account/password')
  return user
})

/** The first line of every page. */
export async function allow<P extends Permission>(permission: P): Promise<Grant<P>> {
  const user = await currentUser()
  return permit(user, permission)
}

/** A grant, or the 403 page and one audit row. */
export function permit<P extends Permission>(user: User, permission: P): Grant<P> {
  if (can(user, permission)) return grant(user, permission)
  noteRefusal(user, permission, '没有权限')
  forbidden()
}

/** What the person cannot see does not exist for them: the 404 page and one audit row (B-01). */
export function orNotFound<T>(me: Grant, find: () => T): T {
  try {
    return find()
  } catch (error) {
    if (!(error instanceof Missing)) throw error
    noteRefusal(me.actor, me.permission, error.message)
    notFound()
  }
}

// The row that tells of it may come a little later; the page does not wait.
function noteRefusal(actor: Actor, permission: Permission, why: string) {
  if (isShut()) void writable().then(() => refuse(actor, permission, why))
  else refuse(actor, permission, why)
}

/** The number in an address; what is none leads to the 404 page. */
export async function idIn(params: Promise<{ id: string }>): Promise<number> {
  const { id: text } = await params
  const id = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : 0
  if (!Number.isSafeInteger(id) || id < 1) notFound()
  return id
}

/** The path and query that were asked for. */
export const pathNow = () => currentRequest()?.url ?? '/'

export const originOf = () => ({ address: currentRequest()?.address ?? '', request: currentRequest()?.id ?? '' })

function wayBack() {
  const path = pathNow()
  return path.startsWith('/') && !path.startsWith('//') ? path : '/'
}
