import { hkdfSync, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from './cannot-start.ts'

type Environment = Record<string, string | undefined>

/** The keys of this installation, derived from `data/secret`, put into the environment before the framework is loaded; given ones stay. */
export function setKeys(data: string, env: Environment) {
  const secret = readOrMake(data)
  env.NEXTAUTH_SECRET ||= derived(secret, 'sessions').toString('base64url')
  // Made from the same secret at each build and start, so a form that stood open over an upgrade still saves.
  env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ||= derived(secret, 'server actions').toString('base64')
}

function readOrMake(data: string): Buffer {
  const file = join(data, 'secret')
  mkdirSync(data, { recursive: true, mode: 0o700 })
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const secret = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64url')
  if (secret.length !== 32) throw new CannotStart(`密钥文件 ${file} 已损坏。请从备份恢复该文件；若删除它，所有人需重新登录。`)
  return secret
}

const derived = (secret: Buffer, purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', `kehu ${purpose}`, 32))
