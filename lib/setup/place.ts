import { join, resolve } from 'node:path'
import { CannotStart } from './cannot-start.ts'

/** Where the data lies: absolute paths. */
export type Place = { readonly data: string; readonly database: string; readonly backups: string; readonly incoming: string }

type Environment = Record<string, string | undefined>

/** Fills in what the environment leaves open (DATA_DIR ./data, HOST 127.0.0.1, PORT 3000) and says where the data lies. */
export function placeOf(env: Environment): Place {
  env.DATA_DIR = resolve(env.DATA_DIR || 'data')
  env.HOST ||= '127.0.0.1'
  env.PORT ||= '3000'
  env.NODE_ENV ||= 'production'
  env.NEXT_TELEMETRY_DISABLED = '1'
  const data = env.DATA_DIR
  return {
    data,
    database: resolve(env.DATABASE_FILE || join(data, 'crm.db')),
    backups: join(data, 'backups'),
    incoming: join(data, 'files', 'incoming'),
  }
}

/** PUBLIC_URL as people type it into the browser; only http and https, no path. */
export function publicUrlOf(env: Environment): URL | undefined {
  if (!env.PUBLIC_URL) return undefined
  const url = URL.canParse(env.PUBLIC_URL) ? new URL(env.PUBLIC_URL) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/') throw new CannotStart(`PUBLIC_URL 不是有效的网址：${env.PUBLIC_URL}`)
  return url
}

/** PORT as a number; 0 lets the system choose. */
export function portOf(env: Environment): number {
  const port = Number(env.PORT)
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new CannotStart(`PORT 不是有效的端口：${env.PORT}`)
  return port
}
