import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { now } from '../kernel/time.ts'

/** A token names a customer for so long. */
const VALID_MS = 3_600_000
const NONCE = 12
const TAG = 16

/** A word that names a customer to one person for an hour and tells nobody anything; made for what the blind check shows (N-03). */
export function tokenFor(customerId: number, userId: number): string {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key(), nonce).setAAD(Buffer.from(String(userId)))
  const sealed = Buffer.concat([cipher.update(`${customerId}.${now() + VALID_MS}`), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** The customer that a token of this person names; undefined for another's, an old or a bent one. */
export function customerIdOf(token: string, userId: number): number | undefined {
  const bytes = Buffer.from(token.slice(0, 200), 'base64url')
  if (bytes.length <= NONCE + TAG) return undefined
  const opened = open(bytes, userId)
  const [customerId, until] = (opened ?? '').split('.').map(Number)
  return customerId && until && now() < until ? customerId : undefined
}

function open(bytes: Buffer, userId: number): string | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key(), bytes.subarray(0, NONCE), { authTagLength: TAG })
    decipher.setAAD(Buffer.from(String(userId))).setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
    return decipher.update(bytes.subarray(NONCE + TAG), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return undefined
  }
}

// Derived anew each time: it is rare, and the secret may come late.
const key = () => Buffer.from(hkdfSync('sha256', process.env.NEXTAUTH_SECRET ?? '', '', 'kehu collaboration', 32))
