import { createHash, randomBytes } from 'node:crypto'
import { cookies } from 'next/headers'
import { decode, encode } from 'next-auth/jwt'

// A `__Host-` cookie cannot be set for a parent domain or over plain http; the office's own network has no https.
const secure = () => (process.env.PUBLIC_URL ?? '').startsWith('https:')
const nameOf = (what: string) => (secure() ? `__Host-kehu-${what}` : `kehu-${what}`)
const shape = () => ({ httpOnly: true, sameSite: 'lax', path: '/', secure: secure() }) as const
const secret = () => process.env.NEXTAUTH_SECRET ?? ''

const REMEMBERED = 2000
const opened = new Map<string, string>()

/** The session id a request carries, as the sessions table keeps it (hashed); undefined without a sound cookie. */
export async function readSid(): Promise<string | undefined> {
  const token = (await cookies()).get(nameOf('session'))?.value
  if (!token) return undefined
  const known = opened.get(token)
  if (known) return known
  const claims = await decode({ token, secret: secret() }).catch(() => null)
  if (typeof claims?.sid !== 'string') return undefined
  if (opened.size > REMEMBERED) opened.clear()
  opened.set(token, hashed(claims.sid))
  return hashed(claims.sid)
}

/** A fresh random session id, put into the cookie; returns what the table keeps. */
export async function issueSid(userId: number, hours: number): Promise<string> {
  const sid = randomBytes(32).toString('base64url')
  const token = await encode({ token: { sid, uid: userId }, secret: secret(), maxAge: hours * 3600 })
  const jar = await cookies()
  jar.set(nameOf('session'), token, { ...shape(), maxAge: hours * 3600 })
  return hashed(sid)
}

export async function dropSid() {
  const jar = await cookies()
  jar.set(nameOf('session'), '', { ...shape(), maxAge: 0 })
}

/** A device's own mark, kept for a year, so that a right password from it is not locked out by strangers (quality 3). */
export async function readDevice(): Promise<string> {
  const jar = await cookies()
  const known = jar.get(nameOf('device'))?.value
  const mark = known && /^[\w-]{22}$/.test(known) ? known : randomBytes(16).toString('base64url')
  jar.set(nameOf('device'), mark, { ...shape(), maxAge: 31_536_000 })
  return hashed(mark)
}

const hashed = (text: string) => createHash('sha256').update(text).digest('base64url')
