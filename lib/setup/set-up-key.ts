import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataDir } from '#db/client'

const file = () => join(dataDir(), 'setup-key')
const hashed = (text: string) => createHash('sha256').update(text).digest('hex')

/** A fresh one-time key for the set-up page; only its hash is kept, an earlier key no longer counts (quality 7.1). */
export function issueSetUpKey(): string {
  const key = randomBytes(16).toString('base64url')
  writeFileSync(file(), hashed(key), { mode: 0o600 })
  return key
}

/** Whether this is the key that was printed last. */
export function isSetUpKey(key: string): boolean {
  if (!existsSync(file())) return false
  return timingSafeEqual(Buffer.from(hashed(key)), Buffer.from(readFileSync(file(), 'utf8').trim().padEnd(64).slice(0, 64)))
}

/** The set-up is done: the key is gone. */
export const dropSetUpKey = () => rmSync(file(), { force: true })
